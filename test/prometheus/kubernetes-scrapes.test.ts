import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiServerMonitor, type ApiServerMonitorProps } from '../../lib/prometheus/api-server-monitor';
import { KubeletScrapes, type KubeletScrapesProps } from '../../lib/prometheus/kubelet-scrapes';
import { assertProblem, field, find, type Manifest, synth, testChart } from '../helpers';

function kubelet(props: KubeletScrapesProps = {}): Manifest[] {
  const chart = testChart('prometheus');
  new KubeletScrapes(chart, 'kubelet', props);
  return synth(chart);
}

function apiServer(props: ApiServerMonitorProps = {}): Manifest {
  const chart = testChart('prometheus');
  new ApiServerMonitor(chart, 'api-server', props);
  return find(synth(chart), 'ServiceMonitor', 'apiserver');
}

/** Whether Prometheus would drop a series: expressions match the whole of the joined values. */
function dropped(scrape: Manifest, labels: Record<string, string>): boolean {
  const steps = field(scrape, 'spec.metricRelabelings') as { sourceLabels: string[]; regex: string; action: string }[];
  return steps.some(({ sourceLabels, regex, action }) => {
    assert.equal(action, 'drop');
    return new RegExp(`^(?:${regex})$`).test(sourceLabels.map((label) => labels[label] ?? '').join(';'));
  });
}

describe('KubeletScrapes by default', () => {
  const manifests = kubelet();
  const cadvisor = find(manifests, 'ScrapeConfig', 'kubelet-cadvisor');

  it('finds all nodes, and authenticates by the ServiceAccount of Prometheus', () => {
    assert.deepEqual(
      manifests.map(({ metadata }) => metadata.name),
      ['kubelet', 'kubelet-cadvisor'],
    );
    for (const scrape of manifests) {
      assert.deepEqual(field(scrape, 'spec.kubernetesSDConfigs'), [{ role: 'Node' }]);
      assert.equal(field(scrape, 'spec.scheme'), 'https');
      assert.equal(field(scrape, 'spec.scrapeClass'), 'service-account');
      assert.deepEqual(field(scrape, 'spec.tlsConfig'), { insecureSkipVerify: true });
    }
  });

  it('labels series as kube-prometheus does', () => {
    for (const scrape of manifests) {
      assert.equal(field(scrape, 'spec.jobName'), 'kubelet');
      assert.equal(field(scrape, 'spec.honorLabels'), true);
      assert.deepEqual(field(scrape, 'spec.relabelings'), [
        { sourceLabels: ['__meta_kubernetes_node_name'], targetLabel: 'node' },
        { sourceLabels: ['__address__'], targetLabel: 'instance' },
        { sourceLabels: ['__metrics_path__'], targetLabel: 'metrics_path' },
      ]);
    }
  });

  it('lets series of gone containers end at once', () => {
    assert.equal(field(cadvisor, 'spec.metricsPath'), '/metrics/cadvisor');
    assert.equal(field(cadvisor, 'spec.honorTimestamps'), false);
  });

  it('keeps what dashboard 15757 shows of containers and machines', () => {
    for (const metric of [
      'container_cpu_usage_seconds_total',
      'container_cpu_cfs_throttled_seconds_total',
      'container_memory_working_set_bytes',
      'container_network_receive_bytes_total',
      'container_network_transmit_bytes_total',
      'container_oom_events_total',
    ]) {
      assert.ok(!dropped(cadvisor, { __name__: metric, id: '/kubepods/a', pod: 'a' }), metric);
    }
    for (const metric of ['machine_cpu_cores', 'machine_memory_bytes']) {
      assert.ok(!dropped(cadvisor, { __name__: metric }), metric);
    }
  });

  it('drops cgroups that are no pod, and what nobody looks at', () => {
    assert.ok(dropped(cadvisor, { __name__: 'container_cpu_usage_seconds_total', id: '/system.slice' }));
    for (const metric of ['container_tasks_state', 'container_spec_cpu_period', 'container_memory_failures_total']) {
      assert.ok(dropped(cadvisor, { __name__: metric, id: '/kubepods/a', pod: 'a' }), metric);
    }
  });
});

