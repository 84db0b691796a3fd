import type { Meaning, Values } from './meaning';

export function isMap(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Kubernetes takes `null` for a field that is not given. */
export function isNothing(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

export function own(values: Values, key: string): unknown {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

/** What the field of a map means. */
export function meaningOfField({ fields, others }: Meaning, key: string): Meaning | undefined {
  return fields !== undefined && Object.hasOwn(fields, key) ? fields[key] : others;
}

const NO_ITEMS: readonly unknown[] = [];

/** What the API server makes of a field that is not given. */
export function filledIn(meaning: Meaning, siblings: Values, given: unknown): unknown {
  if (meaning.default) return meaning.default(siblings, given);
  return meaning.list ? NO_ITEMS : undefined;
}

export type Items = ReadonlyMap<string, { readonly index: number; readonly value: unknown }>;

/** The items of a list by key; `undefined` where not every item has a key of its own. */
export function itemsByKey(list: readonly unknown[], keyOf: (item: unknown) => string | undefined): Items | undefined {
  const items = new Map<string, { index: number; value: unknown }>();
  for (let index = 0; index < list.length; index++) {
    const value = list[index];
    const key = keyOf(value);
    if (key === undefined || items.has(key)) return undefined;
    items.set(key, { index, value });
  }
  return items;
}
