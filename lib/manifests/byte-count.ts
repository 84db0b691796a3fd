const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  K: 2 ** 10,
  M: 2 ** 20,
  G: 2 ** 30,
  T: 2 ** 40,
  P: 2 ** 50,
  E: 2 ** 60,
};

/** How many bytes a size in a configuration of Thanos has, which counts in powers of two: `1MiB` and `1MB` are 1048576. */
export function byteCount(size: unknown): number | undefined {
  if (size === 0 || size === '0') return 0;
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)([KMGTPE]?)i?B$/.exec(String(size)) ?? [];
  return number === undefined ? undefined : Number(number) * (FACTORS[unit] ?? 1);
}

/** Whether a size is one that Thanos can count, which it does in 63 bits. What is no such size is judged elsewhere. */
export function isCountable(size: unknown): boolean {
  return (byteCount(size) ?? 0) < 2 ** 63;
}
