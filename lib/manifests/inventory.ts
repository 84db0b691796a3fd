import type { ExistingObject } from '../validation/existing';
import { ConfigReader } from './config-reader';
import { groupOf, type KubernetesObject, namespaceOf } from './kubernetes-object';
import { isEmptySelector, labelsOfSelector, selectorMatches } from './label-selector';
import { type ThanosProcess, thanosProcesses } from './thanos-process';
import { type Workload, workloadOf } from './workload';

/** Everything that is applied to one cluster, as the rules look at it. */
export class Inventory {
  readonly workloads: readonly Workload[];
  /** Every container that runs Thanos. */
  readonly thanos: readonly ThanosProcess[];
  private readonly byKind = new Map<string, KubernetesObject[]>();
  private readonly byName = new Map<string, KubernetesObject>();
  private readonly byNamespace = new Map<string, Workload[]>();
  private readonly byLabel = new Map<string, Workload[]>();

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
      const kind = `${groupOf(object)}/${object.kind}`;
      push(this.byKind, kind, object);
      const name = `${kind}/${namespaceOf(object)}/${object.metadata.name}`;
      if (!this.byName.has(name)) this.byName.set(name, object);
    }
    this.workloads = objects.flatMap((object) => workloadOf(object) ?? []);
    for (const workload of this.workloads) {
      push(this.byNamespace, workload.namespace, workload);
      for (const [key, value] of Object.entries(workload.podLabels)) {
        push(this.byLabel, `${workload.namespace}/${key}=${value}`, workload);
      }
    }
    this.thanos = this.workloads.flatMap((workload) => thanosProcesses(workload, this, reader));
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
    return this.byNamespace.get(namespace) ?? [];
  }

  /** The workloads of a namespace whose pods have all of these labels. */
  selected(namespace: string, labels: Readonly<Record<string, string>>): readonly Workload[] {
    return this.selectedBy(namespace, { matchLabels: labels });
  }

  /** The workloads of a namespace whose pods a `LabelSelector` matches; an empty one matches all. */
  selectedBy(namespace: string, selector: unknown): readonly Workload[] {
    if (isEmptySelector(selector)) return this.workloadsIn(namespace);
    // Any of the labels narrows the search, the rarest the most.
    const candidates = Object.entries(labelsOfSelector(selector))
      .map(([key, value]) => this.byLabel.get(`${namespace}/${key}=${value}`) ?? [])
      .reduce((rarest, each) => (each.length < rarest.length ? each : rarest), this.workloadsIn(namespace));
    return candidates.filter(({ podLabels }) => selectorMatches(selector, podLabels));
  }

  /** The containers that run one subcommand: `running('receive')`. */
  running(subcommand: string): readonly ThanosProcess[] {
    return this.thanos.filter((process) => process.subcommand === subcommand);
  }
}

function push<T>(index: Map<string, T[]>, key: string, item: T): void {
  const others = index.get(key);
  if (others) others.push(item);
  else index.set(key, [item]);
}
