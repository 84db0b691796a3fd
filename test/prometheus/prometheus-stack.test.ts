import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PrometheusStack, type PrometheusStackProps } from '../../lib/prometheus/prometheus-stack';
import { RemoteWriteDestination } from '../../lib/remote-write/destination';
import { field, find, type Manifest, problems, synth, testChart } from '../helpers';

const required = {
  externalLabels: { datacenter: 'westeu', cluster: 'playground' },
  remoteWrite: [
    { name: 'Thanos', destination: RemoteWriteDestination.url('https://receive.example.com/api/v1/receive') },
  ],
};

function render(props: PrometheusStackProps = required) {
  const chart = testChart('prometheus');
  const stack = new PrometheusStack(chart, 'prometheus', props);
  return { stack, manifests: synth(chart) };
}

function names(manifests: readonly Manifest[], kind: string): string[] {
  return manifests.filter((manifest) => manifest.kind === kind).map(({ metadata }) => metadata.name);
}

describe('PrometheusStack', () => {
  it('is, by default, all that runs in the article’s clusters', () => {
    const { manifests } = render();
    assert.deepEqual(names(manifests, 'Prometheus'), ['prometheus']);
    assert.deepEqual(names(manifests, 'ScrapeConfig'), ['kubelet', 'kubelet-cadvisor']);
    assert.deepEqual(names(manifests, 'ServiceMonitor'), [
      'prometheus',
      'kube-state-metrics',
      'node-exporter',
      'apiserver',
    ]);
  });

  it('refers only to scrape classes that its Prometheus has', () => {
    for (const mode of ['server', 'agent'] as const) {
      const { manifests } = render({ ...required, mode });
      const resource = find(manifests, mode === 'server' ? 'Prometheus' : 'PrometheusAgent', 'prometheus');
      const classes = (field(resource, 'spec.scrapeClasses') as { name: string }[]).map(({ name }) => name);
      const wanted = manifests.flatMap((manifest) => (field(manifest, 'spec.scrapeClass') as string | undefined) ?? []);
      assert.equal(wanted.length, 3);
      for (const name of wanted) assert.ok(classes.includes(name), name);
    }
  });

  it('gives an agent for the asking', () => {
    const { manifests } = render({ ...required, mode: 'agent' });
    assert.deepEqual(names(manifests, 'PrometheusAgent'), ['prometheus']);
    assert.deepEqual(names(manifests, 'Prometheus'), []);
  });

  it('leaves out what is not wanted', () => {
    const { stack, manifests } = render({
      ...required,
      kubeStateMetrics: false,
      nodeExporter: false,
      kubelet: false,
      apiServer: false,
    });
    assert.deepEqual(names(manifests, 'ServiceMonitor'), ['prometheus']);
    assert.equal(
      manifests.some(({ metadata }) => metadata.namespace === 'node-exporter'),
      false,
    );
    assert.equal(stack.kubeStateMetrics ?? stack.nodeExporter ?? stack.kubelet ?? stack.apiServer, undefined);
  });

  it('passes the options of its parts on', () => {
    const { manifests } = render({
      ...required,
      retention: '1d',
      kubeStateMetrics: { collect: ['nodes'] },
      nodeExporter: { createNamespace: false },
      kubelet: { probes: true },
      apiServer: { interval: '1m' },
    });
    assert.equal(field(find(manifests, 'Prometheus', 'prometheus'), 'spec.retention'), '1d');
    assert.equal(names(manifests, 'ScrapeConfig').length, 3);
    assert.deepEqual(names(manifests, 'Namespace'), []);
    assert.equal(field(find(manifests, 'ServiceMonitor', 'apiserver'), 'spec.endpoints.0.interval'), '1m');
  });

  it('makes no two objects of one kind, namespace and name', () => {
    const seen = render().manifests.map(({ kind, metadata }) => `${kind}/${metadata.namespace}/${metadata.name}`);
    assert.deepEqual(seen, [...new Set(seen)]);
  });

  it('reports the mistakes of its parts once each', () => {
    const chart = testChart('prometheus');
    new PrometheusStack(chart, 'prometheus', { ...required, externalLabels: {}, kubeStateMetrics: { collect: [] } });
    assert.equal(problems(chart).length, 2);
  });
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  const chart = testChart();
  // @ts-expect-error an agent keeps nothing
  new PrometheusStack(chart, 'a', { ...required, mode: 'agent', retention: '6h' });
  // @ts-expect-error a part is left out by false
  new PrometheusStack(chart, 'b', { ...required, kubelet: null });
}
