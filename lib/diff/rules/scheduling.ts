import { asList, asMap, at } from '../../manifests/value';
import { workloadOf } from '../../manifests/workload';
import type { ChangeRule, Judgement } from '../judgement';
import { canonical } from './canonical';
import { POD_MAKERS, podFields } from './container-pairs';
import { isAbout, sayOf } from './fields';

/** Where pods may run: what they demand of a node, not what they would rather have. */
export const SCHEDULING_RULE: ChangeRule = {
  kinds: POD_MAKERS,
  *judge(change): Iterable<Judgement> {
    if (change.type !== 'changed' || !isAbout(change, NAMES)) return;
    const [before, after] = [workloadOf(change.before)?.podSpec, workloadOf(change.after)?.podSpec];
    if (!before || !after) return;
    const claims = asList(at(change.after, 'spec', 'volumeClaimTemplates')).length > 0;
    const zones = claims ? ', and it must be in the zone of the volume that is there already' : '';
    for (const [field, demands] of DEMANDS) {
      const old = demands(before);
      const added = demands(after).filter((demand) => !old.includes(demand));
      if (added.length === 0) continue;
      yield* sayOf(
        podFields(change, field),
        'DIFF-126',
        `asks more of the node that a pod runs on${zones}: a pod that finds none stays Pending, and the roll-out stops there. Check that enough nodes fit (kubectl get nodes --show-labels)`,
      );
    }
    const dropped = tolerations(before).filter((each) => !tolerations(after).includes(each));
    if (dropped.length > 0) {
      yield* sayOf(
        podFields(change, 'tolerations'),
        'DIFF-126',
        `no longer tolerates a taint: new pods stay off nodes that have it${zones && ', and can follow their volumes within a zone alone'}, and stay Pending where no other node fits`,
      );
    }
  },
};

type Spec = Readonly<Record<string, unknown>>;

const DEMANDS: readonly (readonly [field: string, demands: (spec: Spec) => readonly string[]])[] = [
  ['nodeSelector', ({ nodeSelector }) => Object.entries(asMap(nodeSelector)).map(canonical)],
  [
    'affinity',
    ({ affinity }) => [
      ...[at(affinity, 'nodeAffinity', REQUIRED)].filter((each) => each !== undefined).map(canonical),
      ...['podAffinity', 'podAntiAffinity'].flatMap((kind) => asList(at(affinity, kind, REQUIRED)).map(canonical)),
    ],
  ],
  [
    'topologySpreadConstraints',
    ({ topologySpreadConstraints }) =>
      asList(topologySpreadConstraints)
        .filter((each) => at(each, 'whenUnsatisfiable') !== 'ScheduleAnyway')
        .map(canonical),
  ],
  ['nodeName', ({ nodeName }) => (nodeName === undefined ? [] : [canonical(nodeName)])],
];

const NAMES = new Set([...DEMANDS.map(([field]) => field), 'tolerations']);

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';

function tolerations(spec: Spec): readonly string[] {
  return asList(spec['tolerations']).map(canonical);
}
