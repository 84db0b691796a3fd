import type { Level } from '../level';
import { ACCESS_CHANGES } from './access';
import { EDGE_CHANGES } from './edge';
import { EXPOSURE_CHANGES } from './exposure';
import { GENERAL_CHANGES } from './general';
import { IMMUTABLE_WORKLOAD_CHANGES } from './immutable-workloads';
import { POD_CHANGES } from './pods';
import { PROMETHEUS_CHANGES } from './prometheus';
import { RING_CHANGES } from './rings';
import { STORAGE_CHANGES } from './storage';
import { BUCKET_CHANGES } from './thanos-bucket';
import { WIRING_CHANGES } from './thanos-wiring';
import { WRITER_CHANGES } from './thanos-writers';
import { TOKEN_CHANGES } from './writer-tokens';

/** One entry of the catalogue. */
export interface ChangeEntry {
  readonly level: Level;
  /** The change, in one line. */
  readonly title: string;
  /** What it does, and why. */
  readonly means: string;
  /** What to do instead, or before. @default - nothing needs to be done */
  readonly instead?: string;
  /** Where that comes from: documentation, code, upstream issues. */
  readonly sources: readonly string[];
}

/** Entries by code. A code is never given to another change. */
export type ChangeSet = Readonly<Record<`DIFF-${number}`, ChangeEntry>>;

/** Every change that is known, by code. */
export const CHANGES = {
  ...GENERAL_CHANGES,
  ...BUCKET_CHANGES,
  ...WRITER_CHANGES,
  ...WIRING_CHANGES,
  ...RING_CHANGES,
  ...PROMETHEUS_CHANGES,
  ...TOKEN_CHANGES,
  ...POD_CHANGES,
  ...IMMUTABLE_WORKLOAD_CHANGES,
  ...STORAGE_CHANGES,
  ...EXPOSURE_CHANGES,
  ...EDGE_CHANGES,
  ...ACCESS_CHANGES,
} as const satisfies ChangeSet;

export type ChangeCode = keyof typeof CHANGES;

/** The codes, in order. */
export const CHANGE_CODES = (Object.keys(CHANGES) as ChangeCode[]).sort();

export function changeEntry(code: ChangeCode): ChangeEntry {
  return CHANGES[code];
}

export function levelOf(code: ChangeCode): Level {
  return CHANGES[code].level;
}
