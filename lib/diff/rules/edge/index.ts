import type { ChangeRule } from '../../judgement';
import { BACKEND_TLS_RULE } from './backend-tls';
import { CLIENT_TRAFFIC_RULE } from './client-traffic';
import { GATEWAY_RULE } from './gateway';
import { REQUEST_HEADER_RULE } from './headers';
import { GATEWAY_ROUTE_RULE } from './route';
import { SECURITY_POLICY_RULE } from './security-policy';
import { TIMEOUT_RULE } from './timeouts';
import { INGRESS_ROUTE_RULE, MIDDLEWARE_RULE } from './traefik';
import { TRAFFIC_RULE } from './traffic';

/** What lets requests in from outside, beside Ingresses: the Gateway API, policies of Envoy Gateway, Traefik's own kinds. */
export const EDGE_RULES: readonly ChangeRule[] = [
  GATEWAY_RULE,
  GATEWAY_ROUTE_RULE,
  REQUEST_HEADER_RULE,
  TIMEOUT_RULE,
  TRAFFIC_RULE,
  SECURITY_POLICY_RULE,
  CLIENT_TRAFFIC_RULE,
  BACKEND_TLS_RULE,
  MIDDLEWARE_RULE,
  INGRESS_ROUTE_RULE,
];
