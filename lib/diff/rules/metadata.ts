import { annotationsOf, labelsOf } from '../../manifests/kubernetes-object';
import { selectorMatches } from '../../manifests/label-selector';
import type { ChangedObject } from '../change';
import type { ClusterChange } from '../cluster-change';
import type { ChangeRule, Judgement } from '../judgement';
import { keysOf, type Selecting, selecting } from '../selecting';
import { fieldsAt, listed, sayOf } from './fields';

/** Labels and annotations of objects that somebody acts upon. */
export const METADATA_RULE: ChangeRule = {
  kinds: 'any',
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type !== 'changed') return;
    yield* labels(change, cluster);
    yield* annotations(change);
  },
};

function* labels(change: ChangedObject, cluster: ClusterChange): Iterable<Judgement> {
  if (fieldsAt(change, 'metadata', 'labels').length === 0) return;
  const matching = (side: 'before' | 'after') => {
    const object = change[side];
    return selecting(cluster[side], object).filter(({ selector }) => selectorMatches(selector, labelsOf(object)));
  };
  const [old, now] = [matching('before'), matching('after')];
  const without = (list: readonly Selecting[], others: readonly Selecting[]) =>
    list.filter(({ by, purpose }) => !others.some((other) => other.by === by && other.purpose === purpose));
  const lost = without(old, now);
  const gained = without(now, old);
  const fields = (list: readonly Selecting[]) => {
    const keys = new Set(list.flatMap(({ selector }) => keysOf(selector)));
    return fieldsAt(change, 'metadata', 'labels').filter(({ path }) => path.length < 3 || keys.has(path[2] ?? ''));
  };
  const named = (list: readonly Selecting[]) => listed(list.map(({ by, purpose }) => `${purpose} ${by}`));
  if (lost.length > 0) {
    yield* sayOf(
      fields(lost),
      'DIFF-005',
      `is no longer ${named(lost)}, which selects by this label: keep the label, or change the selector in the same step`,
    );
  }
  if (gained.length > 0)
    yield* sayOf(fields(gained), 'DIFF-006', `is ${named(gained)} from now on, which selects by this label`);
}

/** Keys of annotations by which somebody changes what he does, and who that is. */
const ACTED_UPON: readonly (readonly [key: RegExp, who: string])[] = [
  [/^nginx\.ingress\.kubernetes\.io\/|^nginx\.org\//, 'ingress-nginx'],
  [/^traefik\.|^ingress\.traefik/, 'Traefik'],
  [/^(alb|appgw|haproxy|haproxy-ingress|gce|networking\.gke)\.?.*\//, 'the ingress controller'],
  [/^kubernetes\.io\/(ingress\.|tls-acme)|^ingressclass\.kubernetes\.io\//, 'the ingress controllers'],
  [
    /^service\.(beta\.|alpha\.)?kubernetes\.io\/|^(networking|cloud)\.(gke\.io|google\.com)\//,
    'the load balancer of the cloud',
  ],
  [/^external-dns\./, 'external-dns'],
  [/cert-manager\.io\//, 'cert-manager'],
  [/^prometheus\.io\//, 'the Prometheus that discovers its targets by annotations'],
  [/^azure\.workload\.identity\//, 'Azure Workload Identity, for pods that start from now on'],
  [/^(storageclass|volume)\.(beta\.)?kubernetes\.io\//, 'the storage of the cluster'],
  [/^operator\.prometheus\.io\//, 'the Prometheus Operator'],
  [/reloader\.stakater\.com\//, 'Reloader'],
  [
    /^(argocd\.argoproj\.io|kustomize\.toolkit\.fluxcd\.io|helm\.toolkit\.fluxcd\.io|helm\.sh|config\.kubernetes\.io)\//,
    'the GitOps tool',
  ],
];

function* annotations(change: ChangedObject): Iterable<Judgement> {
  if (fieldsAt(change, 'metadata', 'annotations').length === 0) return;
  const [before, after] = [annotationsOf(change.before), annotationsOf(change.after)];
  const kept = keepers(before).filter((keeper) => !keepers(after).includes(keeper));
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (before[key] === after[key]) continue;
    const fields = fieldsAt(change, 'metadata', 'annotations', key);
    const lost = kept.filter((keeper) => keeper.startsWith(`${key}:`));
    if (lost.length > 0) {
      yield* sayOf(
        fields,
        'DIFF-008',
        `no longer says ${listed(lost)}: from now on the object is deleted as soon as it is gone from the manifests, and with the application. Keep it on what holds data`,
      );
      continue;
    }
    const who = ACTED_UPON.find(([pattern]) => pattern.test(key))?.[1];
    if (who !== undefined)
      yield* sayOf(
        fields,
        'DIFF-007',
        `is taken over by ${who} as soon as it is applied; no pod is made anew by Kubernetes for it`,
      );
  }
}

/** What keeps GitOps tools from deleting an object. */
function keepers(annotations: Readonly<Record<string, string>>): string[] {
  return KEEPERS.flatMap(([key, pattern]) =>
    [...(annotations[key] ?? '').matchAll(pattern)].map(([value]) => `${key}: ${value}`),
  );
}

const KEEPERS: readonly (readonly [key: string, value: RegExp])[] = [
  ['argocd.argoproj.io/sync-options', /(Prune|Delete)=(false|confirm)/g],
  ['helm.sh/resource-policy', /keep/g],
  ['kustomize.toolkit.fluxcd.io/prune', /disabled/g],
];
