import type { Scenario } from '../scenario';
import { article } from './article';
import { blobOutage } from './blob-outage';
import { blocks } from './blocks';
import { caches } from './caches';
import { clusters } from './clusters';
import { hashring } from './hashring';
import { regions } from './regions/regions';
import { replication } from './replication';
import { ruler } from './ruler';
import { secretless } from './secretless/secretless';
import { tenants } from './tenants';
import { traefik } from './traefik/traefik';

/** In the order in which they run. */
export const SCENARIOS: readonly Scenario[] = [
  article,
  blocks,
  replication,
  hashring,
  tenants,
  ruler,
  clusters,
  traefik,
  caches,
  regions,
  blobOutage,
  secretless,
];
