import type { Entry, Located, LocatedMap } from './located';

export function isLocatedMap(content: unknown): content is LocatedMap {
  return content instanceof Map;
}

/**
 * Lays maps over each other, the later over the earlier: their entries are merged, at every depth; of anything else the later one
 * stands. Nothing (`null`) takes away what an earlier layer gives.
 */
export function layered(layers: readonly Located[]): Located {
  const [first, ...others] = layers;
  if (!first) throw new RangeError('There is nothing to lay over each other');
  return others.reduce(over, withoutNothing(first));
}

function over(lower: Located, upper: Located): Located {
  if (upper.content === null || upper.content === undefined) return lower;
  if (!isLocatedMap(lower.content) || !isLocatedMap(upper.content)) return withoutNothing(upper);
  const entries = new Map<string, Entry>(lower.content);
  for (const [name, { key, value }] of upper.content) {
    const below = entries.get(name);
    if (value.content === null) entries.delete(name);
    else entries.set(name, { key, value: below ? over(below.value, value) : withoutNothing(value) });
  }
  return { position: upper.position, content: entries };
}

function withoutNothing(value: Located): Located {
  if (!isLocatedMap(value.content)) return value;
  const entries = [...value.content]
    .filter(([, entry]) => entry.value.content !== null)
    .map(([name, { key, value: inner }]): [string, Entry] => [name, { key, value: withoutNothing(inner) }]);
  return { position: value.position, content: new Map(entries) };
}
