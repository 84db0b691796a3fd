/** What became of the items of a list: pairs of what was and what is, each with its place; only one of them where an item is new or gone. */
export interface Aligned {
  readonly before?: number;
  readonly after?: number;
}

/** Beyond that, what a gap holds is paired by place: no one reads a comparison of so many. */
const COMPARED = 2500;
/** Items that are everywhere say nothing of where others went. */
const OCCURRENCES = 20;

/**
 * Pairs the items of two lists by a longest common subsequence, and within the gaps those that are alike, in their order.
 *
 * @param texts the items of both lists, as texts that are the same for the same meaning
 * @param alike how much two items that differ are alike, from 0 to 1; items below a half are not the same one
 */
export function alignInOrder(
  before: readonly string[],
  after: readonly string[],
  alike: (before: number, after: number) => number,
): Aligned[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const shorter = Math.min(before.length, after.length) - start;
  while (end < shorter && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const anchors = commonSubsequence(before, after, start, end);
  const aligned: Aligned[] = [];
  let [fromBefore, fromAfter] = [start, start];
  for (const [inBefore, inAfter] of [...anchors, [before.length - end, after.length - end] as const]) {
    aligned.push(...gap(range(fromBefore, inBefore), range(fromAfter, inAfter), alike));
    [fromBefore, fromAfter] = [inBefore + 1, inAfter + 1];
  }
  return aligned;
}

/** Pairs the items of two lists whose order does not count: the most alike first. Equal ones are not in the answer. */
export function alignAnyhow(
  before: readonly string[],
  after: readonly string[],
  alike: (before: number, after: number) => number,
): Aligned[] {
  const places = new Map<string, number[]>();
  for (const [index, text] of after.entries()) {
    const known = places.get(text);
    if (known) known.push(index);
    else places.set(text, [index]);
  }
  const gone: number[] = [];
  for (const [index, text] of before.entries()) {
    if (places.get(text)?.shift() === undefined) gone.push(index);
  }
  const added = [...places.values()].flat().sort((a, b) => a - b);
  if (gone.length === 1 && added.length === 1) {
    const [inBefore = 0] = gone;
    const [inAfter = 0] = added;
    return alike(inBefore, inAfter) >= 0 ? [{ before: inBefore, after: inAfter }] : single(gone, added);
  }
  if (gone.length * added.length > COMPARED) return single(gone, added);
  const pairs = gone
    .flatMap((inBefore) => added.map((inAfter) => ({ inBefore, inAfter, share: alike(inBefore, inAfter) })))
    .filter(({ share }) => share >= 0.5)
    .sort((a, b) => b.share - a.share || a.inBefore - b.inBefore || a.inAfter - b.inAfter);
  const [left, right] = [new Set(gone), new Set(added)];
  const paired: Aligned[] = [];
  for (const { inBefore, inAfter } of pairs) {
    if (!left.has(inBefore) || !right.has(inAfter)) continue;
    left.delete(inBefore);
    right.delete(inAfter);
    paired.push({ before: inBefore, after: inAfter });
  }
  return [...paired, ...single([...left], [...right])];
}

function single(gone: readonly number[], added: readonly number[]): Aligned[] {
  return [...gone.map((before) => ({ before })), ...added.map((after) => ({ after }))];
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/** Pairs what is between two anchors so that most of it is alike. */
function gap(before: readonly number[], after: readonly number[], alike: (b: number, a: number) => number): Aligned[] {
  if (before.length === 0 || after.length === 0) return single(before, after);
  const isLong = before.length * after.length > COMPARED;
  if (isLong || (before.length === 1 && after.length === 1)) return byPlace(before, after);
  const width = after.length + 1;
  const best = new Float64Array((before.length + 1) * width);
  const shares = before.map((inBefore) => after.map((inAfter) => alike(inBefore, inAfter)));
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      const share = shares[row]?.[column] ?? 0;
      const paired = share >= 0.5 ? share + (best[(row + 1) * width + column + 1] ?? 0) : 0;
      best[row * width + column] = Math.max(
        paired,
        best[(row + 1) * width + column] ?? 0,
        best[row * width + column + 1] ?? 0,
      );
    }
  }
  const aligned: Aligned[] = [];
  let [row, column] = [0, 0];
  while (row < before.length && column < after.length) {
    const here = best[row * width + column];
    if (here === best[(row + 1) * width + column]) aligned.push({ before: before[row++] });
    else if (here === best[row * width + column + 1]) aligned.push({ after: after[column++] });
    else aligned.push({ before: before[row++], after: after[column++] });
  }
  return [...aligned, ...single(before.slice(row), after.slice(column))];
}

function byPlace(before: readonly number[], after: readonly number[]): Aligned[] {
  const both = Math.min(before.length, after.length);
  const paired = before.slice(0, both).map((inBefore, index) => ({ before: inBefore, after: after[index] }));
  return [...paired, ...single(before.slice(both), after.slice(both))];
}

/** The places of a longest common subsequence, by the longest chain of equal items (Hunt and Szymanski). */
function commonSubsequence(before: readonly string[], after: readonly string[], start: number, end: number) {
  const places = new Map<string, number[]>();
  for (let index = after.length - end - 1; index >= start; index--) {
    const text = after[index] ?? '';
    const known = places.get(text);
    if (!known) places.set(text, [index]);
    else if (known.length < OCCURRENCES) known.push(index);
  }
  interface Link {
    readonly inBefore: number;
    readonly inAfter: number;
    readonly previous: Link | undefined;
  }
  /** The chain of each length that ends first. */
  const chains: Link[] = [];
  for (let inBefore = start; inBefore < before.length - end; inBefore++) {
    for (const inAfter of places.get(before[inBefore] ?? '') ?? []) {
      let [low, high] = [0, chains.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((chains[middle]?.inAfter ?? 0) < inAfter) low = middle + 1;
        else high = middle;
      }
      chains[low] = { inBefore, inAfter, previous: chains[low - 1] };
    }
  }
  const found: (readonly [number, number])[] = [];
  for (let link = chains.at(-1); link; link = link.previous) found.push([link.inBefore, link.inAfter]);
  return found.reverse();
}
