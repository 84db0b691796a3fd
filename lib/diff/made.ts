import type { Inventory } from '../manifests/inventory';
import { MadeObjects } from '../manifests/made-objects';

const known = new WeakMap<Inventory, MadeObjects>();

/** What is in a cluster when everything has been applied, and controllers have made what they make of it. */
export function madeIn(cluster: Inventory): MadeObjects {
  const made = known.get(cluster) ?? new MadeObjects(cluster);
  known.set(cluster, made);
  return made;
}
