import { JsonPatch } from 'cdk8s';
import type { PatchOperation } from '../../../lib/diff/change';

/** What a JSON patch makes of a document. */
export function patched(document: unknown, patch: readonly PatchOperation[]): unknown {
  const steps = patch.map((step) => {
    if (step.op === 'remove') return JsonPatch.remove(step.path);
    return step.op === 'add' ? JsonPatch.add(step.path, step.value) : JsonPatch.replace(step.path, step.value);
  });
  return JsonPatch.apply(structuredClone(document), ...steps);
}

/** A document without what is `null` in maps, and with all lists in the same order: knows nothing of Kubernetes. */
export function regardlessOfOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(regardlessOfOrder);
    return items
      .map((item) => [JSON.stringify(item), item] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, item]) => item);
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, regardlessOfOrder(each)]),
  );
}
