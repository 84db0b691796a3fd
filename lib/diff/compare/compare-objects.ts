import type { ConfigReader } from '../../manifests/config-reader';
import { groupOf, type KubernetesObject } from '../../manifests/kubernetes-object';
import type { FieldChange, PatchOperation } from '../change';
import { item, type Path } from '../path';
import { canonical } from './canonical';
import { embedded } from './embedded';
import { argumentsByFlag } from './flags';
import { listKind } from './list-kind';
import { sameScalar } from './scalar';

/** What differs between two states of an object, as Kubernetes and Thanos mean them. */
export function compareObjects(
  before: KubernetesObject,
  after: KubernetesObject,
  reader: ConfigReader,
): { readonly fields: readonly FieldChange[]; readonly patch: readonly PatchOperation[] } {
  const comparison = new Comparison(`${groupOf(after)}/${after.kind}`, reader);
  comparison.values([], '', before, after);
  return comparison;
}

class Comparison {
  readonly fields: FieldChange[] = [];
  readonly patch: PatchOperation[] = [];

  constructor(
    private readonly kind: string,
    private readonly reader: ConfigReader,
  ) {}

  /** Compares what is at a path. A pointer of `undefined` says that what is above has its step in the patch already. */
  values(path: Path, pointer: string | undefined, before: unknown, after: unknown): void {
    if (before === after) return;
    if (isMap(before) && isMap(after)) this.maps(path, pointer, before, after);
    else if (Array.isArray(before) && Array.isArray(after)) this.lists(path, pointer, before, after);
    else if (isNothing(before) || isNothing(after)) this.presence(path, pointer, before, after);
    else if (sameScalar(path, before, after)) return;
    else this.texts(path, pointer, before, after);
  }

  private presence(path: Path, pointer: string | undefined, before: unknown, after: unknown): void {
    if (isNothing(before) && isNothing(after)) return;
    this.found(path, isNothing(before) ? undefined : before, isNothing(after) ? undefined : after);
    // A field that is `null` is there for a patch, though not for Kubernetes.
    if (!isNothing(after)) this.step(pointer, { op: before === undefined ? 'add' : 'replace', value: after });
    else this.step(pointer, { op: 'remove' });
  }

  private texts(path: Path, pointer: string | undefined, before: unknown, after: unknown): void {
    const inside = [before, after].map((text) =>
      typeof text === 'string' ? embedded(this.kind, path, text, this.reader) : undefined,
    );
    if (!inside[0] || !inside[1]) {
      this.found(path, before, after);
      this.step(pointer, { op: 'replace', value: after });
      return;
    }
    const known = this.fields.length;
    this.values(path, undefined, inside[0], inside[1]);
    if (this.fields.length > known) this.step(pointer, { op: 'replace', value: after });
  }

  private maps(path: Path, pointer: string | undefined, before: Values, after: Values): void {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      this.values([...path, key], below(pointer, key), own(before, key), own(after, key));
    }
  }

  private lists(path: Path, pointer: string | undefined, before: readonly unknown[], after: readonly unknown[]): void {
    const kind = listKind(this.kind, path);
    if (kind.by === 'key') {
      const beforeItems = itemsByKey(before, kind.keyOf);
      const afterItems = itemsByKey(after, kind.keyOf);
      if (beforeItems && afterItems) {
        this.items(path, pointer, beforeItems, afterItems);
        return;
      }
    }
    const known = this.fields.length;
    if (kind.by === 'flag') this.maps(path, undefined, argumentsByFlag(before), argumentsByFlag(after));
    else if (kind.by === 'content') this.contents(path, before, after);
    else this.positions(path, before, after);
    if (this.fields.length > known) this.step(pointer, { op: 'replace', value: after });
  }

  /** Items that are told apart by a key. Steps of the patch come in an order that keeps the positions of those that follow. */
  private items(path: Path, pointer: string | undefined, before: Items, after: Items): void {
    for (const [key, { index, value }] of before) {
      const other = after.get(key);
      if (other) this.values([...path, item(key)], below(pointer, index), value, other.value);
    }
    for (const [key, { index, value }] of [...before].reverse()) {
      if (!after.has(key)) this.presence([...path, item(key)], below(pointer, index), value, undefined);
    }
    for (const [key, { value }] of after) {
      if (!before.has(key)) this.presence([...path, item(key)], below(pointer, '-'), undefined, value);
    }
  }

  /** Items that are alike whatever their order. */
  private contents(path: Path, before: readonly unknown[], after: readonly unknown[]): void {
    const added = after.map(canonical);
    for (const [index, value] of before.entries()) {
      const same = added.indexOf(canonical(value));
      if (same === -1) this.found([...path, itemOf(value, index)], value, undefined);
      else added[same] = '';
    }
    for (const [index, value] of after.entries()) {
      if (added[index] !== '') this.found([...path, itemOf(value, index)], undefined, value);
    }
  }

  private positions(path: Path, before: readonly unknown[], after: readonly unknown[]): void {
    for (let index = 0; index < Math.max(before.length, after.length); index++) {
      this.values([...path, item(String(index))], undefined, before[index], after[index]);
    }
  }

  private found(path: Path, before: unknown, after: unknown): void {
    this.fields.push({ path, before, after });
  }

  private step(
    pointer: string | undefined,
    operation: { readonly op: 'add' | 'replace'; readonly value: unknown } | { readonly op: 'remove' },
  ): void {
    if (pointer !== undefined) this.patch.push({ ...operation, path: pointer });
  }
}

type Values = Readonly<Record<string, unknown>>;
type Items = ReadonlyMap<string, { readonly index: number; readonly value: unknown }>;

function isMap(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Kubernetes takes `null` for a field that is not given. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function own(values: Values, key: string): unknown {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

/** A JSON pointer (RFC 6901) one step further down. */
function below(pointer: string | undefined, step: string | number): string | undefined {
  return pointer === undefined ? undefined : `${pointer}/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`;
}

/** `undefined` where not every item has a key of its own. */
function itemsByKey(list: readonly unknown[], keyOf: (item: unknown) => string | undefined): Items | undefined {
  const items = new Map<string, { index: number; value: unknown }>();
  for (const [index, value] of list.entries()) {
    const key = keyOf(value);
    if (key === undefined || items.has(key)) return undefined;
    items.set(key, { index, value });
  }
  return items;
}

function itemOf(value: unknown, index: number): string {
  return item(typeof value === 'object' ? String(index) : String(value));
}
