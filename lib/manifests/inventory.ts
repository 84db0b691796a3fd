import type { ExistingObject } from '../validation/existing';
import { addTo } from '../values/multimap';
import { ConfigReader } from './config-reader';
import { groupOf, type KubernetesObject, keyOf } from './kubernetes-object';
import { LabelIndex } from './label-index';
import { type ThanosProcess, thanosProcesses } from './thanos-process';
import { type Workload, workloadOf } from './workload';

/** Everything that is applied to one cluster, as the rules look at it. */
export class Inventory {
  readonly workloads: readonly Workload[];
  /** Every container that runs Thanos. */
  readonly thanos: readonly ThanosProcess[];
  private readonly byKind = new Map<string, KubernetesObject[]>();
  private readonly byName = new Map<string, KubernetesObject>();
  private readonly pods = new LabelIndex<Workload>();

  /**
   * @param reader what has parsed configuration files before, also those of other clusters
   * @param existing what is declared to be there already; `undefined` where nobody could declare it, and so nothing is known to be missing
   */
  constructor(
    readonly objects: readonly KubernetesObject[],
    reader: ConfigReader = new ConfigReader(),
    readonly existing?: readonly ExistingObject[],
  ) {
    for (const object of objects) {
      addTo(this.byKind, `${groupOf(object)}/${object.kind}`, object);
      const key = keyOf(object);
      if (!this.byName.has(key)) this.byName.set(key, object);
    }
    this.workloads = objects.flatMap((object) => workloadOf(object) ?? []);
    for (const workload of this.workloads) this.pods.add(workload.namespace, workload.podLabels, workload);
    this.thanos = this.workloads.flatMap((workload) => thanosProcesses(workload, this, reader));
  }

  /** Whether everything of the cluster is here or declared, so that what is not here is missing. */
  get isWhole(): boolean {
    return this.existing !== undefined;
  }

  /** The objects of a kind: `ofKind('apps', 'StatefulSet')`, `ofKind('', 'Service')`. */
  ofKind(group: string, kind: string): readonly KubernetesObject[] {
    return this.byKind.get(`${group}/${kind}`) ?? [];
  }

  /** The object of that name, if it is made here. */
  find(group: string, kind: string, namespace: string, name: string): KubernetesObject | undefined {
    return this.byName.get(`${group}/${kind}/${namespace}/${name}`);
  }

  /** The workloads of a namespace. */
  workloadsIn(namespace: string): readonly Workload[] {
    return this.pods.in(namespace);
  }

  /** The workloads of a namespace whose pods have all of these labels. */
  selected(namespace: string, labels: Readonly<Record<string, string>>): readonly Workload[] {
    return this.selectedBy(namespace, { matchLabels: labels });
  }

  /** The workloads of a namespace whose pods a `LabelSelector` matches; an empty one matches all. */
  selectedBy(namespace: string, selector: unknown): readonly Workload[] {
    return this.pods.select(namespace, selector);
  }

  /** The containers that run one subcommand: `running('receive')`. */
  running(subcommand: string): readonly ThanosProcess[] {
    return this.thanos.filter((process) => process.subcommand === subcommand);
  }
}
