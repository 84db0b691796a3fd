import type { ManifestRule } from '../../manifest-rule';
import { secretMadeElsewhere, secretOfOtherNamespace } from './auth-secret';
import { gatewayWithoutTls } from './backend-tls';
import { acmeEmail, internalByAcme, wildcardByHttp } from './certificates';
import { openRemoteWrite, openStoreApi, plainHttp } from './exposed-thanos';
import { missingListener } from './gateway-routes';
import { sameHostAndPath } from './hosts';
import { everyApplication, everySubject, plainIssuer } from './token-policies';

/** How components are reached from outside, and with which certificates. */
export const EXPOSURE_MANIFEST_RULES: readonly ManifestRule[] = [
  secretOfOtherNamespace,
  secretMadeElsewhere,
  sameHostAndPath,
  wildcardByHttp,
  ...acmeEmail,
  openRemoteWrite,
  plainHttp,
  openStoreApi,
  missingListener,
  plainIssuer,
  everySubject,
  everyApplication,
  internalByAcme,
  gatewayWithoutTls,
];
