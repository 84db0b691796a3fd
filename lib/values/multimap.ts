/** Adds an item to those of a key. */
export function addTo<K, T>(map: Map<K, T[]>, key: K, item: T): void {
  const others = map.get(key);
  if (others) others.push(item);
  else map.set(key, [item]);
}
