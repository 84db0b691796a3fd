import type { FieldChange, PatchOperation } from '../change';
import { item } from '../path';
import { alignAnyhow, alignInOrder } from './align';
import { argumentsByFlag } from './arguments';
import { embedded } from './embedded';
import { ANY, type ListKind, type Meaning, type Values } from './meaning';
import { type Comparing, meaningText } from './meaning-text';
import { programOf } from './program';
import { leavesOf, share } from './similarity';
import { filledIn, type Items, isMap, isNothing, itemsByKey, meaningOfField, own } from './values';

/** The maps that two values are in. */
interface Around {
  readonly before: Values;
  readonly after: Values;
}

type List = readonly unknown[];

/** Walks down two values at once, and takes down where they differ. */
export class Comparison {
  readonly fields: FieldChange[] = [];
  readonly patch: PatchOperation[] = [];
  private readonly path: string[] = [];
  private readonly pointer: (string | number)[] = [];
  /** How much of what is above has one step in the patch for all that is below. */
  private covered = 0;

  constructor(private readonly comparing: Comparing) {}

  values(meaning: Meaning, before: unknown, after: unknown, around?: Around): void {
    if (before === after) return;
    if (isNothing(before) || isNothing(after)) this.presence(before, after);
    else if (Array.isArray(before) && Array.isArray(after)) this.lists(meaning, before, after, around);
    else if (meaning.normal) this.normalised(meaning, meaning.normal, before, after);
    else if (isMap(before) && isMap(after)) this.maps(meaning, before, after);
    else this.leaves(meaning, before, after);
  }

  private presence(before: unknown, after: unknown): void {
    if (isNothing(before) && isNothing(after)) return;
    this.found(before ?? undefined, after ?? undefined);
    this.step(before, after);
  }

  private normalised(meaning: Meaning, normal: (value: unknown) => unknown, before: unknown, after: unknown): void {
    const [earlier, later] = [normal(before), normal(after)];
    if (earlier === later) return;
    if (isMap(earlier) && isMap(later)) this.asOne(before, after, () => this.maps(meaning, earlier, later));
    else this.presence(before, after);
  }

  private leaves(meaning: Meaning, before: unknown, after: unknown): void {
    const inside = embedded(meaning, before, after, this.comparing.files);
    if (inside) this.asOne(before, after, () => this.values(inside.meaning, inside.before, inside.after));
    else this.presence(before, after);
  }

  private maps(meaning: Meaning, before: Values, after: Values): void {
    for (const key of Object.keys(before)) this.field(meaning, key, before, after);
    for (const key of Object.keys(after)) if (!Object.hasOwn(before, key)) this.field(meaning, key, before, after);
  }

  private field(meaning: Meaning, key: string, before: Values, after: Values): void {
    const was = own(before, key);
    const is = own(after, key);
    if (was === is) return;
    const inner = meaningOfField(meaning, key) ?? ANY;
    if (this.comparing.ignoreDefaults && inner.serverOnly) return;
    this.path.push(key);
    this.pointer.push(key);
    if (this.comparing.ignoreDefaults && isNothing(was) !== isNothing(is)) {
      const earlier = isNothing(was) ? filledIn(inner, before, is) : was;
      const later = isNothing(is) ? filledIn(inner, after, was) : is;
      this.asOne(was, is, () => this.values(inner, earlier, later, { before, after }));
    } else {
      this.values(inner, was, is, { before, after });
    }
    this.path.pop();
    this.pointer.pop();
  }

  private lists(meaning: Meaning, before: List, after: List, around?: Around): void {
    const { list, items = ANY } = meaning;
    if (list?.by === 'flag') {
      const [was, is] = [programOf(around?.before), programOf(around?.after)];
      const program = was === is ? was : programOf(undefined);
      const earlier = argumentsByFlag(before, program);
      const later = earlier && argumentsByFlag(after, program);
      if (earlier && later) {
        this.asOne(before, after, () => this.maps(program.meaning, earlier, later));
        return;
      }
    }
    if (list?.by === 'key') {
      const earlier = itemsByKey(before, list.keyOf);
      const later = earlier && itemsByKey(after, list.keyOf);
      if (earlier && later) {
        this.keyed(list, items, { before, after }, earlier, later);
        return;
      }
    }
    this.asOne(before, after, () => this.aligned(list, items, before, after));
  }

