import { asNumber } from './value';

const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([numkMGTPE]|[KMGTPE]i)|[eE]([-+]?\d+))?$/;

const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The number that a Kubernetes quantity stands for: `1500m` is 1.5, `1Gi` is 1073741824; `undefined` for what is none. */
export function quantityValue(quantity: unknown): number | undefined {
  const count = asNumber(quantity);
  if (count !== undefined) return Number.isFinite(count) ? count : undefined;
  if (typeof quantity !== 'string') return undefined;
  const [, number, suffix, exponent] = QUANTITY.exec(quantity) ?? [];
  if (number === undefined) return undefined;
  return Number(number) * (suffix === undefined ? 10 ** Number(exponent ?? 0) : (FACTORS[suffix] ?? Number.NaN));
}
