import type { PatchOperation } from '../../lib/diff/change';
import type { JudgedField, JudgedObject } from '../../lib/diff/judge';
import { type KubernetesObject, nameOf } from '../../lib/manifests/kubernetes-object';
import type { ClusterReport, Place } from '../report';

/** What may be said of an object: all outputs are made of this. */
export interface ReportedObject {
  readonly cluster: string;
  /** What it is called, without what it holds. */
  readonly object: KubernetesObject;
  readonly type: 'added' | 'removed' | 'changed';
  /** What it was called before, or is called now, where it seems to be renamed. */
  readonly renamed?: { readonly from: KubernetesObject } | { readonly to: KubernetesObject };
  /** Where it is written: on the side of the head where it is there. */
  readonly place?: Place;
  /** The worst first. */
  readonly fields: readonly JudgedField[];
  /** What makes the later state of the earlier one, for an object that is there on both sides. */
  readonly patch?: readonly PatchOperation[];
}

/** What may be said of a cluster, the worst objects first. */
export function reportedObjects({ cluster, objects, placeOf }: ClusterReport): ReportedObject[] {
  return objects.map((judged) => {
    const { object, change } = judged;
    const place = placeOf(object);
    return {
      cluster,
      object: identity(object),
      type: change.type,
      ...renamed(judged),
      ...(place ? { place } : {}),
      fields: judged.fields,
      ...(change.type === 'changed' ? { patch: change.patch } : {}),
    };
  });
}

/** What an object is called, without what it holds. */
function identity({ apiVersion, kind, metadata: { name, namespace } }: KubernetesObject): KubernetesObject {
  return { apiVersion, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) } };
}

function renamed({ change }: JudgedObject): Pick<ReportedObject, 'renamed'> {
  if (change.type === 'added' && change.renamedFrom) return { renamed: { from: identity(change.renamedFrom) } };
  if (change.type === 'removed' && change.renamedTo) return { renamed: { to: identity(change.renamedTo) } };
  return {};
}

/** The other name of an object that seems to be renamed: `renamed from Service thanos/query`. */
export function renamedText({ renamed: other }: ReportedObject): string | undefined {
  if (!other) return undefined;
  return 'from' in other ? `renamed from ${nameOf(other.from)}` : `renamed to ${nameOf(other.to)}`;
}
