import { repeated } from '../../../values/repeated';
import type { Inventory } from '../../inventory';
import { specOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { runningContainers } from '../../pod';
import { asList, asText, at } from '../../value';
import type { ContainerPort } from '../../workload';

/** Ports that one container or Service has twice, so that the API server refuses it. */
export const repeatedPorts: ManifestRule = {
  rule: 'THANOS-105',
  check: (cluster) => [...inContainers(cluster), ...inServices(cluster)],
};

function inContainers({ workloads }: Inventory): Finding[] {
  return workloads.flatMap(({ object, containers }) =>
    containers.flatMap((container) =>
      repeated(container.ports.flatMap(({ name }) => name ?? [])).map((name) => ({
        object,
        what: `Container ${container.name} has two ports called "${name}", which the API server refuses`,
        fix: 'Give each port a name of its own',
      })),
    ),
  );
}

function inServices(cluster: Inventory): Finding[] {
  return cluster.ofKind('', 'Service').flatMap((object) => {
    const ports = asList(specOf(object)['ports']);
    const names = ports.map((port) => asText(at(port, 'name')) ?? '');
    const numbers = ports.map((port) => `${at(port, 'port')}/${asText(at(port, 'protocol')) ?? 'TCP'}`);
    const findings: Finding[] = [
      ...repeated(names.filter(Boolean)).map((name) => ({
        object,
        what: `The Service has two ports called "${name}", which the API server refuses`,
        fix: 'Give each port a name of its own',
      })),
      ...repeated(numbers).map((number) => ({
        object,
        what: `The Service has port ${number} twice, which the API server refuses`,
        fix: 'Give each port a number of its own',
      })),
    ];
    if (ports.length > 1 && names.includes('')) {
      findings.push({
        object,
        what: 'The Service has several ports and one without a name, which the API server refuses',
        fix: 'Give each port a name',
      });
    }
    return findings;
  });
}

/** What ports of two containers share: all of a pod has one network, and a name leads to the first port that has it. */
export const sharedPorts: ManifestRule = {
  rule: 'THANOS-106',
  check: ({ workloads }) =>
    workloads.flatMap((workload) => {
      const owners = new Map<string, ContainerPort>();
      return runningContainers(workload)
        .flatMap(({ ports }) => ports)
        .flatMap((port): Finding[] => {
          const shared = [
            port.name && `the port name "${port.name}"`,
            port.number && `port ${port.number}/${port.protocol}`,
          ];
          return shared.flatMap((what) => {
            if (!what) return [];
            const first = owners.get(what);
            if (!first) owners.set(what, port);
            if (!first || first.container === port.container) return [];
            return [
              {
                object: workload.object,
                what: `The containers ${first.container} and ${port.container} of one pod both have ${what}: only one of them can be reached by it`,
                fix: 'Give one of them another port with another name',
              },
            ];
          });
        });
    }),
};
