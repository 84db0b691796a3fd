import { Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-27';
import { Cpu, k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { Certificate } from '../../imports/certificates-cert-manager.io';
import type { ServiceMonitor } from '../../imports/servicemonitors-monitoring.coreos.com';
import { checkReplicas, podDisruptionBudget } from '../kubernetes/availability';
import { type Identity, identify } from '../kubernetes/identity';
import { ANYWHERE, NetworkNode } from '../kubernetes/network';
import { serviceHost } from '../kubernetes/service-address';
import { serviceMonitor } from '../kubernetes/service-monitor';
import { checkWorkload } from '../kubernetes/workload-checks';
import { declareExisting } from '../validation/existing';
import { reportProblem } from '../validation/problem';
import { urlPort } from '../values/port';
import { clusterAccess } from './access';
import { clientCertificates } from './certificate-write';
import { prometheusProblems } from './prometheus-problems';
import { type EscapeHatch, PROMETHEUS_IMAGE, type PrometheusProps } from './prometheus-props';
import { sharedSpec } from './prometheus-spec';
import { existingCredentials } from './remote-write-spec';
import { type ResolvedWrite, resolveWrites } from './resolved-write';

/** The operator calls the port so, on the pods that it makes. */
const WEB = { name: 'web', number: 9090 };
/** Of login.microsoftonline.com. */
const ENTRA_PORT = 443;
const READ = ['get', 'list', 'watch'];
const REQUESTS = { cpu: Cpu.millis(200), memory: Size.mebibytes(512) };

/** What Prometheus and its agent share: who they are, what they may read, and whom they write to. */
export abstract class PrometheusBase extends Construct {
  readonly identity: Identity;
  readonly serviceAccount: kplus.ServiceAccount;
  readonly clusterRole: k8s.KubeClusterRole;
  readonly clusterRoleBinding: k8s.KubeClusterRoleBinding;
  readonly service: k8s.KubeService;
  readonly disruptionBudget?: k8s.KubePodDisruptionBudget;
  readonly serviceMonitor?: ServiceMonitor;
  /** What it asks cert-manager for, to show to the receivers that it writes to. */
  readonly clientCertificates: readonly Certificate[];
  /** Who talks to Prometheus and whom it writes to. What it scrapes is not listed. */
  readonly network: NetworkNode;
  /** Where its HTTP API answers inside of the cluster. */
  readonly url: string;
  /** Labels of every series that leaves it. */
  readonly externalLabels: Readonly<Record<string, string>>;
  /** The URLs that it sends its samples to. */
  readonly remoteWriteUrls: readonly string[];
  /** Whether it shows a certificate to any of them. */
  readonly showsCertificate: boolean;
  /** The remote writes, each by the edge that is this cluster's. */
  protected readonly writes: readonly ResolvedWrite[];

  /** @param application what the operator puts into `app.kubernetes.io/name` of the pods */
  protected constructor(
    scope: Construct,
    id: string,
    private readonly common: PrometheusProps & { readonly spec?: EscapeHatch },
    application: 'prometheus' | 'prometheus-agent',
  ) {
    super(scope, id);
    const name = common.name ?? 'prometheus';
    this.externalLabels = common.spec?.externalLabels ?? common.externalLabels;
    this.identity = identify(this, {
      application,
      instance: name,
      component: 'prometheus',
      name,
      version: common.image?.tag ?? PROMETHEUS_IMAGE.tag,
      labels: common.labels,
    });
    const { cluster } = common;
    this.writes = resolveWrites(this, common.remoteWrite, { cluster, identity: this.identity });
    this.remoteWriteUrls = this.writes.map(({ destination }) => destination.url);
    this.showsCertificate = this.writes.some(({ certificate }) => certificate !== undefined);
    checkReplicas(this, common.replicas ?? 1);
    for (const problem of prometheusProblems(name, common, this.writes)) reportProblem(this, problem);
    checkWorkload(this, this.identity, common, REQUESTS);
    declareExisting(this, ...this.writes.flatMap(existingCredentials));
    this.clientCertificates = clientCertificates(this, this.writes, { cluster, identity: this.identity });
    this.network = new NetworkNode(this.identity);
    const access = clusterAccess(this, this.identity, ACCESS, common.annotations);
    this.serviceAccount = access.serviceAccount;
    this.clusterRole = access.clusterRole;
    this.clusterRoleBinding = access.clusterRoleBinding;
    this.service = new k8s.KubeService(this, 'service', {
      metadata: this.metadata(),
      spec: {
        selector: this.identity.selector,
        ports: [{ name: 'http', port: WEB.number, targetPort: k8s.IntOrString.fromString(WEB.name), protocol: 'TCP' }],
      },
    });
    this.url = `http://${serviceHost(name, this.identity.namespace)}:${WEB.number}`;
    if (common.monitoring) this.serviceMonitor = serviceMonitor(this, this.identity, common.monitoring);
    if ((common.replicas ?? 1) > 1) this.disruptionBudget = podDisruptionBudget(this, this.identity, 1);
    this.connect();
  }

  /** Name, labels and annotations of the objects. */
  protected metadata(): { name: string; labels: Record<string, string>; annotations?: Record<string, string> } {
    const { annotations } = this.common;
    return {
      name: this.identity.name,
      labels: { ...this.identity.labels },
      annotations: annotations && { ...annotations },
    };
  }

  /** What the custom resource holds, but for the fields that have an enum. */
  protected sharedSpec() {
    return sharedSpec(this.identity, this.common, { requests: REQUESTS, writes: this.writes });
  }

  private connect(): void {
    for (const { destination, token } of this.writes) {
      if (!URL.canParse(destination.url)) continue;
      if (Construct.isConstruct(destination) && destination.node.root !== this.node.root) {
        reportProblem(this, {
          rule: 'THANOS-412',
          what: `remoteWrite goes to ${destination.url}, which is an address in another cluster, and no name outside of it`,
          fix: 'Expose receive there, and give thanos.remoteWrite of its stack, which is then the exposed address',
        });
      }
      const port = urlPort(destination.url);
      if (token?.entra) this.network.allowTo(ANYWHERE, ENTRA_PORT);
      if (destination.network) this.network.connectTo(destination.network, port);
      else this.network.allowTo(ANYWHERE, port);
    }
  }
}

/** What service discovery watches, and the metrics that kubelets and the API server guard. */
const ACCESS: readonly k8s.PolicyRule[] = [
  { apiGroups: [''], resources: ['nodes', 'nodes/metrics', 'services', 'endpoints', 'pods'], verbs: READ },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: READ },
  { apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: READ },
  { nonResourceUrLs: ['/metrics', '/metrics/slis'], verbs: ['get'] },
];
