import { ConfigReader } from './config-reader';
import { groupOf, type KubernetesObject } from './kubernetes-object';
import { type ThanosProcess, thanosProcesses } from './thanos-process';
import { type Workload, workloadOf } from './workload';

/** Everything that is applied to one cluster, as the rules look at it. */
export class Inventory {
  readonly workloads: readonly Workload[];
  /** Every container that runs Thanos. */
  readonly thanos: readonly ThanosProcess[];
  private readonly byKind = new Map<string, KubernetesObject[]>();

  /** @param reader what has parsed configuration files before, also those of other clusters */
  constructor(
    readonly objects: readonly KubernetesObject[],
    reader: ConfigReader = new ConfigReader(),
  ) {
    for (const object of objects) {
      const kind = `${groupOf(object)}/${object.kind}`;
      const others = this.byKind.get(kind);
      if (others) others.push(object);
      else this.byKind.set(kind, [object]);
    }
    this.workloads = objects.flatMap((object) => workloadOf(object) ?? []);
    this.thanos = this.workloads.flatMap((workload) => thanosProcesses(workload, this, reader));
  }

  /** The objects of a kind: `ofKind('apps', 'StatefulSet')`, `ofKind('', 'Service')`. */
  ofKind(group: string, kind: string): readonly KubernetesObject[] {
    return this.byKind.get(`${group}/${kind}`) ?? [];
  }

  /** The object of that name, if it is made here. */
  find(group: string, kind: string, namespace: string, name: string): KubernetesObject | undefined {
    return this.ofKind(group, kind).find(
      ({ metadata }) => metadata.name === name && (metadata.namespace ?? '') === namespace,
    );
  }

  /** The workloads of a namespace whose pods have all of these labels. */
  selected(namespace: string, labels: Readonly<Record<string, string>>): readonly Workload[] {
    const wanted = Object.entries(labels);
    return this.workloads.filter(
      (workload) =>
        workload.namespace === namespace && wanted.every(([key, value]) => workload.podLabels[key] === value),
    );
  }

  /** The containers that run one subcommand: `running('receive')`. */
  running(subcommand: string): readonly ThanosProcess[] {
    return this.thanos.filter((process) => process.subcommand === subcommand);
  }
}
