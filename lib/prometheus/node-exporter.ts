import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Cpu, k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import {
  type ServiceMonitor,
  ServiceMonitorSpecEndpointsRelabelingsAction,
} from '../../imports/servicemonitors-monitoring.coreos.com';
import { withoutNamespace } from '../kubernetes/cluster-scoped';
import { type Identity, identify } from '../kubernetes/identity';
import { type MountedVolume, podTemplate } from '../kubernetes/pod-template';
import { containerPorts, type Port } from '../kubernetes/port';
import { type Monitoring, serviceMonitor } from '../kubernetes/service-monitor';
import { checkWorkload } from '../kubernetes/workload-checks';
import type { WorkloadProps } from '../kubernetes/workload-props';
import { extraArgumentProblems } from '../validation/arguments';
import { reportProblem } from '../validation/problem';
import { relabelings } from './relabel';

const IMAGE = { repository: 'quay.io/prometheus/node-exporter', tag: 'v1.12.1' };
const REQUESTS = { cpu: Cpu.millis(20), memory: Size.mebibytes(32) };
const HTTP: Port = { name: 'http', number: 9100 };

/** The network interfaces of pods, as Azure CNI, Cilium, Calico and the bridge plugin call them. */
const POD_INTERFACES = '^(azv.*|cali.*|lxc.*|veth.*|[a-f0-9]{15})$';
const POD_MOUNTS =
  '^/(dev|proc|sys|run/(containerd|credentials|k3s/containerd)/.+|var/lib/(containerd|docker|kubelet)/.+)($|/)';

/** Labels of a namespace whose pods may share the node's namespaces and read its files. */
const PRIVILEGED_NAMESPACE_LABELS = { 'pod-security.kubernetes.io/enforce': 'privileged' };

export interface NodeExporterProps extends Omit<WorkloadProps, 'topologySpread'> {
  /**
   * The namespace that it has for itself, whatever the chart's: its pods are more than `restricted` or `baseline` allow.
   * @default 'node-exporter'
   */
  readonly namespace?: string;
  /**
   * Whether to render that namespace, labelled `pod-security.kubernetes.io/enforce: privileged`. Where it is made elsewhere, give it
   * that label there.
   * @default true
   */
  readonly createNamespace?: boolean;
  /** How Prometheus scrapes it. @default - at Prometheus' interval */
  readonly monitoring?: Omit<Monitoring, 'prometheusNamespace'>;
}

/**
 * node-exporter: CPU, memory, disks and network of each Linux node, as series. It shares the node's network and process list and
 * reads its root file system, so it lives in a privileged namespace of its own; for the rest it is as restricted as other pods, and
 * has no token. It tolerates all taints, and stays away from virtual nodes.
 */
export class NodeExporter extends Construct {
  readonly identity: Identity;
  readonly namespace?: kplus.Namespace;
  readonly serviceAccount: kplus.ServiceAccount;
  readonly daemonSet: k8s.KubeDaemonSet;
  readonly service: k8s.KubeService;
  readonly serviceMonitor: ServiceMonitor;

  constructor(scope: Construct, id: string, props: NodeExporterProps = {}) {
    super(scope, id);
    const name = 'node-exporter';
    const namespace = props.namespace ?? 'node-exporter';
    const identity = identify(this, {
      application: name,
      instance: name,
      component: 'exporter',
      name,
      version: props.image?.tag ?? IMAGE.tag,
      labels: props.labels,
    });
    this.identity = { ...identity, namespace };
    for (const problem of extraArgumentProblems(ARGUMENTS, props.extraArguments)) reportProblem(this, problem);
    checkWorkload(this, this.identity, props, REQUESTS);
    if (props.createNamespace ?? true) {
      this.namespace = new kplus.Namespace(this, 'namespace', {
        metadata: { name: namespace, labels: { ...props.labels, ...PRIVILEGED_NAMESPACE_LABELS } },
      });
      withoutNamespace(this.namespace);
    }
    const annotations = props.annotations && { ...props.annotations };
    const metadata = { name, namespace, labels: { ...this.identity.labels }, annotations };
    this.serviceAccount = new kplus.ServiceAccount(this, 'service-account', { metadata, automountToken: false });
    this.daemonSet = new k8s.KubeDaemonSet(this, 'daemon-set', {
      metadata,
      spec: {
        selector: { matchLabels: this.identity.selector },
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxUnavailable: k8s.IntOrString.fromString('10%') },
        },
        template: podTemplate(
          this.identity,
          {
            ...props,
            tolerations: props.tolerations ?? [{ operator: 'Exists' }],
            affinity: props.affinity ?? NO_VIRTUAL_NODES,
            topologySpread: [],
          },
          {
            container: name,
            image: IMAGE,
            args: ARGUMENTS,
            ports: containerPorts([HTTP]),
            volumes: [hostPath('sys', '/sys'), hostPath('root', '/')],
            requests: REQUESTS,
            user: 65534,
            serviceAccount: name,
            hostNamespaces: true,
          },
        ),
      },
    });
    this.service = new k8s.KubeService(this, 'service', {
      metadata,
      spec: {
        clusterIp: 'None',
        selector: this.identity.selector,
        ports: [
          { name: HTTP.name, port: HTTP.number, targetPort: k8s.IntOrString.fromString(HTTP.name), protocol: 'TCP' },
        ],
      },
    });
    this.serviceMonitor = serviceMonitor(this, this.identity, props.monitoring ?? {}, {
      // Dashboards show a node by its name.
      relabelings: relabelings(
        [
          { sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'instance' },
          { sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' },
        ],
        ServiceMonitorSpecEndpointsRelabelingsAction,
      ),
    });
  }
}

const ARGUMENTS = [
  `--web.listen-address=:${HTTP.number}`,
  '--path.sysfs=/host/sys',
  '--path.rootfs=/host/root',
  '--path.udev.data=/host/root/run/udev/data',
  `--collector.filesystem.mount-points-exclude=${POD_MOUNTS}`,
  `--collector.netclass.ignored-devices=${POD_INTERFACES}`,
  `--collector.netdev.device-exclude=${POD_INTERFACES}`,
];

const NO_VIRTUAL_NODES: k8s.Affinity = {
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [{ matchExpressions: [{ key: 'type', operator: 'NotIn', values: ['virtual-kubelet'] }] }],
    },
  },
};

function hostPath(name: string, path: string): MountedVolume {
  return {
    volume: { name, hostPath: { path } },
    mount: { name, mountPath: `/host/${name}`, mountPropagation: 'HostToContainer', readOnly: true },
  };
}
