import { Size } from 'cdk8s';
import fc, { type Arbitrary } from 'fast-check';
import type { GoDuration, PrometheusDuration } from '../../lib';

/** What single options are given. Every kind of value that the compiler tells apart has one generator. */
export interface Leaves {
  /** A number of things. */
  count(minimum: number, maximum?: number): Arbitrary<number>;
  /** A share or a ratio. */
  ratio(): Arbitrary<number>;
  /** Such as retention, without a sign; never zero. */
  duration(): Arbitrary<PrometheusDuration>;
  goDuration(): Arbitrary<GoDuration>;
  size(): Arbitrary<Size>;
  /** Part of an object's name. */
  name(): Arbitrary<string>;
  labelName(): Arbitrary<string>;
  /** A label's value in Prometheus: any text. */
  labelValue(): Arbitrary<string>;
  tenant(): Arbitrary<string>;
  /** Name of an HTTP header. */
  header(): Arbitrary<string>;
  /** Host and port of a server. */
  address(): Arbitrary<string>;
  url(): Arbitrary<string>;
  /** Path under which something answers. */
  path(): Arbitrary<string>;
}

const word = (first: string, others: string, maximum: number) =>
  fc
    .tuple(fc.constantFrom(...first), fc.array(fc.constantFrom(...others), { maxLength: maximum - 1 }))
    .map(([head, tail]) => head + tail.join(''));

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const dnsLabel = word(LETTERS, `${LETTERS}0123456789`, 8);

/** Values as the documentation asks for them. */
export const valid: Leaves = {
  count: (minimum, maximum = minimum + 50) => fc.integer({ min: minimum, max: maximum }),
  ratio: () => fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100),
  duration: () =>
    fc.oneof(
      fc
        .tuple(fc.integer({ min: 1, max: 400 }), fc.constantFrom('s', 'm', 'h', 'd', 'w'))
        .map(([amount, unit]): PrometheusDuration => `${amount}${unit as 'h'}`),
      fc
        .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 59 }))
        .map(([hours, minutes]): PrometheusDuration => `${hours}h${minutes}m`),
    ),
  goDuration: () =>
    fc
      .tuple(fc.integer({ min: 1, max: 400 }), fc.constantFrom('ms', 's', 'm', 'h'))
      .map(([amount, unit]): GoDuration => `${amount}${unit as 'h'}`),
  size: () => fc.integer({ min: 1, max: 4096 }).map((amount) => Size.mebibytes(amount)),
  name: () => dnsLabel,
  labelName: () => word(LETTERS, `${LETTERS}_0123456789`, 10),
  labelValue: () => fc.oneof(dnsLabel, fc.constantFrom('a b', 'ü', '"quoted"', 'back\\slash', '10.0.0.1:9090')),
  tenant: () => word(LETTERS, `${LETTERS}-_0123456789`, 10),
  header: () => word('XT', `${LETTERS.toUpperCase()}-`, 10).map((name) => `${name}-ID`),
  // Caches are looked up when a process starts, and the test may have no network.
  address: () => fc.integer({ min: 1, max: 65_535 }).map((port) => `127.0.0.1:${port}`),
  url: () => dnsLabel.map((host) => `https://${host}.example.com`),
  path: () => dnsLabel.map((path) => `/${path}`),
};

const HOSTILE_TEXT = [
  '',
  ' ',
  '-',
  '.',
  '..',
  '../etc',
  '/',
  'a/b',
  'UPPER',
  'ümlaut',
  'new\nline',
  '"',
  "'",
  '`',
  '$(POD_NAME)',
  '$(',
  '{{ x }}',
  '{a: 1}',
  '*',
  '&a',
  '!tag',
  'null',
  'true',
  '0x10',
  '1e3',
  '--flag',
  'a=b',
  'a,b',
  'http://',
  'https://user:password@host',
  ':',
  'host:',
  'host:99999',
  '[::1]:80',
  '\u0000',
  '🦖',
  'x'.repeat(300),
];
const HOSTILE_NUMBERS = [0, -1, -0, 0.5, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, 2 ** 53, 1e21];
const HOSTILE_DURATIONS = ['0s', '0d', '-1h', '1.5h', '1m1h', '1e3s', '99999999999y', '1h1h'] as const;

/** Mostly such values, and now and then one that no documentation asks for but the compiler lets through. */
export const wild: Leaves = {
  count: (minimum, maximum) => hostile(valid.count(minimum, maximum), ...HOSTILE_NUMBERS),
  ratio: () => hostile(valid.ratio(), ...HOSTILE_NUMBERS),
  duration: () => hostile(valid.duration(), ...(HOSTILE_DURATIONS as readonly PrometheusDuration[])),
  goDuration: () => hostile(valid.goDuration(), ...(HOSTILE_DURATIONS as readonly string[] as readonly GoDuration[])),
  size: () => hostile(valid.size(), Size.kibibytes(0), Size.kibibytes(1), Size.kibibytes(0.3), Size.pebibyte(9000)),
  name: () => hostile(valid.name(), ...HOSTILE_TEXT),
  labelName: () => hostile(valid.labelName(), ...HOSTILE_TEXT),
  labelValue: () => hostile(valid.labelValue(), ...HOSTILE_TEXT),
  tenant: () => hostile(valid.tenant(), ...HOSTILE_TEXT),
  header: () => hostile(valid.header(), ...HOSTILE_TEXT),
  address: () => hostile(valid.address(), ...HOSTILE_TEXT),
  url: () => hostile(valid.url(), ...HOSTILE_TEXT),
  path: () => hostile(valid.path(), ...HOSTILE_TEXT),
};

function hostile<T>(usual: Arbitrary<T>, ...values: readonly T[]): Arbitrary<T> {
  return fc.oneof({ weight: 19, arbitrary: usual }, { weight: 1, arbitrary: fc.constantFrom(...values) });
}
