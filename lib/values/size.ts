import { type Size, SizeRoundingBehavior } from 'cdk8s';

/** A size as Thanos' flags and files read it, in powers of two: `Size.mebibytes(64)` is `64MiB`. */
export function byteSize(size: Size): string {
  return `${size.asString()}B`;
}

/** How many bytes a size has. */
export function bytes(size: Size): number {
  return Math.round(size.toKibibytes({ rounding: SizeRoundingBehavior.NONE }) * 1024);
}
