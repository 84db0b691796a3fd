import { annotationsOf, groupOf, type KubernetesObject, specOf } from '../manifests/kubernetes-object';
import type { Problem } from '../validation/problem';

/** What the rendered objects rely on. A metrics server is not among them: AKS has one. */
export type PrerequisiteName = 'ingress-nginx' | 'envoy-gateway' | 'cert-manager' | 'prometheus-operator';

/** Values of a Helm chart. */
export type HelmValues = Readonly<Record<string, unknown>>;

/** A Helm chart, as it is installed. */
export interface HelmInstallation {
  /** The release. */
  readonly name: PrerequisiteName;
  readonly namespace: string;
  readonly chart: string;
  /** With `oci://` where it is a registry. */
  readonly repository: string;
  readonly version: string;
  readonly values: HelmValues;
}

export interface HelmChartProps {
  /** The chart's version, exactly: `'4.15.1'`. @default - the version in README.md, which this library is made for */
  readonly version?: string;
  /** Values beside those in README.md, and in place of them: maps are merged, at every depth. @default - none */
  readonly values?: HelmValues;
}

/** The prerequisites, each of them where a cluster needs it. */
export interface Prerequisites {
  /** Where there are Ingresses of class `nginx`. `false` leaves it to you. @default - with the values in README.md */
  readonly ingressNginx?: HelmChartProps | false;
  /** Where there are Gateways: an existing one has its controller. `false` leaves it to you. @default - with the values in README.md */
  readonly envoyGateway?: HelmChartProps | false;
  /** Where there are issuers or certificates, or Ingresses that ask an issuer. `false` leaves it to you. @default - with the values in README.md */
  readonly certManager?: HelmChartProps | false;
  /** Where there are objects that it reads, which is everywhere. `false` leaves it to you. @default - with the values in README.md */
  readonly prometheusOperator?: HelmChartProps | false;
}

const OFF = { enabled: false };

/** As README.md has it. A test compares the two. */
export const PREREQUISITES: readonly HelmInstallation[] = [
  {
    name: 'ingress-nginx',
    namespace: 'ingress-nginx',
    chart: 'ingress-nginx',
    repository: 'https://kubernetes.github.io/ingress-nginx',
    version: '4.15.1',
    values: {
      controller: {
        service: {
          externalTrafficPolicy: 'Local',
          annotations: {
            'service.beta.kubernetes.io/azure-load-balancer-health-probe-request-path': '/healthz',
          },
        },
      },
    },
  },
  {
    name: 'envoy-gateway',
    namespace: 'envoy-gateway-system',
    chart: 'gateway-helm',
    repository: 'oci://docker.io/envoyproxy',
    version: 'v1.9.1',
    values: {},
  },
  {
    name: 'cert-manager',
    namespace: 'cert-manager',
    chart: 'cert-manager',
    repository: 'https://charts.jetstack.io',
    version: 'v1.21.2',
    values: {
      crds: { enabled: true },
      ingressShim: { defaultIssuerName: 'letsencrypt-prod', defaultIssuerKind: 'ClusterIssuer' },
    },
  },
  {
    name: 'prometheus-operator',
    namespace: 'prometheus-operator',
    chart: 'kube-prometheus-stack',
    repository: 'https://prometheus-community.github.io/helm-charts',
    version: '88.5.3',
    values: {
      ...{ alertmanager: OFF, grafana: OFF, prometheus: OFF },
      ...{ kubeStateMetrics: OFF, nodeExporter: OFF, defaultRules: { create: false } },
      ...{ kubelet: OFF, kubeApiServer: OFF, coreDns: OFF, kubeProxy: OFF },
      ...{ kubeControllerManager: OFF, kubeScheduler: OFF, kubeEtcd: OFF },
    },
  },
];

const OPTIONS = {
  'ingress-nginx': 'ingressNginx',
  'envoy-gateway': 'envoyGateway',
  'cert-manager': 'certManager',
  'prometheus-operator': 'prometheusOperator',
} as const satisfies Record<PrerequisiteName, keyof Prerequisites>;

/** What is to be installed, wherever it is needed. */
export function installations(wanted: true | Prerequisites | undefined): readonly HelmInstallation[] {
  if (wanted === undefined) return [];
  const props: Prerequisites = wanted === true ? {} : wanted;
  return PREREQUISITES.flatMap((each) => {
    const given = props[OPTIONS[each.name]];
    if (given === false) return [];
    return [{ ...each, version: given?.version ?? each.version, values: over(each.values, given?.values ?? {}) }];
  });
}

/** Where a version would let the chart change by itself. */
export function prerequisiteProblems(wanted: true | Prerequisites | undefined): Problem[] {
  return installations(wanted)
    .filter(({ version }) => !/^v?\d+\.\d+\.\d+([-+][-+.\w]+)?$/.test(version))
    .map(({ name, version }) => ({
      rule: 'THANOS-706',
      what: `prerequisites.${OPTIONS[name]}.version is "${version}", which is not one version of the chart: clusters would change without a commit, each at another time`,
      fix: "Write all of its three numbers, for example '4.15.1', or leave it out",
    }));
}

/** Which prerequisites an object relies on. */
export function needsOf(object: KubernetesObject): PrerequisiteName[] {
  const group = groupOf(object);
  if (group === 'monitoring.coreos.com') return ['prometheus-operator'];
  if (group === 'cert-manager.io') return ['cert-manager'];
  if (object.kind === 'Gateway' && group === 'gateway.networking.k8s.io') return ['envoy-gateway'];
  if (object.kind !== 'Ingress' || group !== 'networking.k8s.io') return [];
  const issued = Object.keys(annotationsOf(object)).some((key) => key.startsWith('cert-manager.io/'));
  return [
    ...(specOf(object)['ingressClassName'] === 'nginx' ? (['ingress-nginx'] as const) : []),
    ...(issued ? (['cert-manager'] as const) : []),
  ];
}

/** As Helm lays values over each other. */
function over(lower: HelmValues, upper: HelmValues): HelmValues {
  const merged: Record<string, unknown> = { ...lower };
  for (const [key, value] of Object.entries(upper)) {
    const below = lower[key];
    merged[key] = isMap(below) && isMap(value) ? over(below, value) : value;
  }
  return merged;
}

function isMap(value: unknown): value is HelmValues {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
