import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** An object that pods refer to and that somebody else makes. */
export interface ExistingObject {
  readonly kind: 'ConfigMap' | 'PersistentVolumeClaim' | 'Secret' | 'ServiceAccount';
  readonly name: string;
  /** @default - the chart's; where the construct is in none, every namespace */
  readonly namespace?: string;
}

const declared = new WeakMap<IConstruct, ExistingObject[]>();

/**
 * Declares that a ConfigMap, Secret, ServiceAccount or PersistentVolumeClaim is there already. What pods of a fleet refer to is
 * otherwise taken for a typing mistake unless the same cluster makes it. Options that take the name of an existing object declare it
 * by themselves; `extraVolumes`, `extraEnvironment`, patches and objects of your own do not.
 *
 * @param construct a cluster, or anything in it
 */
export function declareExisting(construct: IConstruct, ...objects: readonly ExistingObject[]): void {
  const { root } = construct.node;
  const known = declared.get(root) ?? [];
  declared.set(root, known);
  const namespace = construct.node.scopes.find(Chart.isChart)?.namespace;
  for (const object of objects) known.push({ namespace, ...object });
}

/** What is declared in a tree. */
export function existingObjects(root: IConstruct): readonly ExistingObject[] {
  return declared.get(root) ?? [];
}
