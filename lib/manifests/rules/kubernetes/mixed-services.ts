import { nameOf, namespaceOf, specOf } from '../../kubernetes-object';
import type { ManifestRule } from '../../manifest-rule';
import { runningContainers } from '../../pod';
import type { ThanosProcess } from '../../thanos-process';
import type { Workload } from '../../workload';
import { selectingServices } from './services';

/** Kinds whose pods serve for as long as they are there. */
const SERVING = ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'];

/** Services with one address for pods that run different programs: a client would get now the one, now the other. */
export const mixedService: ManifestRule = {
  rule: 'THANOS-109',
  check: (cluster) => {
    const thanos = new Map(cluster.thanos.map((process) => [process.container, process]));
    return selectingServices(cluster).flatMap(({ service, selector }) => {
      // A headless Service is a list of pods, and may well list pods of several kinds, for example every Store API.
      if (specOf(service)['clusterIP'] === 'None') return [];
      const workloads = cluster
        .selected(namespaceOf(service), selector)
        .filter(({ object }) => SERVING.includes(object.kind));
      const [first, ...others] = workloads;
      if (!first || others.length === 0) return [];
      const programs = programsOf(first, thanos);
      const other = others.find((each) => programsOf(each, thanos).every((program) => !programs.includes(program)));
      if (!other) return [];
      return [
        {
          object: service,
          what: `${nameOf(service)} selects the pods of ${nameOf(first.object)} and of ${nameOf(other.object)}, which run different programs: each request goes to either`,
          fix: 'Add a label to its selector that only one of them has, for example app.kubernetes.io/component',
          related: [first.object, other.object],
        },
      ];
    });
  },
};

/** The images of a workload without their tags, and what Thanos runs as. */
function programsOf(workload: Workload, thanos: ReadonlyMap<unknown, ThanosProcess>): string[] {
  return runningContainers(workload).map((container) => {
    const repository = container.image.replace(/@.*$/, '').replace(/:[^/]*$/, '');
    return `${repository} ${thanos.get(container)?.subcommand ?? ''}`;
  });
}
