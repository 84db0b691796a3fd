import type { RuleSet } from '../rule';

const DISRUPTIONS = 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/';
const SCALING = 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/';
const SERVICES = 'https://kubernetes.io/docs/concepts/services-networking/service/';
const MONITORS = 'https://prometheus-operator.dev/docs/developer/getting-started/';
const IMAGES = 'https://github.com/bitnami/containers/issues/83267';

/** How the objects of a cluster refer to each other. */
export const KUBERNETES_WIRING_RULES = {
  'THANOS-107': {
    severity: 'error',
    title: "A workload's selector does not match its own pods",
    protects: 'The workload is not applied.',
    sources: ['https://github.com/kubernetes/kubernetes/blob/v1.35.4/pkg/apis/apps/validation/validation.go'],
  },
  'THANOS-108': {
    severity: 'error',
    title: "A workload's selector matches the pods of another one",
    protects: 'Autoscalers and disruption budgets count pods that are not meant, and controllers may take them over.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
      'https://github.com/thanos-community/helm-charts/issues/197',
    ],
  },
  'THANOS-109': {
    severity: 'error',
    title: 'A Service with one address leads to pods that run different programs',
    protects: 'Each request goes to either: queries reach a store gateway, samples a querier.',
    sources: [SERVICES, 'https://github.com/thanos-community/helm-charts/issues/197'],
  },
  'THANOS-110': {
    severity: 'warning',
    title: 'A Service selects no pod',
    protects: 'Whoever connects to it is refused.',
    sources: [SERVICES],
  },
  'THANOS-111': {
    severity: 'error',
    title: "A Service's named target port is none of its pods'",
    protects: 'Pods without a port of that name are no endpoints: whoever connects is refused.',
    sources: [SERVICES],
  },
  'THANOS-112': {
    severity: 'warning',
    title: "A Service's target port is a number that its pods do not declare",
    protects: 'Where nobody listens, connections are refused. Declaring ports is optional, so this is no error.',
    sources: [SERVICES],
  },
  'THANOS-113': {
    severity: 'error',
    title: 'A ServiceMonitor or PodMonitor finds nothing to scrape in what it is for',
    protects: 'Metrics are missing without a word: the operator takes such a monitor for a fine one.',
    sources: [MONITORS],
  },
  'THANOS-114': {
    severity: 'error',
    title: 'A pod needs a ConfigMap, Secret, ServiceAccount or claim that nobody makes',
    protects: 'The pod waits for it for ever, in ContainerCreating or CreateContainerConfigError.',
    sources: ['https://kubernetes.io/docs/concepts/configuration/secret/', 'This library: declareExisting()'],
  },
  'THANOS-117': {
    severity: 'error',
    title: 'A PodDisruptionBudget lets no pod go, ever',
    protects: 'Nodes with such a pod cannot be drained, and upgrades of the cluster fail or wait.',
    sources: [DISRUPTIONS, 'https://learn.microsoft.com/azure/aks/upgrade-cluster'],
  },
  'THANOS-118': {
    severity: 'error',
    title: 'Two PodDisruptionBudgets for the same pods',
    protects: 'The API server evicts no pod that has two, so that their nodes cannot be drained.',
    sources: [
      'https://github.com/kubernetes/kubernetes/blob/v1.35.4/pkg/registry/core/pod/storage/eviction.go',
      DISRUPTIONS,
    ],
  },
  'THANOS-119': {
    severity: 'error',
    title: 'An autoscaled workload with a fixed number of replicas',
    protects: 'Each time it is applied, it shrinks to that number in the middle of the load.',
    sources: [SCALING],
  },
  'THANOS-120': {
    severity: 'warning',
    title: 'An autoscaler of a workload that is not there',
    protects: 'Nothing is scaled.',
    sources: [SCALING],
  },
  'THANOS-121': {
    severity: 'error',
    title: 'An autoscaler whose bounds are refused, or that measures nothing',
    protects: 'It is not applied, or never scales.',
    sources: [SCALING],
  },
  'THANOS-124': {
    severity: 'warning',
    title: "A StatefulSet's governing Service is missing or not headless",
    protects: 'Its pods get no DNS names of their own, which hashrings and clusters of peers are made of.',
    sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id'],
  },
  'THANOS-047': {
    severity: 'error',
    title: 'An image of Bitnami, at an address that they have left',
    protects: 'The next node that needs the image cannot pull it, or runs one that is never mended again.',
    sources: ['https://github.com/particuleio/terraform-kubernetes-addons/issues/3508', IMAGES],
  },
} as const satisfies RuleSet;
