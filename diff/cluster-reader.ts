import type { ObjectChange } from '../lib/diff/change';
import { ClusterChange } from '../lib/diff/cluster-change';
import { ObjectComparer } from '../lib/diff/compare/compare-objects';
import { matchObjects } from '../lib/diff/match-objects';
import { ConfigReader } from '../lib/manifests/config-reader';
import { type KubernetesObject, keyOf } from '../lib/manifests/kubernetes-object';
import { DocumentReader } from '../reading/document-reader';
import type { InputProblem } from '../reading/input';
import type { ClusterPair } from './cluster-pairs';
import { readObjects, type SideObject, withoutDuplicates } from './read-objects';
import type { Place } from './report';
import type { Side } from './side';
import { documentsOf, type EqualDocument, type SideDocument, withoutEqual } from './side-documents';

/** What the two states of a cluster turned out to be. */
export interface ReadCluster {
  readonly change: ClusterChange;
  readonly problems: readonly InputProblem[];
  /** How many objects are on each side, as far as they had to be counted, and whether any is on both. */
  readonly before: number;
  readonly after: number;
  readonly inCommon: boolean;
  /** Where an object that is reported is written. */
  readonly placeOf: (object: KubernetesObject) => Place | undefined;
}

/** Reads clusters, and of each no more than what differs. What clusters have in common is read once. */
export class ClusterReader {
  private readonly documents = new DocumentReader();
  private readonly configs = new ConfigReader();
  private readonly comparer: ObjectComparer;

  constructor(
    private readonly base: Side,
    private readonly head: Side,
    ignoreDefaults = false,
  ) {
    this.comparer = new ObjectComparer(ignoreDefaults);
  }

  async read({ changed, equal }: ClusterPair): Promise<ReadCluster> {
    const earlier = documentsOf(changed.before);
    const later = documentsOf(changed.after);
    const differing = withoutEqual(earlier.documents, later.documents);
    const same = [...differing.equal, ...(await this.equalDocuments(equal))];
    const before = readObjects(differing.before, this.documents);
    const after = readObjects(differing.after, this.documents);
    const copies = this.copies(same, [...before.located, ...after.located]);
    const old = withoutDuplicates([...before.located, ...copies.before]);
    const young = withoutDuplicates([...after.located, ...copies.after]);
    const mayBeAfter = mayBeIn(after.broken, later.unread, before.located);
    const mayBeBefore = mayBeIn(before.broken, earlier.unread, after.located);
    const changes = matchObjects(old.objects, young.objects, this.comparer).filter(
      (change) =>
        !(change.type === 'removed' && mayBeAfter(change.before)) &&
        !(change.type === 'added' && mayBeBefore(change.after)),
    );
    const keys = new Set(old.objects.map(keyOf));
    const places = new Map(
      [...before.located, ...copies.before, ...after.located, ...copies.after].map(({ object, file, line }) => [
        object,
        { file, line },
      ]),
    );
    return {
      change: this.clusterChange(changes, old.objects, young.objects, same),
      problems: [earlier, later, before, after, old, young].flatMap(({ problems }) => problems),
      before: old.objects.length,
      after: young.objects.length,
      inCommon: same.length > 0 || young.objects.some((object) => keys.has(keyOf(object))),
      placeOf: (object) => places.get(object),
    };
  }

  /** What is in equal files, which are equal in ids or bytes, and so read from one side alone. */
  private async equalDocuments(files: ClusterPair['equal']): Promise<EqualDocument[]> {
    const found: EqualDocument[] = [];
    for (const { before, after } of files) {
      const side = after.blob === undefined ? this.head : this.base;
      const file = after.blob === undefined ? after : before;
      const { documents } = documentsOf([{ file, content: await side.read(file) }]);
      found.push(
        ...documents.map((document) => ({
          before: { ...document, file: before },
          after: { ...document, file: after },
        })),
      );
    }
    return found;
  }

  /** The objects in equal documents that have the name of one that differs. A look at the text tells which documents to parse. */
  private copies(
    same: readonly EqualDocument[],
    differing: readonly SideObject[],
  ): { readonly before: readonly SideObject[]; readonly after: readonly SideObject[] } {
    const keys = new Set(differing.map(({ object }) => keyOf(object)));
    const names = new Set(differing.map(({ object }) => object.metadata.name));
    const candidates = same.filter(({ before }) => namesIn(before.text).some((name) => names.has(name)));
    const [before = [], after = []] = [candidates.map((each) => each.before), candidates.map((each) => each.after)].map(
      (documents) => readObjects(documents, this.documents).located.filter(({ object }) => keys.has(keyOf(object))),
    );
    return { before, after };
  }

  private clusterChange(
    changes: readonly ObjectChange[],
    before: readonly KubernetesObject[],
    after: readonly KubernetesObject[],
    same: readonly EqualDocument[],
  ): ClusterChange {
    let unchanged: readonly KubernetesObject[] | undefined;
    const withUnchanged = (objects: readonly KubernetesObject[]) => () => {
      unchanged ??= readObjects(
        same.map((each) => each.after),
        this.documents,
      ).located.map(({ object }) => object);
      const known = new Set(objects.map(keyOf));
      return [...objects, ...unchanged.filter((object) => !known.has(keyOf(object)))];
    };
    return new ClusterChange(changes, { before: withUnchanged(before), after: withUnchanged(after) }, this.configs);
  }
}

/** Everything in a document that might be the name of its object. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/\bname["']?:[ \t]*["']?([^\s"',}]+)/g)].map(([, name = '']) => name);
}

/** Whether an object that seems to be on one side alone may be in what could not be read of the other. */
function mayBeIn(
  broken: readonly SideDocument[],
  unread: ReadonlySet<string>,
  located: readonly SideObject[],
): (object: KubernetesObject) => boolean {
  const paths = new Map(located.map(({ object, path }) => [object, path]));
  return (object) =>
    unread.has(paths.get(object) ?? '/') || broken.some(({ text }) => text.includes(object.metadata.name));
}
