import { isCountable } from '../byte-count';
import { asMap } from '../value';

/** What a part of a file may be. A map has these keys and no others; `byType` is chosen by the key `type` beside it. */
export type Schema =
  | 'any'
  | 'text'
  | 'boolean'
  | 'integer'
  | 'duration'
  | 'bytes'
  | { readonly list: Schema }
  | { readonly map: Readonly<Record<string, Schema>> }
  | { readonly oneOf: readonly string[] }
  | { readonly byType: Readonly<Record<string, Schema>> };

/** What Thanos refuses in a file. It never has a value in it, since the file may be a Secret. */
export interface ConfigProblem {
  /** A key that Thanos does not know, or a value of another type than it reads. */
  readonly kind: 'key' | 'type';
  /** To be read after the file's name. */
  readonly what: string;
}

/** What Thanos would refuse in a file that it reads strictly. */
export function configProblems(schema: Schema, content: unknown): ConfigProblem[] {
  return problemsAt(schema, content, '', undefined);
}

function problemsAt(schema: Schema, value: unknown, path: string, beside: unknown): ConfigProblem[] {
  // Nothing is the default, and Thanos fills in variables before it reads.
  if (schema === 'any' || value === undefined || value === null) return [];
  if (typeof value === 'string' && value.includes('$(')) return [];
  const wrong = (expected: string): ConfigProblem[] => [
    { kind: 'type', what: path === '' ? `is not ${expected}` : `has ${path}, which is not ${expected}` },
  ];
  if (typeof schema === 'string') return isScalar(schema, value) ? [] : wrong(EXPECTED[schema]);
  if ('oneOf' in schema) {
    const known = typeof value === 'string' && schema.oneOf.includes(value.toUpperCase());
    return known ? [] : wrong(`one of ${schema.oneOf.join(', ')}`);
  }
  if ('byType' in schema) {
    const type = String(asMap(beside)['type']).toUpperCase();
    const chosen = Object.hasOwn(schema.byType, type) ? schema.byType[type] : undefined;
    return chosen === undefined ? [] : problemsAt(chosen, value, path, undefined);
  }
  if ('list' in schema) {
    if (!Array.isArray(value)) return wrong('a list');
    return value.flatMap((item, index) => problemsAt(schema.list, item, `${path}[${index}]`, undefined));
  }
  if (typeof value !== 'object' || Array.isArray(value)) return wrong('a map');
  const untyped = typeof schema.map['type'] === 'object' && !Object.hasOwn(value, 'type');
  const problems = Object.entries(value).flatMap(([key, part]): ConfigProblem[] => {
    const known = Object.hasOwn(schema.map, key) ? schema.map[key] : undefined;
    const place = path === '' ? key : `${path}.${key}`;
    if (known !== undefined) return problemsAt(known, part, place, value);
    // What is no word may be a misplaced secret.
    const named = /^[a-z_]{1,40}$/i.test(key) ? `the key ${place}` : `a key${path === '' ? '' : ` in ${path}`}`;
    return [{ kind: 'key', what: `has ${named} that Thanos does not know` }];
  });
  return untyped ? [...problems, { kind: 'type', what: 'has no type' }] : problems;
}

const EXPECTED = {
  text: 'text',
  boolean: 'true or false',
  integer: 'a whole number',
  duration: 'a duration such as 90s or 24h',
  bytes: 'a size such as 512MB or 1GiB',
} as const;

const GO_DURATION = /^[-+]?(0|((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/;
const BYTES = /^[-+]?(0|((\d+\.?\d*|\.\d+)([KMGTPE]i?)?B)+)$/;

function isScalar(type: keyof typeof EXPECTED, value: unknown): boolean {
  switch (type) {
    case 'text':
      return typeof value !== 'object';
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return typeof value === 'number';
    case 'duration':
      return typeof value === 'number' || GO_DURATION.test(String(value));
    case 'bytes':
      return typeof value !== 'object' && BYTES.test(String(value)) && isCountable(value);
  }
}
