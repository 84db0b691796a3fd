import { quantityValue } from '../../manifests/quantity';
import { isBelow, type Path } from '../path';

/** Whether two values that are neither maps nor lists mean the same at their place. */
export function sameScalar(path: Path, before: unknown, after: unknown): boolean {
  if (before === after) return true;
  if (!isQuantity(path)) return false;
  const quantity = quantityValue(before);
  return quantity !== undefined && quantity === quantityValue(after);
}

function isQuantity(path: Path): boolean {
  const index = path.lastIndexOf('resources');
  return index !== -1 && isBelow(path.slice(index), 'resources', '*', '*');
}
