import type { ChangeCode } from '../../../lib/diff/catalogue';
import { ACCESS_CASES } from './access';
import type { CodeCases } from './case';
import { EXPOSURE_CASES } from './exposure';
import { GENERAL_CASES } from './general';
import { IMMUTABLE_WORKLOAD_CASES } from './immutable-workloads';
import { LABEL_CASES } from './labels';
import { NETWORK_POLICY_CASES } from './network-policies';
import { POD_CASES } from './pods';
import { STORAGE_CASES } from './storage';

/** Every code's cases. */
export const CHANGE_CASES: Readonly<Record<ChangeCode, CodeCases>> = {
  ...GENERAL_CASES,
  ...LABEL_CASES,
  ...POD_CASES,
  ...IMMUTABLE_WORKLOAD_CASES,
  ...STORAGE_CASES,
  ...EXPOSURE_CASES,
  ...NETWORK_POLICY_CASES,
  ...ACCESS_CASES,
};
