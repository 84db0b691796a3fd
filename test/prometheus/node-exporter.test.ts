import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NodeExporter, type NodeExporterProps } from '../../lib/prometheus/node-exporter';
import { everyWorkloadOption } from '../every-option';
import { args, assertProblem, container, field, find, synth, testChart } from '../helpers';

const name = 'node-exporter';
const { topologySpread: _, ...everyOptionOfADaemonSet } = everyWorkloadOption;

function render(props: NodeExporterProps = {}) {
  const chart = testChart('prometheus');
  new NodeExporter(chart, name, props);
  const manifests = synth(chart);
  return { manifests, daemonSet: find(manifests, 'DaemonSet', name) };
}

describe('NodeExporter by default', () => {
  const { manifests, daemonSet } = render();
  const pod = field(daemonSet, 'spec.template.spec') as Record<string, unknown>;

  it('has a privileged namespace for itself, before all else', () => {
    const [namespace, ...others] = manifests;
    assert.equal(namespace?.kind, 'Namespace');
    assert.equal(namespace?.metadata.name, 'node-exporter');
    assert.equal(namespace?.metadata.namespace, undefined);
    assert.deepEqual(namespace?.metadata.labels, { 'pod-security.kubernetes.io/enforce': 'privileged' });
    for (const { kind, metadata } of others) assert.equal(metadata.namespace, 'node-exporter', kind);
  });

  it('sees the node: its network, its processes, and its files, which it cannot write', () => {
    assert.equal(pod['hostNetwork'], true);
    assert.equal(pod['hostPID'], true);
    assert.deepEqual(pod['volumes'], [
      { name: 'sys', hostPath: { path: '/sys' } },
      { name: 'root', hostPath: { path: '/' } },
    ]);
    for (const mount of field(container(daemonSet), 'volumeMounts') as object[]) {
      assert.equal(field(mount, 'readOnly'), true);
      assert.equal(field(mount, 'mountPropagation'), 'HostToContainer');
    }
  });

  it('is no root, has no capability, and no token', () => {
    assert.equal(field(pod, 'securityContext.runAsNonRoot'), true);
    assert.equal(pod['automountServiceAccountToken'], false);
    assert.deepEqual(container(daemonSet)['securityContext'], {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('runs on every Linux node, whatever its taints, and on no virtual one', () => {
    assert.deepEqual(pod['tolerations'], [{ operator: 'Exists' }]);
    assert.deepEqual(pod['nodeSelector'], { 'kubernetes.io/os': 'linux' });
    assert.deepEqual(
      field(
        pod,
        'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.0.matchExpressions.0',
      ),
      { key: 'type', operator: 'NotIn', values: ['virtual-kubelet'] },
    );
    assert.equal(pod['topologySpreadConstraints'], undefined);
    assert.equal(field(daemonSet, 'spec.updateStrategy.rollingUpdate.maxUnavailable'), '10%');
  });

  it('is the job "node-exporter", and its series name the node', () => {
    const monitor = find(manifests, 'ServiceMonitor', name);
    const service = find(manifests, 'Service', name);
    assert.equal(service.metadata.name, 'node-exporter');
    assert.deepEqual(field(monitor, 'spec.selector.matchLabels'), field(service, 'spec.selector'));
    assert.equal(field(monitor, 'spec.endpoints.0.port'), field(service, 'spec.ports.0.name'));
    assert.deepEqual(field(monitor, 'spec.endpoints.0.relabelings'), [
      { sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'instance' },
      { sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' },
    ]);
  });

  it('passes over what belongs to pods', () => {
    const value = (flagName: string) =>
      args(daemonSet)
        .find((arg) => arg.startsWith(`--${flagName}=`))
        ?.split('=')[1];
    const interfaces = new RegExp(value('collector.netdev.device-exclude') ?? '');
    for (const device of ['azv0123', 'lxc12', 'veth0', 'cali1']) assert.match(device, interfaces);
    for (const device of ['eth0', 'enP1', 'lo', 'cilium_host']) assert.doesNotMatch(device, interfaces);
    const mounts = new RegExp(value('collector.filesystem.mount-points-exclude') ?? '');
    for (const path of ['/proc', '/run/containerd/io', '/var/lib/kubelet/pods/a']) assert.match(path, mounts);
    for (const path of ['/', '/mnt', '/var/lib/kubelet', '/boot']) assert.doesNotMatch(path, mounts);
  });
});

describe('NodeExporter with every option', () => {
  const all: Required<NodeExporterProps> = {
    ...everyOptionOfADaemonSet,
    image: { repository: 'example.azurecr.io/node-exporter', tag: 'v1.11.0', digest: 'sha256:abc' },
    extraArguments: ['--no-collector.wifi'],
    namespace: 'exporters',
    createNamespace: false,
    monitoring: { interval: '15s', labels: { release: 'x' } },
  };
  const { manifests, daemonSet } = render(all);

  it('lives in a namespace that is made elsewhere', () => {
    assert.equal(manifests.filter(({ kind }) => kind === 'Namespace').length, 0);
    for (const { kind, metadata } of manifests) assert.equal(metadata.namespace, 'exporters', kind);
  });

  it('renders them', () => {
    assert.equal(container(daemonSet)['image'], 'example.azurecr.io/node-exporter:v1.11.0@sha256:abc');
    assert.equal(args(daemonSet).at(-1), '--no-collector.wifi');
    assert.deepEqual(field(daemonSet, 'spec.template.spec.tolerations'), everyWorkloadOption.tolerations);
    assert.deepEqual(field(daemonSet, 'spec.template.spec.affinity'), everyWorkloadOption.affinity);
    assert.equal(find(manifests, 'Service', name).metadata.annotations?.['owner'], 'ops');
    const monitor = find(manifests, 'ServiceMonitor', name);
    assert.equal(field(monitor, 'spec.endpoints.0.interval'), '15s');
    assert.equal(monitor.metadata.labels?.['release'], 'x');
  });
});

describe('NodeExporter refuses', () => {
  it('a flag given twice, which would keep it from starting', () => {
    const chart = testChart('prometheus');
    new NodeExporter(chart, name, { extraArguments: ['--path.rootfs=/rootfs'] });
    assertProblem(chart, /--path.rootfs is rendered already/);
  });
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  // @ts-expect-error one pod on each node has nothing to spread
  new NodeExporter(testChart(), 'a', { topologySpread: [] });
}
