import { isDnsLabel, isPortName } from '../../../values/kubernetes-name';
import type { Inventory } from '../../inventory';
import { specOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { portReferences } from '../../pod';
import { asList, asText, at } from '../../value';

const PORT_NAMES = 'at most 15 lower-case letters, digits and single dashes, with a letter among them';

/** Names of ports that the API server refuses. */
export const refusedPortNames: ManifestRule = {
  rule: 'THANOS-104',
  check: (cluster) => [...containerPortNames(cluster), ...servicePortNames(cluster)],
};

function containerPortNames({ workloads }: Inventory): Finding[] {
  return workloads.flatMap(({ object, containers }) =>
    containers.flatMap((container) => {
      const declared = container.ports.map(({ name }) => ({ where: 'a port', name }));
      const asked = portReferences(container).map(({ by, port }) => ({
        where: `the port of its ${by}`,
        name: asText(port),
      }));
      return [...declared, ...asked].flatMap(({ where, name }) =>
        name === undefined || isPortName(name)
          ? []
          : [
              {
                object,
                what: `Container ${container.name} calls ${where} "${name}"${tooLong(name, 15)}, which the API server refuses`,
                fix: `Write ${PORT_NAMES}`,
              },
            ],
      );
    }),
  );
}

function servicePortNames(cluster: Inventory): Finding[] {
  return cluster.ofKind('', 'Service').flatMap((object) =>
    asList(specOf(object)['ports']).flatMap((port): Finding[] => {
      const name = asText(at(port, 'name'));
      const target = asText(at(port, 'targetPort'));
      const findings: Finding[] = [];
      if (name && !isDnsLabel(name)) {
        findings.push({
          object,
          what: `The Service calls a port "${name}"${tooLong(name, 63)}, which the API server refuses`,
          fix: 'Write at most 63 lower-case letters, digits and dashes, with a letter or digit at either end',
        });
      }
      if (target !== undefined && !isPortName(target)) {
        findings.push({
          object,
          what: `The Service's targetPort "${target}"${tooLong(target, 15)} is none that a container can have`,
          fix: `Write the name of a container's port: ${PORT_NAMES}`,
        });
      }
      return findings;
    }),
  );
}

function tooLong(name: string, longest: number): string {
  return name.length > longest ? ` of ${name.length} characters, where ${longest} are possible` : '';
}
