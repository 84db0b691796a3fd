import type { Scenario } from '../scenario';
import { article } from './article';
import { blobOutage } from './blob-outage';
import { blocks } from './blocks';
import { hashring } from './hashring';
import { replication } from './replication';
import { secretless } from './secretless/secretless';

/** In the order in which they run. */
export const SCENARIOS: readonly Scenario[] = [article, blocks, replication, hashring, blobOutage, secretless];
