import type { RuleSet } from '../rule';

const NAMES = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/';
const LABELS = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/';
const VALIDATION = 'https://github.com/kubernetes/kubernetes/blob/v1.35.4/pkg/apis';

/** Each object by itself: what the API server, the nodes or cdk8s do not take. */
export const KUBERNETES_RULES = {
  'THANOS-101': {
    severity: 'error',
    title: 'One object is rendered twice',
    protects: 'Whoever is applied last silently replaces the other.',
    sources: ['https://github.com/cdk8s-team/cdk8s/issues/2821'],
  },
  'THANOS-102': {
    severity: 'error',
    title: 'A name that the API server refuses, or that leaves no room for what is derived from it',
    protects:
      'The object is not applied. A StatefulSet with more than 52 characters is, but gets no pod: its name and a hash are the value of a label.',
    sources: [
      NAMES,
      `${VALIDATION}/core/validation/validation.go`,
      'https://github.com/kubernetes/kubernetes/issues/64023',
    ],
  },
  'THANOS-103': {
    severity: 'error',
    title: 'A label or an annotation that the API server refuses',
    protects: 'The object is not applied. Numbers and booleans need quotes in YAML.',
    sources: [LABELS, 'https://github.com/cdk8s-team/cdk8s/issues/1338'],
  },
  'THANOS-104': {
    severity: 'error',
    title: 'A port name that the API server refuses',
    protects: 'The workload or Service is not applied: ports of containers have at most 15 characters.',
    sources: [`${VALIDATION}/core/validation/validation.go`],
  },
  'THANOS-105': {
    severity: 'error',
    title: 'A container or a Service has the same port twice, or a port among several without a name',
    protects: 'The workload or Service is not applied.',
    sources: [`${VALIDATION}/core/validation/validation.go`],
  },
  'THANOS-106': {
    severity: 'warning',
    title: 'Two containers of a pod have the same port',
    protects: 'All containers of a pod share one network: only one can listen, and only one is found by its name.',
    sources: ['https://github.com/kubernetes/kubernetes/blob/v1.35.4/pkg/api/pod/warnings.go'],
  },
  'THANOS-115': {
    severity: 'error',
    title: 'A request above its limit',
    protects: 'The workload is not applied.',
    sources: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  },
  'THANOS-116': {
    severity: 'error',
    title: 'A quantity that Kubernetes cannot read',
    protects:
      'The workload is not applied; a quantity of null counts as 0, so that the pod may land where nothing is left for it.',
    sources: ['https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/'],
  },
  'THANOS-122': {
    severity: 'error',
    title: 'A container mounts a volume that its pod does not have',
    protects: 'The workload is not applied.',
    sources: [`${VALIDATION}/core/validation/validation.go`],
  },
  'THANOS-123': {
    severity: 'error',
    title: 'A pod has two containers or volumes of a name, or a container two mounts at a path',
    protects: 'The workload is not applied.',
    sources: [`${VALIDATION}/core/validation/validation.go`],
  },
  'THANOS-125': {
    severity: 'error',
    title: 'A probe or hook asks a named port that its container does not have',
    protects: 'It fails each time: the pod never becomes ready, or is restarted for ever.',
    sources: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/'],
  },
  'THANOS-126': {
    severity: 'error',
    title: 'A patch or a value that cdk8s silently drops',
    protects: 'The manifests lack what the program says: a volume without a size, a Service without a target port.',
    sources: ['https://github.com/cdk8s-team/cdk8s/issues/2172', 'https://github.com/cdk8s-team/cdk8s/issues/192'],
  },
  'THANOS-127': {
    severity: 'error',
    title: 'An image whose name no node can pull',
    protects: 'Its pods stay in InvalidImageName.',
    sources: ['https://kubernetes.io/docs/concepts/containers/images/'],
  },
  'THANOS-128': {
    severity: 'error',
    title: 'A label of the user replaces one that selectors depend on',
    protects: 'Selectors are immutable: pods without these labels are found by nobody.',
    sources: [LABELS, 'https://github.com/thanos-community/helm-charts/issues/197'],
  },
  'THANOS-129': {
    severity: 'error',
    title: 'A component stands in a chart without a namespace',
    protects: 'No address of its Service can be written, so nothing would reach it.',
    sources: ['https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/'],
  },
  'THANOS-130': {
    severity: 'error',
    title: 'A number of replicas that is none',
    protects: 'The workload is not applied, or a component of this library would have no pod.',
    sources: [`${VALIDATION}/apps/validation/validation.go`],
  },
  'THANOS-131': {
    severity: 'error',
    title: 'A JSON patch that does not apply',
    protects: 'cdk8s renders nothing at all, and names neither the patch nor its path.',
    sources: ['https://www.rfc-editor.org/rfc/rfc6902#section-4'],
  },
} as const satisfies RuleSet;
