import { numberProblems } from '../../validation/numbers';
import type { Problem } from '../../validation/problem';

/**
 * A number of pods that is on its way to another. Meanwhile as many pods run as the larger of the two says, and hashrings write to as
 * many as the smaller says.
 *
 * To grow from 3 to 5, write `{ from: 3, to: 5 }`, and `5` once the new pods are ready. To shrink from 5 to 3, write
 * `{ from: 5, to: 3 }`, and `3` once the last two have uploaded what they hold.
 */
export interface Resize {
  /** How many pods there were; 0 when they are new. */
  readonly from: number;
  /** How many pods there will be; 0 when they are about to be removed. */
  readonly to: number;
}

/** Pods of a StatefulSet that hashrings write to: a number, or a step from one number to another. */
export type IngestorReplicas = number | Resize;

/** How many pods run. */
export function podCount(replicas: IngestorReplicas): number {
  return typeof replicas === 'number' ? replicas : Math.max(replicas.from, replicas.to);
}

/** How many of them, counted from the first, hashrings write to. */
export function ringSize(replicas: IngestorReplicas): number {
  return typeof replicas === 'number' ? replicas : Math.min(replicas.from, replicas.to);
}

/** What is no step from one number of pods to another. That there are pods at all is checked where the StatefulSet is made. */
export function resizeProblems(replicas: IngestorReplicas): Problem[] {
  if (typeof replicas === 'number') return [];
  const { from, to } = replicas;
  const problems = numberProblems({ 'replicas.from': from, 'replicas.to': to }, 0);
  if (problems.length > 0 || from !== to || to === 0) {
    return problems.map((problem) => ({ ...problem, rule: 'THANOS-650' }));
  }
  return [
    {
      rule: 'THANOS-650',
      what: `replicas goes from ${from} to ${to}, which is no change, and looks to reviewers like one that is under way`,
      fix: `Write replicas: ${to}`,
    },
  ];
}
