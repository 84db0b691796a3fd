import type { ChangeCode } from '../../../lib/diff/catalogue';
import type { CodeCases } from './case';
import { GENERAL_CASES } from './general';
import { PROMETHEUS_CASES } from './prometheus';
import { SCRAPE_CASES } from './prometheus-scrapes';
import { RING_CASES } from './rings';
import { BUCKET_CASES } from './thanos-bucket';
import { WIRING_CASES } from './thanos-wiring';
import { WRITER_CASES } from './thanos-writers';

/** Every code's cases. */
export const CHANGE_CASES: Readonly<Record<ChangeCode, CodeCases>> = {
  ...GENERAL_CASES,
  ...BUCKET_CASES,
  ...WRITER_CASES,
  ...WIRING_CASES,
  ...RING_CASES,
  ...PROMETHEUS_CASES,
  ...SCRAPE_CASES,
};
