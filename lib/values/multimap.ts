/** Adds an item to those of a key. */
export function addTo<T>(map: Map<string, T[]>, key: string, item: T): void {
  const others = map.get(key);
  if (others) others.push(item);
  else map.set(key, [item]);
}
