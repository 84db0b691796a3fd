import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { KubeStateMetrics, type KubeStateMetricsProps } from '../../lib/prometheus/kube-state-metrics';
import { everyWorkloadOption } from '../every-option';
import { args, assertProblem, container, field, find, flag, synth, testChart } from '../helpers';

const name = 'kube-state-metrics';

function render(props: KubeStateMetricsProps = {}) {
  const chart = testChart('prometheus');
  new KubeStateMetrics(chart, name, props);
  const manifests = synth(chart);
  return { manifests, deployment: find(manifests, 'Deployment', name) };
}

function collected(role: object): string[] {
  return (field(role, 'rules') as { resources: string[] }[]).flatMap(({ resources }) => resources).sort();
}

describe('KubeStateMetrics by default', () => {
  const { manifests, deployment } = render();

  it('runs as the restricted Pod Security Standard asks, with the token that it needs', () => {
    assert.deepEqual(container(deployment)['securityContext'], {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    assert.equal(field(deployment, 'spec.template.spec.securityContext.runAsNonRoot'), true);
    assert.equal(field(deployment, 'spec.template.spec.automountServiceAccountToken'), true);
    assert.equal(find(manifests, 'ServiceAccount', name)['automountServiceAccountToken'], false);
  });

  it('may list and watch just what it collects', () => {
    const role = find(manifests, 'ClusterRole', `prometheus-${name}`);
    assert.deepEqual(collected(role), String(flag(deployment, 'resources')).split(',').sort());
    for (const rule of role['rules'] as { verbs: string[] }[]) assert.deepEqual(rule.verbs, ['list', 'watch']);
  });

  it('describes what dashboard 15757 counts', () => {
    const resources = String(flag(deployment, 'resources')).split(',');
    for (const kind of ['endpoints', 'secrets', 'configmaps', 'ingresses', 'persistentvolumeclaims']) {
      assert.ok(resources.includes(kind), kind);
    }
    assert.equal(
      flag(deployment, 'metric-labels-allowlist'),
      'nodes=[agentpool,node_kubernetes_io_instance-type,node.kubernetes.io/instance-type],' +
        'namespaces=[kubernetes.io/metadata.name],deployments=[app.kubernetes.io/name],' +
        'statefulsets=[app.kubernetes.io/name],daemonsets=[app.kubernetes.io/name],' +
        'networkpolicies=[app.kubernetes.io/name],horizontalpodautoscalers=[app.kubernetes.io/name]',
    );
  });

  it('is scraped on a port that exists, and its series keep the labels of what they describe', () => {
    const monitor = find(manifests, 'ServiceMonitor', name);
    assert.deepEqual(field(monitor, 'spec.endpoints'), [
      {
        port: 'http',
        honorLabels: true,
        relabelings: [{ regex: 'pod|container|service|endpoint|namespace', action: 'labeldrop' }],
      },
    ]);
    const service = find(manifests, 'Service', name);
    assert.equal(field(service, 'spec.ports.0.name'), 'http');
    assert.equal(field(service, 'spec.ports.0.targetPort'), 'http');
    assert.equal(field(container(deployment), 'ports.0.name'), 'http');
    assert.deepEqual(field(service, 'spec.selector'), field(deployment, 'spec.selector.matchLabels'));
    assert.deepEqual(field(monitor, 'spec.selector.matchLabels'), field(service, 'spec.selector'));
  });

  it('asks for little', () => {
    assert.deepEqual(field(container(deployment), 'resources'), { requests: { cpu: '10m', memory: '64Mi' } });
  });
});

describe('KubeStateMetrics with every option', () => {
  const all: Required<KubeStateMetricsProps> = {
    ...everyWorkloadOption,
    image: { repository: 'example.azurecr.io/kube-state-metrics', tag: 'v2.17.0', digest: 'sha256:abc' },
    extraArguments: ['--metric-denylist=kube_lease_.*'],
    collect: ['nodes', 'pods', 'deployments'],
    metricLabelsAllowlist: { pods: ['app', 'app.kubernetes.io/name'], deployments: [] },
    monitoring: { interval: '1m', labels: { team: 'a' }, prometheusNamespace: 'observability' },
    networkPolicy: true,
  };
  const { manifests, deployment } = render(all);

  it('renders them', () => {
    assert.deepEqual(args(deployment), [
      '--port=8080',
      '--telemetry-port=8081',
      '--resources=nodes,pods,deployments',
      '--metric-labels-allowlist=nodes=[agentpool,node_kubernetes_io_instance-type,node.kubernetes.io/instance-type],pods=[app,app.kubernetes.io/name]',
      '--auto-gomemlimit',
      '--metric-denylist=kube_lease_.*',
    ]);
    assert.equal(field(find(manifests, 'ServiceMonitor', name), 'spec.endpoints.0.interval'), '1m');
    assert.equal(find(manifests, 'ServiceMonitor', name).metadata.labels?.['team'], 'a');
  });

  it('may not read secrets when it does not collect them', () => {
    assert.deepEqual(collected(find(manifests, 'ClusterRole', `prometheus-${name}`)), ['deployments', 'nodes', 'pods']);
  });

  it('lets Prometheus in from its namespace, and out to the API server', () => {
    const policy = find(manifests, 'NetworkPolicy', name);
    assert.deepEqual(field(policy, 'spec.ingress.0.from.0.namespaceSelector.matchLabels'), {
      'kubernetes.io/metadata.name': 'observability',
    });
    assert.equal(field(policy, 'spec.ingress.0.ports.0.port'), 8080);
    assert.deepEqual(
      (field(policy, 'spec.egress.0.ports') as { port: number }[]).map(({ port }) => port),
      [443, 6443],
    );
  });
});

describe('KubeStateMetrics refuses', () => {
  const mistakes: [string, KubeStateMetricsProps, RegExp][] = [
    ['to collect nothing', { collect: [] }, /collect is empty.*leave collect out/],
    [
      'labels of what it does not collect',
      { collect: ['nodes'], metricLabelsAllowlist: { pods: ['app'] } },
      /labels of pods, which are not collected.*Add pods/,
    ],
    ['two labels in one', { metricLabelsAllowlist: { pods: ['app,team'] } }, /"app,team" for pods, which is no label/],
    ['a wildcard among others', { metricLabelsAllowlist: { pods: ['app', '*'] } }, /"\*" for pods.*alone for all/],
    ['a flag given twice', { extraArguments: ['--resources=pods'] }, /--resources is rendered already/],
  ];
  for (const [mistake, props, message] of mistakes) {
    it(mistake, () => {
      const chart = testChart('prometheus');
      new KubeStateMetrics(chart, name, props);
      assertProblem(chart, message);
    });
  }

  it('nothing of a wildcard alone', () => {
    const { deployment } = render({ collect: ['pods'], metricLabelsAllowlist: { pods: ['*'] } });
    assert.equal(flag(deployment, 'metric-labels-allowlist'), 'pods=[*]');
  });
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  // @ts-expect-error kube-state-metrics knows no such resource
  new KubeStateMetrics(testChart(), 'a', { collect: ['pod'] });
  // @ts-expect-error labels are listed by kind of object
  new KubeStateMetrics(testChart(), 'b', { metricLabelsAllowlist: 'nodes=[agentpool]' });
}
