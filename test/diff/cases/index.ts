import type { ChangeCode } from '../../../lib/diff/catalogue';
import { ACCESS_CASES } from './access';
import { AVAILABILITY_CASES } from './availability';
import { BACKEND_TLS_CASES } from './backend-tls';
import type { CodeCases } from './case';
import { DELETION_CASES } from './deletions';
import { EDGE_POLICY_CASES } from './edge-policies';
import { EDGE_TRAFFIC_CASES } from './edge-traffic';
import { EXPOSURE_CASES } from './exposure';
import { GATEWAY_CASES } from './gateways';
import { GENERAL_CASES } from './general';
import { IMAGE_CASES } from './images';
import { IMMUTABLE_WORKLOAD_CASES } from './immutable-workloads';
import { LABEL_CASES } from './labels';
import { NETWORK_POLICY_CASES } from './network-policies';
import { NODE_CASES } from './nodes';
import { POD_CASES } from './pods';
import { PROMETHEUS_CASES } from './prometheus';
import { SCRAPE_CASES } from './prometheus-scrapes';
import { RING_CASES } from './rings';
import { ROUTE_CASES } from './routes';
import { SECRET_CASES } from './secrets';
import { STORAGE_CASES } from './storage';
import { BUCKET_CASES } from './thanos-bucket';
import { WIRING_CASES } from './thanos-wiring';
import { WRITER_CASES } from './thanos-writers';
import { TOKEN_CASES } from './writer-tokens';

/** Every code's cases. */
export const CHANGE_CASES: Readonly<Record<ChangeCode, CodeCases>> = {
  ...GENERAL_CASES,
  ...BUCKET_CASES,
  ...WRITER_CASES,
  ...WIRING_CASES,
  ...RING_CASES,
  ...PROMETHEUS_CASES,
  ...TOKEN_CASES,
  ...SCRAPE_CASES,
  ...LABEL_CASES,
  ...POD_CASES,
  ...IMAGE_CASES,
  ...NODE_CASES,
  ...AVAILABILITY_CASES,
  ...IMMUTABLE_WORKLOAD_CASES,
  ...DELETION_CASES,
  ...STORAGE_CASES,
  ...EXPOSURE_CASES,
  ...ROUTE_CASES,
  ...GATEWAY_CASES,
  ...EDGE_TRAFFIC_CASES,
  ...EDGE_POLICY_CASES,
  ...BACKEND_TLS_CASES,
  ...NETWORK_POLICY_CASES,
  ...ACCESS_CASES,
  ...SECRET_CASES,
};
