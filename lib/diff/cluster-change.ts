import { ConfigReader } from '../manifests/config-reader';
import { Inventory } from '../manifests/inventory';
import type { KubernetesObject } from '../manifests/kubernetes-object';
import type { ChangedObject, ObjectChange } from './change';

/**
 * What differs between two states of a cluster, and all that each of them holds, for rules that look at more than one object. What is
 * equal on both sides is read only when a rule asks for it.
 */
export class ClusterChange {
  private readonly inventories = new Map<'before' | 'after', Inventory>();

  constructor(
    readonly changes: readonly ObjectChange[],
    private readonly everything: {
      readonly before: () => readonly KubernetesObject[];
      readonly after: () => readonly KubernetesObject[];
    },
    private readonly reader: ConfigReader = new ConfigReader(),
  ) {}

  /** The cluster as it was. */
  get before(): Inventory {
    return this.inventory('before');
  }

  /** The cluster as it is to be. */
  get after(): Inventory {
    return this.inventory('after');
  }

  /** The change of an object that is there on both sides and differs. */
  changeOf(object: KubernetesObject | undefined): ChangedObject | undefined {
    if (object === undefined) return undefined;
    return this.changes.find(
      (change): change is ChangedObject =>
        change.type === 'changed' && (change.before === object || change.after === object),
    );
  }

  private inventory(side: 'before' | 'after'): Inventory {
    const known = this.inventories.get(side) ?? new Inventory(this.everything[side](), this.reader);
    this.inventories.set(side, known);
    return known;
  }
}
