import { externalLabels } from '../../../manifests/external-labels';
import { expandedIn } from '../../../manifests/stateful-pods';
import { causesOf } from './causes';
import { type ProcessPair, processPairs } from './process-pairs';
import { differs, fromTo, who } from './settings';
import type { ClusterCheck, Verdict } from './verdict';
import { hasTsdb } from './writer';

/** The labels and tenants by which series of one process are told from those of others. */
export const identityLabels: ClusterCheck = function* (cluster) {
  for (const pair of processPairs(cluster)) {
    const { before, after } = pair;
    if (hasTsdb(before) && hasTsdb(after)) {
      const changes = labelChanges(pair);
      if (changes.length > 0) {
        yield {
          code: 'DIFF-430',
          message: `${who(after)} writes its series with other external labels (${changes.join(', ')}): each series ends and begins anew under another name, so rates, alerts and dashboards see two where there was one, and blocks from before are compacted apart from those after. Nothing joins them later. Keep the labels`,
          causes: causesOf(cluster, pair, ['label']),
        };
      }
    }
    if (after.subcommand === 'receive') {
      for (const [flag, what] of Object.entries(TENANCY)) {
        if (!differs(pair, flag)) continue;
        yield {
          code: 'DIFF-432',
          message: `${who(after)}: --${flag} ${fromTo(pair, flag)}. ${what}`,
          causes: causesOf(cluster, pair, [flag]),
        };
      }
    }
    if (after.subcommand === 'query') yield* replicaLabels(cluster, pair);
  }
};

const TENANCY: Readonly<Record<string, string>> = {
  'receive.tenant-label-name':
    'Every series ends and begins anew with the tenant under another label, and queries by the old one find nothing new',
  'receive.tenant-header':
    'Writers who send the old header are taken for the default tenant: their series end there and begin anew, limits and hashrings of the tenant no longer hold. Change the header of all writers in the same step',
  'receive.default-tenant-id':
    'Whoever sends no tenant is another one from now on: those series end and begin anew, in another TSDB, and perhaps in another hashring',
  'receive.split-tenant-label-name': 'Series are given to other tenants than before: they end and begin anew there',
  'receive.tenant-certificate-field':
    'The tenant of a writer is told in another way: writers may become another tenant, and their series begin anew there',
};

function labelChanges({ before, after }: ProcessPair): string[] {
  const from = externalLabels(before);
  const to = externalLabels(after);
  const names = [...new Set([...from.keys(), ...to.keys()])].sort();
  return names.flatMap((name) => {
    const [earlier, later] = [from.get(name), to.get(name)].map((value) => value?.replace(/^"([\s\S]*)"$/, '$1'));
    if (earlier === later) return [];
    // A pod's name is the same by whichever variable it comes.
    const expanded = earlier && expandedIn(before, 'pod-0', earlier);
    if (expanded && later && expanded === expandedIn(after, 'pod-0', later)) return [];
    return [`${name}: ${earlier ?? 'not there'} → ${later ?? 'not there'}`];
  });
}

function* replicaLabels(cluster: Parameters<ClusterCheck>[0], pair: ProcessPair): Generator<Verdict> {
  const flag = 'query.replica-label';
  const [from, to] = [pair.before, pair.after].map((process) =>
    (process.flags.get(flag) ?? []).flatMap((value) => value.split(',').filter(Boolean)),
  );
  const removed = from?.filter((label) => !to?.includes(label)) ?? [];
  const added = to?.filter((label) => !from?.includes(label)) ?? [];
  const causes = causesOf(cluster, pair, [flag]);
  if (removed.length > 0) {
    yield {
      code: 'DIFF-431',
      message: `${who(pair.after)} no longer takes series that differ in ${removed.join(', ')} for one: every replicated series is there twice or more, sums and counts are multiples of what was measured, and alerts on them fire. Keep the label as long as blocks or heads have it, which is for as long as blocks are kept`,
      causes,
    };
  }
  if (added.length > 0) {
    yield {
      code: 'DIFF-433',
      message: `${who(pair.after)} takes series that differ in ${added.join(', ')} alone for one: right for labels that tell replicas apart; series that a label of any other kind tells apart are no longer seen one by one`,
      causes,
    };
  }
}
