import type { Scenario } from '../scenario';
import { article } from './article';
import { blocks } from './blocks';
import { caches } from './caches';
import { clusters } from './clusters';
import { ruler } from './ruler';
import { tenants } from './tenants';

/** In the order in which they run. */
export const SCENARIOS: readonly Scenario[] = [article, blocks, tenants, ruler, clusters, caches];
