import type { ManifestRule } from '../../manifest-rule';
import { portReferences } from '../../pod';

/** Probes and hooks of a port name that their container does not have: the kubelet fails them, and restarts the container for it. */
export const probePort: ManifestRule = {
  rule: 'THANOS-125',
  check: ({ workloads }) =>
    workloads.flatMap(({ object, containers }) =>
      containers.flatMap((container) => {
        const names = container.ports.flatMap(({ name }) => name ?? []);
        return portReferences(container).flatMap(({ by, port }) =>
          typeof port !== 'string' || names.includes(port) || /^\d+$/.test(port)
            ? []
            : [
                {
                  object,
                  what: `The ${by} of container ${container.name} asks port "${port}", which the container does not have: it would always fail`,
                  fix: `Write ${names.length > 0 ? `one of its ports (${names.join(', ')})` : 'the number of the port'}`,
                },
              ],
        );
      }),
    ),
};
