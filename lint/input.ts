import type { LocatedObject } from '../reading/input';

/** What is applied to one cluster. */
export interface ClusterInput {
  /** The folder's name. @default - files that were named one by one */
  readonly cluster?: string;
  readonly objects: readonly LocatedObject[];
}
