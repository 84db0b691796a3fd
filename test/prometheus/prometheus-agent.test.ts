import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Size } from 'cdk8s';
import { PrometheusAgent, type PrometheusAgentProps } from '../../lib/prometheus/prometheus-agent';
import { RemoteWriteDestination } from '../../lib/remote-write/destination';
import { everyWorkloadOption } from '../every-option';
import { assertProblem, field, find, synth, testChart } from '../helpers';

const destination = RemoteWriteDestination.url('https://receive.example.com/api/v1/receive', { basicAuth: true });
const required: PrometheusAgentProps = { externalLabels: { cluster: 'playground' }, remoteWrite: [{ destination }] };
const { extraEnvironment: _, ...everyPodOption } = everyWorkloadOption;

function render(props: Partial<PrometheusAgentProps> = {}) {
  const chart = testChart('prometheus');
  const agent = new PrometheusAgent(chart, 'prometheus', { ...required, ...props });
  const manifests = synth(chart);
  return { agent, manifests, resource: find(manifests, 'PrometheusAgent', agent.identity.name) };
}

describe('PrometheusAgent by default', () => {
  const { manifests, resource } = render();

  it('reaches its pods by the application name that the operator gives to agents', () => {
    const selector = {
      'app.kubernetes.io/name': 'prometheus-agent',
      'app.kubernetes.io/instance': 'prometheus',
      'app.kubernetes.io/component': 'prometheus',
    };
    assert.deepEqual(field(find(manifests, 'Service', 'prometheus'), 'spec.selector'), selector);
    assert.deepEqual(field(resource, 'spec.podMetadata.labels'), selector);
  });

  it('reads every monitor and scrape of the cluster', () => {
    for (const kind of ['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig']) {
      assert.deepEqual(field(resource, `spec.${kind}Selector`), {}, kind);
      assert.deepEqual(field(resource, `spec.${kind}NamespaceSelector`), {}, kind);
    }
  });

  it('writes as Thanos reads: version 1, without metadata', () => {
    assert.deepEqual(field(resource, 'spec.remoteWrite'), [
      {
        url: 'https://receive.example.com/api/v1/receive',
        messageVersion: 'V1.0',
        metadataConfig: { send: false },
        basicAuth: {
          username: { name: 'remotewrite-secret', key: 'user' },
          password: { name: 'remotewrite-secret', key: 'password' },
        },
      },
    ]);
  });

  it('has nothing that an agent lacks', () => {
    const spec = resource['spec'] as object;
    for (const name of ['retention', 'ruleSelector', 'evaluationInterval', 'alerting']) {
      assert.ok(!(name in spec), name);
    }
  });
});

describe('PrometheusAgent with every option', () => {
  const all: Required<PrometheusAgentProps> = {
    ...everyPodOption,
    name: 'edge',
    cluster: { name: 'playground', oidcIssuer: 'https://westeurope.oic.prod-aks.azure.com/0/1/' },
    externalLabels: { cluster: 'playground' },
    remoteWrite: [{ destination, writeRelabelings: [{ regex: 'pod_uid', action: 'labeldrop' }] }],
    replicas: 2,
    shards: 2,
    storage: { size: Size.gibibytes(5) },
    scrapeInterval: '1m',
    scrapeTimeout: '30s',
    walCompression: true,
    maximumStartupDurationSeconds: 120,
    selectors: { serviceMonitors: { labels: { matchLabels: { team: 'a' } } } },
    logLevel: 'warn',
    logFormat: 'json',
    monitoring: {},
    spec: { keepDroppedTargets: 10 },
  } as const;
  const { resource } = render(all);

  it('passes them to the operator in the agent’s own terms', () => {
    const expected = {
      imagePullPolicy: 'IfNotPresent',
      logLevel: 'warn',
      logFormat: 'json',
      shards: 2,
      keepDroppedTargets: 10,
      serviceDiscoveryRole: 'EndpointSlice',
      resources: { requests: { cpu: '1', memory: '512Mi' }, limits: { memory: '2Gi' } },
    };
    const spec = resource['spec'] as Record<string, unknown>;
    for (const [name, value] of Object.entries(expected)) assert.deepEqual(spec[name], value, name);
    assert.equal(field(spec, 'storage.volumeClaimTemplate.spec.resources.requests.storage'), '5Gi');
    assert.deepEqual(field(spec, 'remoteWrite.0.writeRelabelConfigs'), [{ regex: 'pod_uid', action: 'labeldrop' }]);
  });
});

describe('PrometheusAgent refuses', () => {
  it('to write to nobody', () => {
    const chart = testChart('prometheus');
    new PrometheusAgent(chart, 'prometheus', { ...required, remoteWrite: [] });
    assertProblem(chart, /remoteWrite is empty: an agent answers no queries.*PrometheusServer/);
  });

  it('no external label', () => {
    const chart = testChart('prometheus');
    new PrometheusAgent(chart, 'prometheus', { ...required, externalLabels: {} });
    assertProblem(chart, /externalLabels is empty/);
  });
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  const chart = testChart();
  // @ts-expect-error an agent keeps nothing
  new PrometheusAgent(chart, 'a', { ...required, retention: '6h' });
  // @ts-expect-error an agent evaluates no rules
  new PrometheusAgent(chart, 'b', { ...required, ruleSelector: {} });
  // @ts-expect-error an agent has no Alertmanager
  new PrometheusAgent(chart, 'c', { ...required, spec: { alerting: { alertmanagers: [] } } });
}
