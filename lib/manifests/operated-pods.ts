import type { Inventory } from './inventory';
import { groupOf, type KubernetesObject, namespaceOf, specOf } from './kubernetes-object';
import { asTexts, at } from './value';

const GROUP = 'monitoring.coreos.com';

/** The Prometheus Operator's name for what it makes of each kind. */
const NAMES: Readonly<Record<string, string>> = {
  Alertmanager: 'alertmanager',
  Prometheus: 'prometheus',
  PrometheusAgent: 'prometheus-agent',
  ThanosRuler: 'thanos-ruler',
};

/** A custom resource of which the Prometheus Operator makes pods. */
export interface OperatedPods {
  readonly object: KubernetesObject;
  readonly namespace: string;
  /** What of its `spec` becomes the pod's: service account, volumes, pull secrets, containers. */
  readonly podSpec: Readonly<Record<string, unknown>>;
}

/** The custom resources here of which the Prometheus Operator makes pods. */
export function operatedPods(cluster: Inventory): OperatedPods[] {
  return Object.keys(NAMES).flatMap((kind) =>
    cluster.ofKind(GROUP, kind).map((object) => ({ object, namespace: namespaceOf(object), podSpec: specOf(object) })),
  );
}

/** Whether pods that the operator makes of a resource have all of these labels. */
export function operatedPodsHave({ object }: OperatedPods, labels: Readonly<Record<string, string>>): boolean {
  const { name } = object.metadata;
  const application = NAMES[object.kind] ?? '';
  const known: Readonly<Record<string, string>> = {
    ...asTexts(at(object, 'spec', 'podMetadata', 'labels')),
    'app.kubernetes.io/managed-by': 'prometheus-operator',
    'app.kubernetes.io/name': application,
    'app.kubernetes.io/instance': name,
    'managed-by': 'prometheus-operator',
    'operator.prometheus.io/name': name,
    [application]: name,
  };
  return Object.entries(labels).every(([key, value]) => known[key] === value || VARYING.test(key));
}

/** Labels that the operator or Kubernetes gives each pod. */
const VARYING =
  /^(app\.kubernetes\.io\/version|operator\.prometheus\.io\/.+|apps?\.kubernetes\.io\/pod-index|statefulset\.kubernetes\.io\/.+)$/;

/** Groups whose objects make no pods, beside those of Kubernetes itself. */
const WITHOUT_PODS = ['bitnami.com', 'cert-manager.io', 'external-secrets.io', GROUP];

/** The namespaces in which custom resources may make pods of which nothing is known. */
export function namespacesWithUnknownPods({ objects }: Inventory): Set<string> {
  const makesPods = (group: string) =>
    group.includes('.') && !/(^|\.)k8s\.io$/.test(group) && !WITHOUT_PODS.includes(group);
  return new Set(objects.filter((object) => makesPods(groupOf(object))).map(namespaceOf));
}
