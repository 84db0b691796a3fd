import { groupOf, type KubernetesObject, keyOf, labelsOf } from '../manifests/kubernetes-object';
import { asMap } from '../manifests/value';
import { addTo } from '../values/multimap';
import type { AddedObject, ObjectChange, RemovedObject } from './change';
import { leavesOf } from './compare/similarity';

/**
 * How alike a removed and an added object must be to be taken for one that got another name: of ten leaves nine are the same. A stack
 * that gets another name keeps more than that: its name is in few leaves beside those that have the name of the object too.
 */
const ALIKE = 0.9;
/** What has fewer, labels and annotations aside, is the same by chance: Namespaces, ServiceAccounts. */
const FEWEST_LEAVES = 3;
/** Objects of different components are not the same, however little they say beside that. */
const COMPONENT = 'app.kubernetes.io/component';
/** Of many copies of one object, none is likelier than the others. */
const CANDIDATES = 50;

/** One side of a rename, with what tells it from others. */
interface Candidate {
  readonly object: KubernetesObject;
  readonly component: string | undefined;
  /** Without repetitions. */
  readonly leaves: ReadonlySet<string>;
}

interface Pair {
  readonly removed: Candidate;
  readonly added: Candidate;
  readonly score: number;
}

/** Tells of objects that are gone and others that are new which look like renames. They stay a deletion and an addition. */
export function withRenames(changes: readonly ObjectChange[]): ObjectChange[] {
  const removed = byKind(
    changes.filter((change): change is RemovedObject => change.type === 'removed').map(({ before }) => before),
  );
  const added = byKind(
    changes.filter((change): change is AddedObject => change.type === 'added').map(({ after }) => after),
  );
  const partners = new Map<KubernetesObject, KubernetesObject>();
  for (const [kind, gone] of removed) {
    const fresh = added.get(kind);
    if (!fresh) continue;
    for (const pair of unambiguous(pairsOf(gone, fresh))) {
      partners.set(pair.removed.object, pair.added.object);
      partners.set(pair.added.object, pair.removed.object);
    }
  }
  if (partners.size === 0) return [...changes];
  return changes.map((change) => {
    if (change.type === 'changed') return change;
    const partner = partners.get(change.type === 'added' ? change.after : change.before);
    if (!partner) return change;
    return change.type === 'added' ? { ...change, renamedFrom: partner } : { ...change, renamedTo: partner };
  });
}

function byKind(objects: readonly KubernetesObject[]): Map<string, KubernetesObject[]> {
  const kinds = new Map<string, KubernetesObject[]>();
  for (const object of objects) addTo(kinds, `${groupOf(object)}/${object.kind}`, object);
  return kinds;
}

/**
 * Pairs that are alike enough. Only those are looked at that have one of their rarest leaves in common, which they must: of `n` leaves,
 * at least `n × ALIKE / (2 - ALIKE)` are on both sides.
 */
function pairsOf(gone: readonly KubernetesObject[], fresh: readonly KubernetesObject[]): Pair[] {
  const [removed, added] = [gone, fresh].map((objects) =>
    [...objects].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)).flatMap((object) => candidate(object) ?? []),
  );
  const frequency = new Map<string, number>();
  for (const { leaves } of [...(removed ?? []), ...(added ?? [])]) {
    for (const leaf of leaves) frequency.set(leaf, (frequency.get(leaf) ?? 0) + 1);
  }
  const rarest = ({ leaves }: Candidate) => {
    const rareFirst = [...leaves].sort((a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0) || (a < b ? -1 : 1));
    return rareFirst.slice(0, leaves.size - Math.ceil((leaves.size * ALIKE) / (2 - ALIKE)) + 1);
  };
  const index = new Map<string, Candidate[]>();
  for (const each of added ?? []) for (const leaf of rarest(each)) addTo(index, leaf, each);
  return (removed ?? []).flatMap((each) => {
    const candidates = new Set(rarest(each).flatMap((leaf) => (index.get(leaf) ?? []).slice(0, CANDIDATES)));
    return [...candidates].flatMap((other): Pair[] => {
      if (each.component !== other.component) return [];
      const share = shareOf(each.leaves, other.leaves);
      const isNamesake = each.object.metadata.name === other.object.metadata.name;
      return share < ALIKE ? [] : [{ removed: each, added: other, score: share + Number(isNamesake) }];
    });
  });
}

/** The best pairs. Where an object has several partners that are equally good, none is proposed. */
function unambiguous(pairs: readonly Pair[]): Pair[] {
  const taken = new Set<Candidate>();
  const chosen: Pair[] = [];
  const byScore = new Map<number, Pair[]>();
  for (const pair of pairs) addTo(byScore, pair.score, pair);
  for (const score of [...byScore.keys()].sort((a, b) => b - a)) {
    const open = (byScore.get(score) ?? []).filter(({ removed, added }) => !taken.has(removed) && !taken.has(added));
    const partners = new Map<Candidate, number>();
    for (const { removed, added } of open) {
      for (const end of [removed, added]) partners.set(end, (partners.get(end) ?? 0) + 1);
    }
    for (const pair of open) {
      if (partners.get(pair.removed) === 1 && partners.get(pair.added) === 1) chosen.push(pair);
    }
    for (const end of partners.keys()) taken.add(end);
  }
  return chosen;
}

function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const leaf of a) if (b.has(leaf)) common++;
  return (2 * common) / (a.size + b.size);
}

/** The content of an object, but for its name, its namespace, and what only the server writes. */
function candidate(object: KubernetesObject): Candidate | undefined {
  const { apiVersion: _, kind: __, metadata, status: ___, ...content } = object;
  const { labels, annotations } = asMap(metadata);
  const said = leavesOf(content);
  if (said.length < FEWEST_LEAVES) return undefined;
  const leaves = new Set<string>();
  for (const leaf of [...said, ...leavesOf({ labels, annotations })]) {
    const anonymous = withoutName(leaf, object.metadata.name);
    let unique = anonymous;
    for (let count = 2; leaves.has(unique); count++) unique = `${anonymous} ${count}`;
    leaves.add(unique);
  }
  return { object, component: labelsOf(object)[COMPONENT], leaves };
}

const IN_A_NAME = /[A-Za-z0-9]/;

/** A leaf with a blank for each reference to an object's name, be it whole or the beginning of another. */
function withoutName(leaf: string, name: string): string {
  let text = '';
  let from = 0;
  for (let at = leaf.indexOf(name); at !== -1; at = leaf.indexOf(name, at + name.length)) {
    const isWhole = !IN_A_NAME.test(leaf[at - 1] ?? '') && !IN_A_NAME.test(leaf[at + name.length] ?? '');
    if (!isWhole) continue;
    text += `${leaf.slice(from, at)} `;
    from = at + name.length;
  }
  return text + leaf.slice(from);
}
