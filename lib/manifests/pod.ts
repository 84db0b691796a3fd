import { asList, asMap, at } from './value';
import type { Container, Workload } from './workload';

/** The containers that run as long as the pod does: init containers only where they are sidecars. */
export function runningContainers({ podSpec, containers }: Workload): readonly Container[] {
  const main = asList(podSpec['containers']).length;
  return containers.filter(({ fields }, index) => index < main || fields['restartPolicy'] === 'Always');
}

/** What is asked of a container at its ports: probes, and hooks of its life cycle. */
export function portReferences({ fields }: Container): readonly { readonly by: string; readonly port: unknown }[] {
  const { livenessProbe, readinessProbe, startupProbe, lifecycle } = fields;
  const { postStart, preStop } = asMap(lifecycle);
  return Object.entries({ livenessProbe, readinessProbe, startupProbe, postStart, preStop }).flatMap(
    ([by, handler]) => {
      const port = at(handler, 'httpGet', 'port') ?? at(handler, 'tcpSocket', 'port');
      return port === undefined ? [] : [{ by, port }];
    },
  );
}
