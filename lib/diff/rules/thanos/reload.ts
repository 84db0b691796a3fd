import { isDeepStrictEqual } from 'node:util';
import { nameOf } from '../../../manifests/kubernetes-object';
import type { ThanosProcess } from '../../../manifests/thanos-process';
import type { ClusterChange } from '../../cluster-change';
import { isBelow } from '../../path';
import { causesOf, workloadCauses } from './causes';
import { type ProcessPair, processPairs } from './process-pairs';
import { who } from './settings';
import type { ClusterCheck, Verdict } from './verdict';

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

/** When a file that a process reads takes effect. */
export const reloading: ClusterCheck = function* (cluster) {
  for (const pair of processPairs(cluster)) {
    for (const name of AT_START) yield* atStart(cluster, pair, name);
    for (const [name, when] of Object.entries(AS_IT_RUNS)) {
      const source = pair.after.configSource(name);
      if (!source || !fileDiffers(pair, name)) continue;
      yield {
        code: 'DIFF-470',
        message: `${who(pair.after)} reads ${source.kind} ${source.name} again as it runs: ${when}. No pod restarts`,
        causes: fileCauses(cluster, pair, name),
      };
    }
  }
};

function* atStart(cluster: ClusterChange, pair: ProcessPair, name: string): Generator<Verdict> {
  const source = pair.after.configSource(name);
  if (!source || !fileDiffers(pair, name)) return;
  const causes = fileCauses(cluster, pair, name);
  const subject = `${source.kind} ${source.name}`;
  const rolls = workloadCauses(cluster, pair.after, (path) => isBelow(path, 'spec', 'template')).length > 0;
  yield rolls
    ? {
        code: 'DIFF-472',
        message: `${who(pair.after)} reads ${subject} when it starts, and rolls in this same step, as its pod template changes too`,
        causes,
      }
    : {
        code: 'DIFF-471',
        message: `${who(pair.after)} reads ${subject} when it starts, and nothing restarts its pods: the change waits for the next rollout, and a pod that is moved to another node meanwhile has it alone. Restart it when it suits: kubectl -n ${pair.after.workload.namespace} rollout restart ${kindOf(pair.after)}/${pair.after.workload.object.metadata.name}`,
        causes,
      };
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
