import type { Consequence } from '../../lib/diff/judge';
import { isAtLeast, LEVELS, type Level, worstFirst } from '../../lib/diff/level';
import { addTo } from '../../lib/values/multimap';
import { count, grouped } from '../../reporting/count';
import type { DigestBlock, DigestChange } from './digest';

/** Something that is said of an object once, and the changes that it holds for. */
export interface Said extends Consequence {
  /** Empty for what is beside the worst of some changes. */
  readonly changes: readonly DigestChange[];
}

/** What is said of an object from a level on, the worst first. */
export function saidOf({ changes }: DigestBlock, least: Level): Said[] {
  const said = new Map<string, { consequence: Consequence; changes: DigestChange[] }>();
  const entry = (consequence: Consequence) => {
    const key = `${consequence.code} ${consequence.message}`;
    const known = said.get(key) ?? { consequence, changes: [] };
    said.set(key, known);
    return known;
  };
  for (const change of changes) entry(change).changes.push(change);
  for (const { also } of changes) for (const each of also) entry(each);
  return [...said.values()]
    .map(({ consequence: { level, code, message }, changes }) => ({ level, code, message, changes }))
    .filter(({ level }) => isAtLeast(level, least))
    .sort((a, b) => worstFirst(a.level, b.level));
}

/** How many changes are below a level: `3 config, 1 none`; empty for none. */
export function lesserOf({ changes }: DigestBlock, least: Level): string {
  return byLevel(changes.filter(({ level }) => !isAtLeast(level, least)).map(({ level }) => ({ level, number: 1 })));
}

/** How many changes there are of some levels in objects of some clusters. */
export interface Amount {
  readonly objects: readonly string[];
  readonly clusters: readonly string[];
  readonly changes: readonly { readonly level: Level; readonly number: number }[];
}

/** How much is in objects, those of each cluster counted: `3 config, 1 none of 2 objects`. */
export function amountOf(amounts: readonly Amount[]): string {
  const changes = amounts.flatMap(({ clusters, changes }) =>
    changes.map(({ level, number }) => ({ level, number: number * clusters.length })),
  );
  const objects = new Map(
    amounts.flatMap(({ objects, clusters }) => {
      const where = clusters.join();
      return objects.map((object) => [`${object} ${where}`, clusters.length] as const);
    }),
  );
  const sum = [...objects.values()].reduce((known, number) => known + number, 0);
  return `${byLevel(changes)} of ${count(sum, 'object')}`;
}

/** How much is in an object. */
export function amountIn({ object, clusters, changes }: DigestBlock): Amount {
  return { objects: [object], clusters, changes: changes.map(({ level }) => ({ level, number: 1 })) };
}

function byLevel(changes: readonly { readonly level: Level; readonly number: number }[]): string {
  return [...LEVELS]
    .reverse()
    .flatMap((level) => {
      const sum = changes.filter((each) => each.level === level).reduce((known, { number }) => known + number, 0);
      return sum > 0 ? `${grouped(sum)} ${level}` : [];
    })
    .join(', ');
}

/** Where an object changes; where there is much of that, in which of its parts, and how often. */
export function pathsOf({ changes }: DigestBlock, most: number): string[] {
  const paths = [...new Set(changes.map(({ path, message }) => path || message))];
  if (paths.length <= most) return paths;
  const parts = new Map<string, string[]>();
  for (const path of paths) addTo(parts, /^\w+(?:\["[^"]*"\]|\.\w+)?/.exec(path)?.[0] ?? path, path);
  return [...parts].map(([part, of]) => (of.length === 1 ? (of[0] ?? '') : `${part} (${count(of.length, 'change')})`));
}
