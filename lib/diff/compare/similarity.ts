import { isMap, isNothing } from './values';

/** The leaves of a value, each with the names that lead to it, without places in lists. */
export function leavesOf(value: unknown): readonly string[] {
  const leaves: string[] = [];
  collect(value, '', leaves);
  return leaves;
}

function collect(value: unknown, path: string, leaves: string[]): void {
  if (isNothing(value)) return;
  if (Array.isArray(value)) for (const item of value) collect(item, `${path}/`, leaves);
  else if (isMap(value)) for (const key of Object.keys(value)) collect(value[key], `${path}/${key}`, leaves);
  else leaves.push(`${path}=${String(value)}`);
}

/** How many of the leaves of two values are the same, from 0 to 1. */
export function share(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 1;
  const counts = new Map<string, number>();
  for (const leaf of a) counts.set(leaf, (counts.get(leaf) ?? 0) + 1);
  let common = 0;
  for (const leaf of b) {
    const left = counts.get(leaf) ?? 0;
    if (left === 0) continue;
    counts.set(leaf, left - 1);
    common++;
  }
  return (2 * common) / (a.length + b.length);
}
