import { isDeepStrictEqual } from 'node:util';
import { nameOf } from '../../../manifests/kubernetes-object';
import type { ThanosProcess } from '../../../manifests/thanos-process';
import type { ClusterChange } from '../../cluster-change';
import { isBelow } from '../../path';
import { causesOf, workloadCauses } from './causes';
import { bySource, type ProcessPair, processPairs } from './process-pairs';
import { whoAll } from './settings';
import type { ClusterCheck } from './verdict';

/** Configuration that Thanos reads once. */
const AT_START = [
  'objstore.config',
  'selector.relabel-config',
  'receive.relabel-config',
  'index-cache.config',
  'store.caching-bucket.config',
  'query-range.response-cache-config',
  'labels.response-cache-config',
  'query-frontend.downstream-tripper-config',
  'tracing.config',
  'request.logging-config',
  'alertmanagers.config',
  'alert.relabel-config',
  'query.config',
  'remote-write.config',
];

/** Files that it reads again as it runs, and how soon. */
const AS_IT_RUNS: Readonly<Record<string, string>> = {
  'receive.hashrings':
    'after --receive.hashrings-file-refresh-interval at the latest, once Kubernetes has brought it to the pod',
  'receive.limits-config': 'as soon as Kubernetes has brought it to the pod',
  'endpoint.sd-config':
    'after --endpoint.sd-config-reload-interval at the latest, once Kubernetes has brought it to the pod',
  'http.config': 'for each new connection; only TLS that is new or gone takes a restart',
};

/** When a file that processes read takes effect. */
export const reloading: ClusterCheck = function* (cluster) {
  const groups = (name: string) =>
    bySource(
      processPairs(cluster).filter((pair) => pair.after.configSource(name) && fileDiffers(pair, name)),
      name,
    );
  for (const name of AT_START) {
    for (const group of groups(name)) {
      const rolls = group.filter(({ after }) => isRolled(cluster, after));
      const stays = group.filter(({ after }) => !isRolled(cluster, after));
      const causes = fileCauses(cluster, group[0], name);
      if (rolls.length > 0) {
        yield {
          code: 'DIFF-472',
          message: `${whoAll(rolls.map(({ after }) => after))}: the file is read at start, and these pods roll in this same step, as their template changes too. Nothing else needs to be done`,
          causes,
        };
      }
      if (stays.length > 0) {
        const commands = stays.map(
          ({ after }) =>
            `kubectl -n ${after.workload.namespace} rollout restart ${kindOf(after)}/${after.workload.object.metadata.name}`,
        );
        yield {
          code: 'DIFF-471',
          message: `${whoAll(stays.map(({ after }) => after))}: the file is read at start, and nothing restarts these pods. The change waits for the next rollout, and a pod that is moved to another node meanwhile has it alone. Restart them when it suits: ${[...new Set(commands)].join('; ')}`,
          causes,
        };
      }
    }
  }
  for (const [name, when] of Object.entries(AS_IT_RUNS)) {
    for (const group of groups(name)) {
      yield {
        code: 'DIFF-470',
        message: `${whoAll(group.map(({ after }) => after))}: the file is read again ${when}. No pod restarts`,
        causes: fileCauses(cluster, group[0], name),
      };
    }
  }
};

function isRolled(cluster: ClusterChange, process: ThanosProcess): boolean {
  return workloadCauses(cluster, process, (path) => isBelow(path, 'spec', 'template')).length > 0;
}

function kindOf({ workload }: ThanosProcess): string {
  return (nameOf(workload.object).split(' ')[0] ?? '').toLowerCase();
}

function fileDiffers({ before, after }: ProcessPair, name: string): boolean {
  const [from, to] = [before.config(name), after.config(name)];
  return from !== undefined && to !== undefined && !isDeepStrictEqual(from, to);
}

/** The changes of the file itself, where it is that and not which file is read. */
function fileCauses(cluster: ClusterChange, pair: ProcessPair, name: string) {
  return causesOf(cluster, pair, [name]).filter(
    ({ change, field }) => change.type === 'changed' && field !== undefined && !isBelow(field.path, 'spec'),
  );
}
