import { Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-27';
import { Cpu, k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import {
  type ServiceMonitor,
  ServiceMonitorSpecEndpointsRelabelingsAction,
} from '../../imports/servicemonitors-monitoring.coreos.com';
import { type Identity, identify } from '../kubernetes/identity';
import { ANYWHERE, NetworkNode, networkPolicy } from '../kubernetes/network';
import { httpProbe, podTemplate } from '../kubernetes/pod-template';
import { containerPorts, type Port } from '../kubernetes/port';
import { type Monitoring, serviceMonitor } from '../kubernetes/service-monitor';
import { checkWorkload } from '../kubernetes/workload-checks';
import type { WorkloadProps } from '../kubernetes/workload-props';
import { extraArgumentProblems } from '../validation/arguments';
import { reportProblem } from '../validation/problem';
import { clusterAccess } from './access';
import {
  allowlistProblems,
  DEFAULT_RESOURCES,
  type KubeStateResource,
  labelsAllowlist,
  type MetricLabelsAllowlist,
  readRules,
} from './kube-state-resources';
import { relabelings } from './relabel';

const IMAGE = { repository: 'registry.k8s.io/kube-state-metrics/kube-state-metrics', tag: 'v2.18.0' };
const REQUESTS = { cpu: Cpu.millis(10), memory: Size.mebibytes(64) };
const HTTP: Port = { name: 'http', number: 8080 };
const TELEMETRY: Port = { name: 'telemetry', number: 8081 };

export interface KubeStateMetricsProps extends WorkloadProps {
  /**
   * What is described, and may be read (`--resources`). Leave `secrets` out to keep it from reading them; dashboards then miss their
   * number.
   * @default - what kube-state-metrics collects by default, and endpoints
   */
  readonly collect?: readonly KubeStateResource[];
  /**
   * Labels of objects that become labels of series (`--metric-labels-allowlist`), in place of the defaults of that kind of object;
   * `[]` leaves a kind out.
   * @default - agent pool and instance type of nodes, and one label of each kind that dashboards count
   */
  readonly metricLabelsAllowlist?: MetricLabelsAllowlist;
  /** How Prometheus scrapes it. @default - at Prometheus' interval, from the namespace that it shares with kube-state-metrics */
  readonly monitoring?: Monitoring;
  /** A NetworkPolicy that lets Prometheus in, and out to the API server. @default false */
  readonly networkPolicy?: boolean;
}

/** kube-state-metrics: what the API server knows of the objects of the cluster, as series. */
export class KubeStateMetrics extends Construct {
  readonly identity: Identity;
  readonly serviceAccount: kplus.ServiceAccount;
  readonly clusterRole: k8s.KubeClusterRole;
  readonly clusterRoleBinding: k8s.KubeClusterRoleBinding;
  readonly deployment: k8s.KubeDeployment;
  readonly service: k8s.KubeService;
  readonly serviceMonitor: ServiceMonitor;
  readonly networkPolicy?: k8s.KubeNetworkPolicy;
  /** Who scrapes it, and that it asks the API server. */
  readonly network: NetworkNode;

  constructor(scope: Construct, id: string, props: KubeStateMetricsProps = {}) {
    super(scope, id);
    const collect = props.collect ?? DEFAULT_RESOURCES;
    const allowlist = props.metricLabelsAllowlist ?? {};
    const name = 'kube-state-metrics';
    const version = props.image?.tag ?? IMAGE.tag;
    this.identity = identify(this, {
      application: name,
      instance: name,
      component: 'exporter',
      name,
      version,
      labels: props.labels,
    });
    const args = [
      `--port=${HTTP.number}`,
      `--telemetry-port=${TELEMETRY.number}`,
      `--resources=${collect.join(',')}`,
      `--metric-labels-allowlist=${labelsAllowlist(collect, allowlist)}`,
      ...(props.resources?.limits?.memory ? ['--auto-gomemlimit'] : []),
    ];
    const problems = [...extraArgumentProblems(args, props.extraArguments), ...allowlistProblems(collect, allowlist)];
    for (const problem of problems) reportProblem(this, problem);
    checkWorkload(this, this.identity, props, REQUESTS);
    if (collect.length === 0) {
      reportProblem(this, {
        rule: 'THANOS-414',
        what: 'collect is empty: to kube-state-metrics that means its defaults, which it then may not read',
        fix: 'Name what it collects, or leave collect out',
      });
    }
    const access = clusterAccess(this, this.identity, readRules(collect), props.annotations);
    this.serviceAccount = access.serviceAccount;
    this.clusterRole = access.clusterRole;
    this.clusterRoleBinding = access.clusterRoleBinding;
    const metadata = { name, labels: this.identity.labels, annotations: props.annotations };
    this.deployment = new k8s.KubeDeployment(this, 'deployment', {
      metadata,
      spec: {
        replicas: 1,
        selector: { matchLabels: this.identity.selector },
        template: podTemplate(this.identity, props, {
          container: name,
          image: IMAGE,
          args,
          ports: containerPorts([HTTP, TELEMETRY]),
          livenessProbe: httpProbe('/livez', HTTP.name, {
            initialDelaySeconds: 5,
            timeoutSeconds: 5,
            periodSeconds: 30,
          }),
          readinessProbe: httpProbe('/readyz', TELEMETRY.name, { initialDelaySeconds: 5, timeoutSeconds: 5 }),
          requests: REQUESTS,
          user: 65534,
          serviceAccount: name,
          kubernetesApi: true,
        }),
      },
    });
    this.service = new k8s.KubeService(this, 'service', {
      metadata,
      spec: {
        selector: this.identity.selector,
        ports: [
          { name: HTTP.name, port: HTTP.number, targetPort: k8s.IntOrString.fromString(HTTP.name), protocol: 'TCP' },
        ],
      },
    });
    this.serviceMonitor = serviceMonitor(this, this.identity, props.monitoring ?? {}, {
      // The series name the objects that they are about, not the pod that describes them.
      honorLabels: true,
      relabelings: relabelings(
        [{ regex: 'pod|container|service|endpoint|namespace', action: 'labeldrop' }],
        ServiceMonitorSpecEndpointsRelabelingsAction,
      ),
    });
    this.network = new NetworkNode(this.identity);
    this.network.allowFrom(
      { namespace: props.monitoring?.prometheusNamespace ?? this.identity.namespace },
      HTTP.number,
    );
    this.network.allowTo(ANYWHERE, 443);
    this.network.allowTo(ANYWHERE, 6443);
    if (props.networkPolicy) this.networkPolicy = networkPolicy(this, this.network);
  }
}