  /** Items that are told apart by a key. Steps of the patch come in an order that keeps the places of those that follow. */
  private keyed(
    { isOrdered }: Extract<ListKind, { by: 'key' }>,
    items: Meaning,
    lists: { readonly before: List; readonly after: List },
    before: Items,
    after: Items,
  ): void {
    if (!isOrdered || !(isOrdered(lists.before) || isOrdered(lists.after))) {
      this.items(items, before, after);
      return;
    }
    const stayed = [...before.keys()].filter((key) => after.has(key));
    const order = [...after.keys()];
    const staying = order.filter((key) => before.has(key));
    const isMoved = staying.some((key, index) => key !== stayed[index]);
    // What is new is at the end in a patch.
    if (!isMoved && order.slice(0, staying.length).every((key) => before.has(key))) {
      this.items(items, before, after);
      return;
    }
    this.asOne(lists.before, lists.after, () => {
      if (isMoved) this.found([...before.keys()], order);
      this.items(items, before, after);
    });
  }

  private items(items: Meaning, before: Items, after: Items): void {
    for (const [key, { index, value }] of before) {
      const other = after.get(key);
      if (other && other.value !== value) this.at(key, index, () => this.values(items, value, other.value));
    }
    for (const [key, { index, value }] of [...before].reverse()) {
      if (!after.has(key)) this.at(key, index, () => this.presence(value, undefined));
    }
    for (const [key, { value }] of after) {
      if (!before.has(key)) this.at(key, '-', () => this.presence(undefined, value));
    }
  }

  /** Items that are told apart by all that they hold. */
  private aligned(list: ListKind | undefined, items: Meaning, before: List, after: List): void {
    const textsOf = (values: List) => values.map((value) => meaningText(items, value, this.comparing));
    const isOrdered = list === undefined || list.by === 'order' || list.by === 'flag';
    const nameOf = list?.by === 'order' ? list.nameOf : undefined;
    const [earlier, later] = [leafReader(before), leafReader(after)];
    const alike = (inBefore: number, inAfter: number) => {
      const [was, is] = [before[inBefore], after[inAfter]];
      if (typeof was !== 'object' || typeof is !== 'object') return -1;
      const name = nameOf?.(was);
      const isNamesake = name !== undefined && name === nameOf?.(is);
      return share(earlier(inBefore), later(inAfter)) + Number(isNamesake);
    };
    const pairs = (isOrdered ? alignInOrder : alignAnyhow)(textsOf(before), textsOf(after), alike);
    for (const pair of pairs) {
      const was = pair.before === undefined ? undefined : before[pair.before];
      const is = pair.after === undefined ? undefined : after[pair.after];
      const value = is ?? was;
      const place = pair.after ?? pair.before ?? 0;
      const name = isOrdered ? nameOf?.(value) : typeof value === 'object' ? undefined : String(value);
      this.at(name ?? String(place), place, () => {
        if (pair.before === undefined || pair.after === undefined) this.found(was, is);
        else this.values(items, was, is);
      });
    }
  }

  private at(name: string, place: string | number, compare: () => void): void {
    this.path.push(item(name));
    this.pointer.push(place);
    compare();
    this.path.pop();
    this.pointer.pop();
  }

  /** Whatever differs inside has one step in the patch. */
  private asOne(before: unknown, after: unknown, compare: () => void): void {
    const known = this.fields.length;
    this.covered++;
    compare();
    this.covered--;
    if (this.fields.length > known) this.step(before, after);
  }

  private found(before: unknown, after: unknown): void {
    this.fields.push({ path: [...this.path], before, after });
  }

  private step(before: unknown, after: unknown): void {
    if (this.covered > 0) return;
    const path = this.pointer.map(pointerStep).join('');
    // A field that is `null` is there for a patch, though not for Kubernetes.
    if (!isNothing(after)) this.patch.push({ op: before === undefined ? 'add' : 'replace', path, value: after });
    else this.patch.push({ op: 'remove', path });
  }
}

/** Collects the leaves of each item once, and when they are asked for. */
function leafReader(list: List): (index: number) => readonly string[] {
  const known = new Map<number, readonly string[]>();
  return (index) => {
    const leaves = known.get(index) ?? leavesOf(list[index]);
    known.set(index, leaves);
    return leaves;
  };
}

const TILDES = /~/g;
const SLASHES = /\//g;

/** A step of a JSON pointer (RFC 6901). */
function pointerStep(step: string | number): string {
  return `/${String(step).replace(TILDES, '~0').replace(SLASHES, '~1')}`;
}
