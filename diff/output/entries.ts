import { isAtLeast, type Level, worstFirst } from '../../lib/diff/level';
import { addTo } from '../../lib/values/multimap';
import { grouped } from '../../reporting/count';
import type { DigestBlock, DigestChange } from './digest';
import { type Amount, amountIn, type Said, saidOf } from './said';

/** What is said of so many objects alike is said once, and not with each of them. */
const SHARED = 3;

/** What is said together: all of one object, or one thing of several. */
export interface Entry extends Amount {
  readonly renamed?: string;
  readonly level: Level;
  readonly said: readonly Said[];
  /** What is not said of the one object. @default - all is */
  readonly rest?: DigestBlock;
}

/** What there is to say in full, the worst first, and the objects of which there is no more than what is below the level. */
export function entriesOf(blocks: readonly DigestBlock[], least: Level): { entries: Entry[]; lesser: DigestBlock[] } {
  const said = new Map(blocks.map((block) => [block, saidOf(block, least)]));
  const sharers = new Map<string, { block: DigestBlock; said: Said }[]>();
  for (const [block, each] of said) for (const one of each) addTo(sharers, keyOf(block, one), { block, said: one });
  const isShared = (block: DigestBlock, one: Said) => (sharers.get(keyOf(block, one)) ?? []).length >= SHARED;
  const shared = [...sharers.values()].filter((all) => all.length >= SHARED).flatMap(sharedEntry);
  const lesser: DigestBlock[] = [];
  const own = blocks.flatMap((block): Entry[] => {
    const changes = block.changes.filter(({ level }) => !isAtLeast(level, least));
    const rest = { ...block, changes, level: changes[0]?.level ?? 'none' };
    const kept = (said.get(block) ?? []).filter((one) => !isShared(block, one));
    const { renamed } = block;
    const [worst] = kept;
    if (worst) {
      const remaining = [...kept.flatMap((one) => one.changes), ...changes];
      const name = renamed === undefined ? {} : { renamed };
      return [{ ...amountIn({ ...block, changes: remaining }), ...name, level: worst.level, said: kept, rest }];
    }
    if (changes.length > 0) lesser.push(rest);
    return [];
  });
  return { entries: sorted([...shared, ...own]), lesser };
}

function keyOf({ clusters }: DigestBlock, { code, message }: Said): string {
  return JSON.stringify([clusters, code, message]);
}

function sharedEntry(all: readonly { readonly block: DigestBlock; readonly said: Said }[]): Entry[] {
  const [first] = all;
  if (!first) return [];
  const changes = all.flatMap(({ said }) => said.changes);
  const { level } = first.said;
  return [
    {
      objects: all.map(({ block }) => block.object),
      clusters: first.block.clusters,
      changes: [{ level, number: changes.length }],
      level,
      said: [{ ...first.said, changes: alike(changes) }],
    },
  ];
}

/** Changes of several objects, those to the same values once: their paths differ only in names of containers and the like. */
function alike(changes: readonly DigestChange[]): DigestChange[] {
  const found = new Map<string, DigestChange[]>();
  for (const change of changes) addTo(found, JSON.stringify([anyItem(change.path), change.values]), change);
  return [...found.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    return others.every(({ path }) => path === first.path) ? [first] : [{ ...first, path: anyItem(first.path) }];
  });
}

function anyItem(path: string): string {
  return path.replace(/\[(?!")[^\]]*\]/g, '[*]');
}

function sorted(entries: readonly Entry[]): Entry[] {
  return entries
    .map((entry) => ({ entry, place: `${entry.clusters[0] ?? ''}\n${entry.objects[0] ?? ''}` }))
    .sort((a, b) => worstFirst(a.entry.level, b.entry.level) || (a.place < b.place ? -1 : Number(a.place > b.place)))
    .map(({ entry }) => entry);
}

/** Objects in a sentence, each kind once: `Deployments thanos/a, thanos/b; Service thanos/c`. */
export function objectsText(objects: readonly string[], named: number): string {
  const kinds = new Map<string, string[]>();
  for (const object of objects.slice(0, named)) {
    const space = object.indexOf(' ');
    addTo(kinds, object.slice(0, space), object.slice(space + 1));
  }
  const names = [...kinds].map(([kind, of]) => `${kind} ${of.join(', ')}`).join('; ');
  const others = objects.length - named;
  return others > 0 ? `${names} and ${grouped(others)} more` : names;
}
