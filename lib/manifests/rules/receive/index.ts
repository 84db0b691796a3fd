import type { ManifestRule } from '../../manifest-rule';
import { autoscaledIngestors } from './autoscaled-ingestors';
import { equalRulers, noExternalLabels } from './external-labels';
import { evenReplication, ringTooSmall, singleReplica, zonesWithoutKetama } from './hashrings';
import { hastyRollout, shortGrace, shortStartup, unboundedFuture } from './lifecycle';
import { idleLimits } from './limits';
import { unknownReplicaLabel } from './replica-labels';
import { badRingAddress, ringBeyondPods, wrongCapnprotoPort, wrongRingPort } from './ring-addresses';
import { routerInOwnRing, strangeLocalEndpoint } from './ring-loops';
import { blockedIngestors } from './ring-network';
import { plaintextReplication, ringTls } from './ring-tls';
import { catchAllNotLast, emptyTenants, lostTenants, tenantTwice } from './tenants';

/** What is told from hashrings, the receivers that read them, and who writes to and reads from those. */
export const RECEIVE_MANIFEST_RULES: readonly ManifestRule[] = [
  ringTooSmall,
  zonesWithoutKetama,
  badRingAddress,
  wrongRingPort,
  wrongCapnprotoPort,
  blockedIngestors,
  strangeLocalEndpoint,
  routerInOwnRing,
  autoscaledIngestors,
  singleReplica,
  evenReplication,
  catchAllNotLast,
  lostTenants,
  noExternalLabels,
  unknownReplicaLabel,
  equalRulers,
  shortStartup,
  shortGrace,
  hastyRollout,
  unboundedFuture,
  idleLimits,
  tenantTwice,
  emptyTenants,
  ringBeyondPods,
  plaintextReplication,
  ringTls,
];
