import type { ChangeCode } from '../../../lib/diff/catalogue';
import type { CodeCases } from './case';
import { GENERAL_CASES } from './general';

/** Every code's cases. */
export const CHANGE_CASES: Readonly<Record<ChangeCode, CodeCases>> = {
  ...GENERAL_CASES,
};
