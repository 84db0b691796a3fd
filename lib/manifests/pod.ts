import { asList, asMap, asNumber, asText, at } from './value';
import type { Container, Workload } from './workload';

/** A port of a container, as far as it is one. */
export interface ContainerPort {
  readonly container: string;
  readonly name: string | undefined;
  readonly number: number | undefined;
  readonly protocol: string;
}

/** The containers that run as long as the pod does: init containers only where they are sidecars. */
export function runningContainers({ podSpec, containers }: Workload): readonly Container[] {
  const main = asList(podSpec['containers']).length;
  return containers.filter(({ fields }, index) => index < main || fields['restartPolicy'] === 'Always');
}

/** The ports that a container declares. */
export function portsOf({ name: container, fields }: Container): readonly ContainerPort[] {
  return asList(fields['ports']).map((port) => ({
    container,
    name: asText(at(port, 'name')) || undefined,
    number: asNumber(at(port, 'containerPort')),
    protocol: asText(at(port, 'protocol')) ?? 'TCP',
  }));
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
