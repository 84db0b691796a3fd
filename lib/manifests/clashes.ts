/** Each item whose key an earlier one has, with the first of that key. */
export function clashes<T>(items: readonly T[], key: (item: T) => string): [first: T, later: T][] {
  const firsts = new Map<string, T>();
  const clashing: [T, T][] = [];
  for (const item of items) {
    const value = key(item);
    const first = firsts.get(value);
    if (first === undefined) firsts.set(value, item);
    else clashing.push([first, item]);
  }
  return clashing;
}
