import { Size } from 'cdk8s';
import type { ResourceRequirements } from '../../kubernetes/workload-props';
import type { Problem } from '../../validation/problem';
import { byteSize, bytes } from '../../values/size';
import type { Cache } from './cache';

/** How much of a pod's memory its caches fill. */
export function cacheMemory(caches: readonly (Cache | null | undefined)[]): Size {
  const total = caches.reduce((sum, cache) => sum + (cache?.memory ? bytes(cache.memory) : 0), 0);
  return Size.mebibytes(total / 1024 / 1024);
}

/** Reports caches that alone are more than the pod may use. */
export function cacheMemoryProblems(
  caches: readonly (Cache | null | undefined)[],
  resources: ResourceRequirements | undefined,
): Problem[] {
  const limit = resources?.limits?.memory;
  const memory = cacheMemory(caches);
  if (!limit || bytes(memory) < bytes(limit)) return [];
  return [
    {
      rule: 'THANOS-563',
      what: `The in-memory caches hold up to ${byteSize(memory)}, and the pod may use ${byteSize(limit)}: it would be killed once they are full`,
      fix: 'Write smaller caches, or about twice their size as the memory limit',
    },
  ];
}
