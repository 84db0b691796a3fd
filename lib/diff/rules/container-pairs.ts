import type { KubernetesObject } from '../../manifests/kubernetes-object';
import { type Container, podTemplatePath, workloadOf } from '../../manifests/workload';
import type { FieldChange, ObjectChange } from '../change';
import { item } from '../path';
import { fieldsAt } from './fields';

/** A container that is there on both sides of a change. */
export interface ContainerPair {
  readonly before: Container;
  readonly after: Container;
  /** The changed fields at a path inside of the container. */
  fields(...path: readonly string[]): readonly FieldChange[];
}

/** Kinds that make pods, and roll them or take them at their next run. */
export const POD_MAKERS = [
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
  'batch/CronJob',
] as const;

/** The containers of a workload that are there on both sides. */
export function containerPairs(change: ObjectChange): ContainerPair[] {
  if (change.type !== 'changed') return [];
  const old = workloadOf(change.before)?.containers ?? [];
  return (workloadOf(change.after)?.containers ?? []).flatMap((after) => {
    const before = old.find(({ name }) => name === after.name);
    if (!before) return [];
    return { before, after, fields: (...path) => podFields(change, '*', item(after.name), ...path) };
  });
}

/** The changed fields at a path inside of the spec of a workload's pods. */
export function podFields(change: ObjectChange, ...path: readonly string[]): readonly FieldChange[] {
  return change.type === 'changed' ? fieldsAt(change, ...podSpecPath(change.after), ...path) : [];
}

function podSpecPath(object: KubernetesObject): readonly string[] {
  return [...(podTemplatePath(object) ?? []), 'spec'];
}
