import type { k8s } from 'cdk8s-plus-27';
import type { Problem } from '../validation/problem';

/** What kube-state-metrics v2.18 can describe, and the API group that it is in. */
const API_GROUPS = {
  certificatesigningrequests: 'certificates.k8s.io',
  clusterrolebindings: 'rbac.authorization.k8s.io',
  clusterroles: 'rbac.authorization.k8s.io',
  configmaps: '',
  cronjobs: 'batch',
  daemonsets: 'apps',
  deployments: 'apps',
  endpoints: '',
  endpointslices: 'discovery.k8s.io',
  horizontalpodautoscalers: 'autoscaling',
  ingressclasses: 'networking.k8s.io',
  ingresses: 'networking.k8s.io',
  jobs: 'batch',
  leases: 'coordination.k8s.io',
  limitranges: '',
  mutatingwebhookconfigurations: 'admissionregistration.k8s.io',
  namespaces: '',
  networkpolicies: 'networking.k8s.io',
  nodes: '',
  persistentvolumeclaims: '',
  persistentvolumes: '',
  poddisruptionbudgets: 'policy',
  pods: '',
  replicasets: 'apps',
  replicationcontrollers: '',
  resourcequotas: '',
  rolebindings: 'rbac.authorization.k8s.io',
  roles: 'rbac.authorization.k8s.io',
  secrets: '',
  serviceaccounts: '',
  services: '',
  statefulsets: 'apps',
  storageclasses: 'storage.k8s.io',
  validatingwebhookconfigurations: 'admissionregistration.k8s.io',
  volumeattachments: 'storage.k8s.io',
} as const;

/** A kind of object, in its plural form, as `--resources` takes it. */
export type KubeStateResource = keyof typeof API_GROUPS;

/** Labels of Kubernetes objects that become labels of series, by kind of object. `['*']` is all of them: costly. */
export type MetricLabelsAllowlist = Readonly<Partial<Record<KubeStateResource, readonly string[]>>>;

/** What kube-state-metrics collects when nothing is said, and the endpoints, whose number the dashboard 15757 shows. */
export const DEFAULT_RESOURCES: readonly KubeStateResource[] = [
  'certificatesigningrequests',
  'configmaps',
  'cronjobs',
  'daemonsets',
  'deployments',
  'endpoints',
  'endpointslices',
  'horizontalpodautoscalers',
  'ingresses',
  'jobs',
  'leases',
  'limitranges',
  'mutatingwebhookconfigurations',
  'namespaces',
  'networkpolicies',
  'nodes',
  'persistentvolumeclaims',
  'persistentvolumes',
  'poddisruptionbudgets',
  'pods',
  'replicasets',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'services',
  'statefulsets',
  'storageclasses',
  'validatingwebhookconfigurations',
  'volumeattachments',
];

/**
 * The article's labels of nodes, the instance type once more under its real name, and one label of each kind that the dashboard
 * 15757 counts: without any, kube-state-metrics has no `kube_<kind>_labels` series; with one, it has one for each object, whether or
 * not the object has that label.
 */
const DEFAULT_LABELS: MetricLabelsAllowlist = {
  nodes: ['agentpool', 'node_kubernetes_io_instance-type', 'node.kubernetes.io/instance-type'],
  namespaces: ['kubernetes.io/metadata.name'],
  deployments: ['app.kubernetes.io/name'],
  statefulsets: ['app.kubernetes.io/name'],
  daemonsets: ['app.kubernetes.io/name'],
  networkpolicies: ['app.kubernetes.io/name'],
  horizontalpodautoscalers: ['app.kubernetes.io/name'],
};

/** Permission to read these resources and no others: one rule for each API group. */
export function readRules(resources: readonly KubeStateResource[]): k8s.PolicyRule[] {
  const groups = [...new Set(resources.map((resource) => API_GROUPS[resource]))];
  return groups.map((group) => ({
    apiGroups: [group],
    resources: resources.filter((resource) => API_GROUPS[resource] === group),
    verbs: ['list', 'watch'],
  }));
}

/** The value of `--metric-labels-allowlist`: what is given, and the defaults of the kinds that are collected. May be empty. */
export function labelsAllowlist(resources: readonly KubeStateResource[], given: MetricLabelsAllowlist): string {
  return Object.entries({ ...DEFAULT_LABELS, ...given })
    .filter(([resource, labels]) => labels.length > 0 && resources.some((collected) => collected === resource))
    .map(([resource, labels]) => `${resource}=[${labels.join(',')}]`)
    .join(',');
}

/** Labels that kube-state-metrics would not read, or never see. */
export function allowlistProblems(resources: readonly KubeStateResource[], given: MetricLabelsAllowlist): Problem[] {
  return Object.entries(given).flatMap(([resource, labels]): Problem[] => {
    if (!resources.some((collected) => collected === resource)) {
      return [
        {
          rule: 'THANOS-414',
          what: `metricLabelsAllowlist names labels of ${resource}, which are not collected`,
          fix: `Add ${resource} to collect, or leave them out here`,
        },
      ];
    }
    return labels
      .filter(
        (label) =>
          !/^[A-Za-z0-9]([-A-Za-z0-9_./]*[A-Za-z0-9])?$/.test(label) && !(label === '*' && labels.length === 1),
      )
      .map((label) => ({
        rule: 'THANOS-414',
        what: `metricLabelsAllowlist has "${label}" for ${resource}, which is no label of a Kubernetes object`,
        fix: "Write a label as Kubernetes spells it, such as node.kubernetes.io/instance-type, or ['*'] alone for all of them",
      }));
  });
}
