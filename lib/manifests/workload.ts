import { groupOf, type KubernetesObject, namespaceOf } from './kubernetes-object';
import { asList, asMap, asNumber, asText, asTexts, at } from './value';

/** A port of a container, as far as it is one. */
export interface ContainerPort {
  readonly container: string;
  readonly name: string | undefined;
  readonly number: number | undefined;
  readonly protocol: string;
}

/** A container, as far as its fields are what they should be. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly ports: readonly ContainerPort[];
  /** Everything else of it. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Something that makes pods. */
export interface Workload {
  readonly object: KubernetesObject;
  readonly namespace: string;
  readonly podLabels: Readonly<Record<string, string>>;
  readonly podSpec: Readonly<Record<string, unknown>>;
  /** `undefined` where no number is written. */
  readonly replicas: number | undefined;
  /** Containers and init containers. */
  readonly containers: readonly Container[];
}

const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  '/Pod': [],
  'apps/Deployment': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
};

/** Where an object has the template of the pods that it makes; `undefined` for kinds that make none, empty for a pod. */
export function podTemplatePath(object: KubernetesObject): readonly string[] | undefined {
  return TEMPLATES[`${groupOf(object)}/${object.kind}`];
}

/** The pod, or the template of the pods, that an object makes; `undefined` for kinds that make none. */
export function podTemplateOf(object: KubernetesObject): unknown {
  const path = podTemplatePath(object);
  return path && at(object, ...path);
}

const known = new WeakMap<KubernetesObject, Workload>();

/** The workload that an object is; `undefined` for all other kinds. */
export function workloadOf(object: KubernetesObject): Workload | undefined {
  const found = known.get(object) ?? read(object);
  if (found) known.set(object, found);
  return found;
}

function read(object: KubernetesObject): Workload | undefined {
  const template = podTemplateOf(object);
  if (template === undefined) return undefined;
  const podSpec = asMap(at(template, 'spec'));
  return {
    object,
    namespace: namespaceOf(object),
    podLabels: asTexts(at(template, 'metadata', 'labels')),
    podSpec,
    replicas: asNumber(at(object, 'spec', 'replicas')),
    containers: [...asList(podSpec['containers']), ...asList(podSpec['initContainers'])].map(container),
  };
}

function container(value: unknown): Container {
  const texts = (list: unknown) => asList(list).filter((item) => typeof item === 'string');
  const name = asText(at(value, 'name')) ?? '';
  return {
    name,
    image: asText(at(value, 'image')) ?? '',
    command: texts(at(value, 'command')),
    args: texts(at(value, 'args')),
    ports: asList(at(value, 'ports')).map((port) => ({
      container: name,
      name: asText(at(port, 'name')) || undefined,
      number: asNumber(at(port, 'containerPort')),
      protocol: asText(at(port, 'protocol')) ?? 'TCP',
    })),
    fields: asMap(value),
  };
}
