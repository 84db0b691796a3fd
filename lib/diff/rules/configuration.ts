import type { Inventory } from '../../manifests/inventory';
import { groupOf, labelsOf, nameOf, namespaceOf } from '../../manifests/kubernetes-object';
import { operatedPods } from '../../manifests/operated-pods';
import { operatedReferences, podReferences } from '../../manifests/references';
import { asList, asText, at } from '../../manifests/value';
import { podTemplatePath, type Workload } from '../../manifests/workload';
import { jsonText } from '../../values/json';
import type { ObjectChange } from '../change';
import type { ClusterChange } from '../cluster-change';
import type { ChangeRule, Judgement } from '../judgement';
import { madeIn } from '../made';
import { isBelow } from '../path';
import { listed, sayOf } from './fields';

const CONTENT = ['data', 'stringData', 'binaryData'];

/** How pods take over what a ConfigMap or Secret holds. */
export const CONFIGURATION_RULE: ChangeRule = {
  kinds: ['/ConfigMap', '/Secret', '/ServiceAccount'],
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type === 'removed') {
      yield* removed(change, cluster);
      return;
    }
    if (change.type === 'added') return;
    const { after } = change;
    const fields = change.fields.filter(({ path }) => CONTENT.includes(path[0] ?? ''));
    if (fields.length === 0) return;
    const rolling = (workload: Workload) => {
      const template = podTemplatePath(workload.object);
      const own = cluster.changeOf(workload.object);
      return template !== undefined && (own?.fields ?? []).some(({ path }) => isBelow(path, ...template));
    };
    const readers = readersOf(cluster.after, change.after.kind, namespaceOf(after), after.metadata.name);
    const frozen = readers.filter(({ workload, live }) => !live && !rolling(workload));
    const live = readers.filter((reader) => reader.live && !rolling(reader.workload));
    if (frozen.length > 0) {
      yield* sayOf(
        fields,
        'DIFF-110',
        `is not taken over until pods start anew: ${frozen.map(({ workload, by }) => `${name(workload)} has it as ${by}`).join('; ')}. Restart them when it suits (kubectl rollout restart)`,
      );
    }
    if (live.length > 0) {
      yield* sayOf(
        fields,
        'DIFF-109',
        `reaches the files of ${listed(live.map(({ workload }) => name(workload)))} within about a minute, all pods alike: no pod is made anew, and whether the process reads it again is its own matter`,
      );
    }
    const rolled = readers.filter((reader) => rolling(reader.workload));
    if (rolled.length > 0 && frozen.length + live.length === 0) {
      yield* sayOf(
        fields,
        'DIFF-109',
        `is taken over by ${listed(rolled.map(({ workload }) => name(workload)))}, whose pods start anew in this same change; files in volumes reach those that still wait for their turn within about a minute`,
      );
    }
    if (readers.length === 0 && !isReadElsewhere(change, cluster.after)) {
      yield* sayOf(
        fields,
        'DIFF-111',
        'no pod of these manifests reads it: who does, by an API or by a name made elsewhere, is not known here',
      );
    }
  },
};

interface Reader {
  readonly workload: Workload;
  /** Whether the files of pods that run are replaced. */
  readonly live: boolean;
  readonly by: string;
}

function readersOf(cluster: Inventory, kind: string, namespace: string, object: string): Reader[] {
  return cluster.workloadsIn(namespace).flatMap((workload): Reader[] => {
    const references = [...volumeReaders(workload, kind, object), ...environmentReaders(workload, kind, object)];
    const frozen = references.find(({ live }) => !live);
    const found = frozen ?? references[0];
    return found ? [found] : [];
  });
}

function volumeReaders(workload: Workload, kind: string, object: string): Reader[] {
  const field = kind === 'Secret' ? 'secret' : 'configMap';
  return asList(workload.podSpec['volumes']).flatMap((volume): Reader[] => {
    const sources = [
      at(volume, field),
      ...asList(at(volume, 'projected', 'sources')).map((source) => at(source, field)),
    ];
    if (!sources.some((source) => (at(source, 'secretName') ?? at(source, 'name')) === object)) return [];
    const mounts = workload.containers.flatMap(({ fields }) =>
      asList(fields['volumeMounts']).filter((mount) => at(mount, 'name') === at(volume, 'name')),
    );
    const fixed = mounts.find((mount) => asText(at(mount, 'subPath') ?? at(mount, 'subPathExpr')));
    return [{ workload, live: fixed === undefined, by: `a file with subPath ${asText(at(fixed, 'subPath')) ?? ''}` }];
  });
}

function environmentReaders(workload: Workload, kind: string, object: string): Reader[] {
  const [key, source] = kind === 'Secret' ? ['secretKeyRef', 'secretRef'] : ['configMapKeyRef', 'configMapRef'];
  return workload.containers.flatMap(({ fields }) => [
    ...asList(fields['env']).flatMap((variable): Reader[] =>
      at(variable, 'valueFrom', key, 'name') === object
        ? [{ workload, live: false, by: `variable ${asText(at(variable, 'name')) ?? ''}` }]
        : [],
    ),
    ...asList(fields['envFrom']).flatMap((each): Reader[] =>
      at(each, source, 'name') === object ? [{ workload, live: false, by: 'variables (envFrom)' }] : [],
    ),
  ]);
}

/** Whether something that makes no pods of its own says the name. */
function isReadElsewhere(change: ObjectChange, cluster: Inventory): boolean {
  if (change.type !== 'changed') return false;
  const { kind, metadata } = change.after;
  const namespace = namespaceOf(change.after);
  // Sidecars find their files by labels.
  if (Object.keys(labelsOf(change.after)).some((label) => /dashboard|datasource|grafana|rule/i.test(label)))
    return true;
  return cluster.objects.some(
    (object) =>
      namespaceOf(object) === namespace &&
      `${groupOf(object)}/${object.kind}` !== `/${kind}` &&
      jsonText(object).includes(JSON.stringify(metadata.name)),
  );
}

function* removed(change: ObjectChange, cluster: ClusterChange): Iterable<Judgement> {
  if (change.type !== 'removed') return;
  const { kind, metadata } = change.before;
  const namespace = namespaceOf(change.before);
  // Another may make it from now on, such as an ExternalSecret.
  if (madeIn(cluster.after).has(kind, namespace, metadata.name)) return;
  const needing = [
    ...cluster.after
      .workloadsIn(namespace)
      .map(({ object, podSpec }) => ({ object, references: podReferences(podSpec) })),
    ...operatedPods(cluster.after)
      .filter((pods) => pods.namespace === namespace)
      .map(({ object, podSpec }) => ({ object, references: operatedReferences(podSpec) })),
  ].filter(({ references }) => references.some((each) => each.kind === kind && each.name === metadata.name));
  if (needing.length === 0) return;
  yield {
    code: 'DIFF-346',
    message: `is still needed by ${listed(needing.map(({ object }) => nameOf(object)))}: pods that run go on, and none that starts later ever does. Keep it, or take the reference out first`,
  };
}

function name({ object }: Workload): string {
  return `${object.kind} ${object.metadata.name}`;
}