describe('KubeletScrapes with every option', () => {
  const all: Required<KubeletScrapesProps> = {
    interval: '1m',
    insecureSkipVerify: false,
    probes: true,
    kubeletMetricRelabelings: [{ sourceLabels: ['__name__'], regex: 'go_.*', action: 'drop' }],
    cadvisorMetricRelabelings: [],
    scrapeClass: 'token',
    labels: { team: 'a' },
  };
  const manifests = kubelet(all);

  it('renders them', () => {
    assert.deepEqual(
      manifests.map((scrape) => field(scrape, 'spec.metricsPath')),
      ['/metrics', '/metrics/cadvisor', '/metrics/probes'],
    );
    for (const scrape of manifests) {
      assert.equal(field(scrape, 'spec.scrapeInterval'), '1m');
      assert.equal(field(scrape, 'spec.scrapeClass'), 'token');
      assert.equal(field(scrape, 'spec.tlsConfig'), undefined);
      assert.equal(scrape.metadata.labels?.['team'], 'a');
    }
    assert.deepEqual(field(manifests[0], 'spec.metricRelabelings'), [...all.kubeletMetricRelabelings]);
    assert.equal(field(manifests[1], 'spec.metricRelabelings'), undefined);
  });
});

describe('ApiServerMonitor', () => {
  it('finds the API server’s own Service, and checks its certificate', () => {
    const monitor = apiServer();
    assert.deepEqual(field(monitor, 'spec.namespaceSelector'), { matchNames: ['default'] });
    assert.deepEqual(field(monitor, 'spec.selector.matchLabels'), { component: 'apiserver', provider: 'kubernetes' });
    assert.equal(field(monitor, 'spec.jobLabel'), 'component');
    assert.equal(field(monitor, 'spec.scrapeClass'), 'service-account');
    assert.equal(field(monitor, 'spec.endpoints.0.port'), 'https');
    assert.equal(field(monitor, 'spec.endpoints.0.scheme'), 'https');
    assert.deepEqual(field(monitor, 'spec.endpoints.0.tlsConfig'), { serverName: 'kubernetes' });
  });

  it('renders every option', () => {
    const all: Required<ApiServerMonitorProps> = {
      interval: '1m',
      metricRelabelings: [],
      scrapeClass: 'token',
      labels: { team: 'a' },
    };
    const monitor = apiServer(all);
    assert.deepEqual(field(monitor, 'spec.endpoints'), [
      { port: 'https', scheme: 'https', interval: '1m', tlsConfig: { serverName: 'kubernetes' } },
    ]);
    assert.equal(field(monitor, 'spec.scrapeClass'), 'token');
    assert.equal(monitor.metadata.labels?.['team'], 'a');
  });
});

describe('Scrapes of Kubernetes refuse', () => {
  it('a step of the kubelet’s without target', () => {
    const chart = testChart('prometheus');
    new KubeletScrapes(chart, 'kubelet', {
      kubeletMetricRelabelings: [{ action: 'lowercase', sourceLabels: ['a'], targetLabel: '' }],
    });
    assertProblem(chart, /kubeletMetricRelabelings\[0\] \(lowercase\) has an empty targetLabel/);
  });

  it('a step of the API server’s without target', () => {
    const chart = testChart('prometheus');
    new ApiServerMonitor(chart, 'api-server', { metricRelabelings: [{ targetLabel: '' }] });
    assertProblem(chart, /metricRelabelings\[0\] \(replace\) has an empty targetLabel/);
  });
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  // @ts-expect-error Prometheus knows no such action
  new KubeletScrapes(testChart(), 'a', { cadvisorMetricRelabelings: [{ action: 'remove' }] });
}
