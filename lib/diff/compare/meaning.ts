import { asText, at } from '../../manifests/value';
import { exactBytes, exactDuration, exactQuantity } from './exact';

/**
 * What Kubernetes, or who else reads an object, makes of the values at one place of it. Where nothing is said, the order of a list
 * counts, and text, numbers and truths are what they are.
 */
export interface Meaning {
  /** Of the fields of a map. */
  readonly fields?: Readonly<Record<string, Meaning>>;
  /** Of the other values of a map. */
  readonly others?: Meaning;
  /** How the items of a list are told apart. @default - by where they stand */
  readonly list?: ListKind;
  /** Of the items of a list. */
  readonly items?: Meaning;
  /** Gives values that mean the same the same form. */
  readonly normal?: (value: unknown) => unknown;
  /** For text that holds a file: what its content means. */
  readonly file?: (content: unknown) => Meaning;
  /**
   * What the API server fills in where nothing is given. @default - nothing
   *
   * @param siblings the map that the value is missing in
   * @param given what is there on the other side, for what the server chooses freely
   */
  readonly default?: (siblings: Values, given: unknown) => unknown;
  /** Whether only the server writes it. */
  readonly serverOnly?: boolean;
}

/** A map of a document. */
export type Values = Readonly<Record<string, unknown>>;

/** How the items of a list are told apart. */
export type ListKind =
  /** By a key, whatever their order, unless `isOrdered` says that the order counts too. */
  | {
      readonly by: 'key';
      readonly keyOf: (item: unknown) => string | undefined;
      readonly isOrdered?: (list: readonly unknown[]) => boolean;
    }
  /** By all that they hold, whatever their order. */
  | { readonly by: 'content' }
  /** By all that they hold and their order. A name is for people only. */
  | { readonly by: 'order'; readonly nameOf?: (item: unknown) => string | undefined }
  /** As the arguments of a program. */
  | { readonly by: 'flag' };

/** Nothing is known. */
export const ANY: Meaning = {};

/** A list whose items are told apart by one field, or by several. */
export function keyed(fields: string | readonly string[], items: Meaning = ANY): Meaning {
  return { list: { by: 'key', keyOf: keyOfFields(typeof fields === 'string' ? [fields] : fields) }, items };
}

/** A list whose items are told apart by a field, and whose order counts too. */
export function keyedInOrder(field: string, items: Meaning = ANY): Meaning {
  return { list: { by: 'key', keyOf: keyOfFields([field]), isOrdered: () => true }, items };
}

/** A list whose order does not count. */
export function setOf(items: Meaning = ANY): Meaning {
  return { list: { by: 'content' }, items };
}

/** A list whose order counts, with names for its items. */
export function sequenceOf(items: Meaning, ...names: readonly string[]): Meaning {
  const nameOf = (item: unknown) => {
    for (const name of names) {
      const found = asText(at(item, name));
      if (found) return found;
    }
    return undefined;
  };
  return { list: { by: 'order', nameOf }, items };
}

/** The first field must be there; those after it may be missing. */
function keyOfFields([first = '', ...others]: readonly string[]): (item: unknown) => string | undefined {
  return (item) => {
    const key = keyText(at(item, first));
    if (key === undefined) return undefined;
    return [key, ...others.flatMap((field) => keyText(at(item, field)) ?? [])].join('/');
  };
}

function keyText(value: unknown): string | undefined {
  return ['string', 'number', 'bigint'].includes(typeof value) ? String(value) : undefined;
}

/** Fields of a map. */
export function map(fields: Readonly<Record<string, Meaning>>, others?: Meaning): Meaning {
  return others ? { fields, others } : { fields };
}

/** Something that the API server fills in with the same value always. */
export function or(value: unknown, meaning: Meaning = ANY): Meaning {
  return { ...meaning, default: () => value };
}

/** Something that the API server chooses a value for where none is given. */
export const CHOSEN: Meaning = { default: (_, given) => given };

export const SERVER_ONLY: Meaning = { serverOnly: true };

const exactly =
  (exact: (value: unknown) => string | undefined) =>
  (value: unknown): unknown =>
    exact(value) ?? value;

export const QUANTITY: Meaning = { normal: exactly(exactQuantity) };
export const DURATION: Meaning = { normal: exactly(exactDuration) };
export const BYTES: Meaning = { normal: exactly(exactBytes) };

/** Of maps with quantities alone, such as the requests of a container. */
export const QUANTITIES: Meaning = { others: QUANTITY };

/** A map that is the same as none. */
export const EMPTY: Values = {};
