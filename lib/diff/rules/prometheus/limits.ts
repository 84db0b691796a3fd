import { byteCount } from '../../../manifests/byte-count';
import { asNumber, at } from '../../../manifests/value';

const LIMITS = [
  'sampleLimit',
  'targetLimit',
  'labelLimit',
  'labelNameLengthLimit',
  'labelValueLengthLimit',
  'bodySizeLimit',
  'enforcedSampleLimit',
  'enforcedTargetLimit',
  'enforcedLabelLimit',
  'enforcedLabelNameLengthLimit',
  'enforcedLabelValueLengthLimit',
  'enforcedBodySizeLimit',
];

/** The limits of a scrape that are lower than before, or new: `0`, and none, is no limit. */
export function lowerLimits(before: unknown, after: unknown): { readonly field: string; readonly words: string }[] {
  return LIMITS.flatMap((field) => {
    const [from, to] = [before, after].map((spec) => valueAt(spec, field));
    if (from === undefined || to === undefined || to >= from) return [];
    return [{ field, words: `${field} ${shown(before, field)} → ${shown(after, field)}` }];
  });
}

function valueAt(spec: unknown, field: string): number {
  const value = at(spec, field);
  const number = typeof value === 'string' ? byteCount(value) : asNumber(value);
  return number || Number.POSITIVE_INFINITY;
}

function shown(spec: unknown, field: string): string {
  return String(at(spec, field) || 'none');
}
