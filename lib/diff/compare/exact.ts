/** Numbers with units as text that is the same for what is equally much: exact, however long they are. */

/** `digits × 10^exponent`, without zeros at the end of the digits. */
function decimal(digits: bigint, exponent: number): string {
  if (digits === 0n) return '0';
  let rest = digits;
  let power = exponent;
  while (rest % 10n === 0n) {
    rest /= 10n;
    power++;
  }
  return `${rest}e${power}`;
}

/** The digits of a decimal number, and how many of them are behind the point. */
function digitsOf(number: string): { readonly digits: bigint; readonly behind: number } {
  const point = number.indexOf('.');
  return point === -1
    ? { digits: BigInt(number), behind: 0 }
    : { digits: BigInt(number.slice(0, point) + number.slice(point + 1)), behind: number.length - point - 1 };
}

const QUANTITY = /^([+-]?)(\d+\.?\d*|\.\d+)(?:([numkMGTPE]|[KMGTPE]i)|[eE]([-+]?\d{1,3}))?$/;

const TENS: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const TWOS: Readonly<Record<string, bigint>> = {
  Ki: 1n << 10n,
  Mi: 1n << 20n,
  Gi: 1n << 30n,
  Ti: 1n << 40n,
  Pi: 1n << 50n,
  Ei: 1n << 60n,
};

/** How much a Kubernetes quantity is: `1000m`, `1` and the number 1 are the same; `undefined` for what is none. */
export function exactQuantity(quantity: unknown): string | undefined {
  if (!['string', 'number', 'bigint'].includes(typeof quantity)) return undefined;
  const [, sign, number, suffix, power] = QUANTITY.exec(String(quantity)) ?? [];
  if (number === undefined) return undefined;
  const { digits, behind } = digitsOf(number);
  const scaled = decimal(digits * (TWOS[suffix ?? ''] ?? 1n), (TENS[suffix ?? ''] ?? Number(power ?? 0)) - behind);
  return sign === '-' && scaled !== '0' ? `-${scaled}` : scaled;
}

const NANOSECONDS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
  w: 604_800_000_000_000n,
  y: 31_536_000_000_000_000n,
};

const DURATION = /^([-+]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h|d|w|y))+|0)$/;
const DURATION_PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h|d|w|y)/g;

/**
 * How long a duration is, as Go, Prometheus or kingpin write it: `1h`, `60m` and `1h0m0s` are the same, `1d` is `24h`; `undefined` for
 * what is none. Which of them a field takes is for its own validation.
 */
export function exactDuration(duration: unknown): string | undefined {
  if (typeof duration !== 'string') return undefined;
  const [, sign, parts] = DURATION.exec(duration) ?? [];
  if (parts === undefined) return undefined;
  return `${sign === '-' ? '-' : ''}${sumOf(parts, DURATION_PART, NANOSECONDS)}`.replace('-0', '0');
}

const BYTES = /^((?:(?:\d+\.?\d*|\.\d+)(?:[KMGTPE]i?)?B)+|0)$/;
const BYTES_PART = /(\d+\.?\d*|\.\d+)([KMGTPE]?)i?B/g;

const BINARY: Readonly<Record<string, bigint>> = {
  '': 1n,
  K: 1n << 10n,
  M: 1n << 20n,
  G: 1n << 30n,
  T: 1n << 40n,
  P: 1n << 50n,
  E: 1n << 60n,
};

/** How many bytes a size of Thanos or Prometheus is, which count in powers of two: `1MiB` and `1024KB` are the same. */
export function exactBytes(size: unknown): string | undefined {
  if (typeof size === 'number' || typeof size === 'bigint') return exactQuantity(size);
  if (typeof size !== 'string') return undefined;
  const [, parts] = BYTES.exec(size) ?? [];
  return parts === undefined ? undefined : sumOf(parts, BYTES_PART, BINARY);
}

/** The sum of numbers, each with its unit. */
function sumOf(text: string, part: RegExp, units: Readonly<Record<string, bigint>>): string {
  const found = [...text.matchAll(part)].map(([, number = '0', unit = '']) => {
    const { digits, behind } = digitsOf(number);
    return { digits: digits * (units[unit] ?? 0n), behind };
  });
  const behind = Math.max(0, ...found.map((each) => each.behind));
  const sum = found.reduce((total, each) => total + each.digits * 10n ** BigInt(behind - each.behind), 0n);
  return decimal(sum, -behind);
}
