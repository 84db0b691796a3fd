import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Size } from 'cdk8s';
import type { WorkloadProps } from '../../lib/kubernetes/workload-props';
import { PrometheusServer, type PrometheusServerProps } from '../../lib/prometheus/prometheus-server';
import { RemoteWriteDestination } from '../../lib/remote-write/destination';
import { everyWorkloadOption } from '../every-option';
import { assertProblem, field, find, problems, synth, testChart } from '../helpers';

const destination = RemoteWriteDestination.url('https://receive.example.com/api/v1/receive');
const required: PrometheusServerProps = { externalLabels: { cluster: 'playground' }, remoteWrite: [{ destination }] };
const selector = {
  'app.kubernetes.io/name': 'prometheus',
  'app.kubernetes.io/instance': 'prometheus',
  'app.kubernetes.io/component': 'prometheus',
};

/** The operator makes the pod, and has no field for its environment. */
const { extraEnvironment: _, ...everyPodOption }: Required<WorkloadProps> = everyWorkloadOption;

function render(props: Partial<PrometheusServerProps> = {}) {
  const chart = testChart('prometheus');
  const server = new PrometheusServer(chart, 'prometheus', { ...required, ...props });
  const manifests = synth(chart);
  return { server, manifests, resource: find(manifests, 'Prometheus', server.identity.name) };
}

describe('PrometheusServer by default', () => {
  const { manifests, server, resource } = render();

  it('reads every monitor, scrape and rule of the cluster: without a selector the operator would read none', () => {
    for (const kind of ['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig', 'rule']) {
      assert.deepEqual(field(resource, `spec.${kind}Selector`), {}, kind);
      assert.deepEqual(field(resource, `spec.${kind}NamespaceSelector`), {}, kind);
    }
  });

  it('keeps a few hours on a volume that costs nothing, as Thanos has the rest', () => {
    assert.equal(field(resource, 'spec.retention'), '6h');
    assert.equal(field(resource, 'spec.storage'), undefined);
  });

  it('pins the version, whatever the operator would choose', () => {
    assert.equal(field(resource, 'spec.version'), 'v3.13.1');
    assert.equal(field(resource, 'spec.image'), 'quay.io/prometheus/prometheus:v3.13.1');
  });

  it('asks for little', () => {
    assert.deepEqual(field(resource, 'spec.resources'), { requests: { cpu: '200m', memory: '512Mi' } });
  });

  it('runs as the restricted Pod Security Standard asks', () => {
    assert.deepEqual(field(resource, 'spec.securityContext'), {
      runAsNonRoot: true,
      runAsUser: 65534,
      runAsGroup: 65534,
      fsGroup: 65534,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  it('reaches its pods by labels that they have: two are the operator’s, and one is asked of it', () => {
    assert.deepEqual(field(resource, 'spec.podMetadata.labels'), selector);
    const service = find(manifests, 'Service', 'prometheus');
    assert.deepEqual(field(service, 'spec.selector'), selector);
    assert.equal(field(service, 'spec.ports.0.targetPort'), 'web');
    assert.equal(server.url, 'http://prometheus.prometheus.svc.cluster.local:9090');
  });

  it('may read what service discovery watches, and metrics, and nothing else', () => {
    const role = find(manifests, 'ClusterRole', 'prometheus-prometheus');
    const rules = role['rules'] as { resources?: string[]; nonResourceURLs?: string[]; verbs: string[] }[];
    assert.deepEqual(
      rules.flatMap(({ resources = [] }) => resources),
      ['nodes', 'nodes/metrics', 'services', 'endpoints', 'pods', 'endpointslices', 'ingresses'],
    );
    assert.deepEqual(rules.at(-1), { nonResourceURLs: ['/metrics', '/metrics/slis'], verbs: ['get'] });
    assert.deepEqual([...new Set(rules.flatMap(({ verbs }) => verbs))], ['get', 'list', 'watch']);
  });

  it('binds that role to its own ServiceAccount, as objects without a namespace', () => {
    const binding = find(manifests, 'ClusterRoleBinding', 'prometheus-prometheus');
    assert.deepEqual(binding['subjects'], [{ kind: 'ServiceAccount', name: 'prometheus', namespace: 'prometheus' }]);
    assert.equal(field(binding, 'roleRef.name'), 'prometheus-prometheus');
    assert.equal(binding.metadata.namespace, undefined);
    assert.equal(find(manifests, 'ClusterRole', 'prometheus-prometheus').metadata.namespace, undefined);
    assert.equal(field(resource, 'spec.serviceAccountName'), 'prometheus');
  });

  it('offers the token of its ServiceAccount to scrapes that ask for it by a class', () => {
    assert.deepEqual(field(resource, 'spec.scrapeClasses'), [
      {
        name: 'service-account',
        authorization: { credentialsFile: '/var/run/secrets/kubernetes.io/serviceaccount/token' },
        tlsConfig: { caFile: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt' },
      },
    ]);
  });

  it('renders no monitor and no budget', () => {
    assert.deepEqual(manifests.map(({ kind }) => kind).sort(), [
      'ClusterRole',
      'ClusterRoleBinding',
      'Prometheus',
      'Service',
      'ServiceAccount',
    ]);
  });
});

describe('PrometheusServer with every option', () => {
  const matchLabels = { team: 'a' };
  const all: Required<PrometheusServerProps> = {
    ...everyPodOption,
    name: 'global',
    cluster: { name: 'playground', oidcIssuer: 'https://westeurope.oic.prod-aks.azure.com/0/1/' },
    externalLabels: { cluster: 'playground', datacenter: 'westeu' },
    remoteWrite: [{ destination, exemplars: true, nativeHistograms: true }],
    replicas: 2,
    shards: 3,
    storage: { size: Size.gibibytes(10), storageClass: 'managed-csi' },
    scrapeInterval: '15s',
    scrapeTimeout: '5s',
    walCompression: false,
    maximumStartupDurationSeconds: 600,
    selectors: {
      serviceMonitors: { labels: { matchLabels } },
      podMonitors: { namespaces: { matchLabels } },
      probes: { labels: { matchLabels } },
      scrapeConfigs: { labels: { matchLabels } },
    },
    logLevel: 'debug',
    logFormat: 'json',
    monitoring: { interval: '1m', labels: { release: 'x' }, prometheusNamespace: 'prometheus' },
    retention: '12h',
    retentionSize: Size.gibibytes(8),
    evaluationInterval: '1m',
    ruleSelector: { labels: { matchLabels } },
    spec: { enableAdminApi: true, retention: '1d' },
  };
  const { manifests, resource } = render(all);
  const spec = resource['spec'] as Record<string, unknown>;

  it('passes them to the operator', () => {
    const expected = {
      image: 'example.azurecr.io/thanos:v0.42.4@sha256:abc',
      version: 'v0.42.4',
      imagePullPolicy: 'IfNotPresent',
      imagePullSecrets: [{ name: 'registry' }],
      resources: { requests: { cpu: '1', memory: '512Mi' }, limits: { memory: '2Gi' } },
      replicas: 2,
      shards: 3,
      scrapeInterval: '15s',
      scrapeTimeout: '5s',
      evaluationInterval: '1m',
      walCompression: false,
      maximumStartupDurationSeconds: 600,
      retentionSize: '8GiB',
      logLevel: 'debug',
      logFormat: 'json',
      nodeSelector: { 'kubernetes.io/os': 'linux', agentpool: 'monitoring' },
      tolerations: [{ key: 'monitoring', operator: 'Exists' }],
      priorityClassName: 'high',
      volumes: [{ name: 'certs', secret: { secretName: 'certs' } }],
      volumeMounts: [{ name: 'certs', mountPath: '/certs' }],
      additionalArgs: [{ name: 'http-grace-period', value: '1m' }],
      externalLabels: { cluster: 'playground', datacenter: 'westeu' },
    };
    for (const [name, value] of Object.entries(expected)) assert.deepEqual(spec[name], value, name);
    assert.equal(field(spec, 'topologySpreadConstraints.0.whenUnsatisfiable'), 'DoNotSchedule');
    assert.equal(field(spec, 'podMetadata.labels.pod'), 'label');
    assert.equal(field(spec, 'podMetadata.annotations.pod'), 'annotation');
  });

  it('narrows what is read', () => {
    for (const kind of ['serviceMonitor', 'probe', 'scrapeConfig', 'rule']) {
      assert.deepEqual(spec[`${kind}Selector`], { matchLabels }, kind);
    }
    assert.deepEqual(spec['podMonitorNamespaceSelector'], { matchLabels });
    assert.deepEqual(spec['podMonitorSelector'], {});
  });

  it('claims a volume whose template never changes', () => {
    assert.deepEqual(field(spec, 'storage.volumeClaimTemplate'), {
      metadata: { name: 'data', labels: { ...selector, 'app.kubernetes.io/instance': 'global' } },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'managed-csi',
        resources: { requests: { storage: '10Gi' } },
      },
    });
  });

  it('keeps exemplars and scrapes native histograms when a receiver is to get them', () => {
    assert.deepEqual(spec['enableFeatures'], ['exemplar-storage']);
    assert.equal(spec['scrapeNativeHistograms'], true);
  });

  it('lets a drain take one of several pods at a time', () => {
    assert.equal(field(find(manifests, 'PodDisruptionBudget', 'global'), 'spec.maxUnavailable'), 1);
  });

  it('is scraped by itself', () => {
    const monitor = find(manifests, 'ServiceMonitor', 'global');
    assert.deepEqual(field(monitor, 'spec.endpoints'), [{ port: 'http', interval: '1m' }]);
    assert.deepEqual(
      field(monitor, 'spec.selector.matchLabels'),
      field(find(manifests, 'Service', 'global'), 'spec.selector'),
    );
  });

  it('merges further fields last', () => {
    assert.equal(spec['enableAdminAPI'], true);
    assert.equal(spec['retention'], '1d');
  });
});

describe('PrometheusServer refuses', () => {
  const mistakes: [string, Partial<PrometheusServerProps>, RegExp][] = [
    ['no external label', { externalLabels: {} }, /externalLabels is empty.*cluster: 'playground'/],
    ['none by the escape hatch', { spec: { externalLabels: {} } }, /externalLabels is empty/],
    ['a label with a dash', { externalLabels: { 'data-center': 'a' } }, /"data-center".*no label name.*data_center/],
    ['a label that starts with a digit', { externalLabels: { '1st': 'a' } }, /"1st".*no label name.*label_1st/],
    ['a label of Prometheus’ own', { externalLabels: { __cluster: 'a' } }, /"__cluster".*label_cluster/],
    ['an empty value', { externalLabels: { cluster: '' } }, /"cluster" is empty/],
    ['the operator’s label', { externalLabels: { prometheus: 'a' } }, /"prometheus", which the Prometheus Operator/],
    ['the operator’s replica label', { externalLabels: { prometheus_replica: 'a' } }, /"prometheus_replica", which/],
    ['half a pod', { replicas: 1.5 }, /replicas is 1.5/],
    ['no shard', { shards: 0 }, /shards is 0/],
    ['half a shard', { shards: 1.5 }, /shards is 1.5/],
    ['too little time to start', { maximumStartupDurationSeconds: 30 }, /is 30: it takes whole numbers of 60 or more/],
    ['a flag of the operator', { extraArguments: ['--web.route-prefix=/p'] }, /--web.route-prefix is rendered already/],
    ['an argument that is no flag', { extraArguments: ['web'] }, /"web", which is no flag/],
    ['a name without room for a prefix', { name: 'a'.repeat(42) }, /has 42 characters.*room for 41/],
    ['an impossible name', { name: 'Prometheus' }, /"Prometheus" is no name/],
    ['a label that selectors need', { labels: { 'app.kubernetes.io/name': 'x' } }, /labels sets app.kubernetes.io/],
  ];
  for (const [mistake, props, message] of mistakes) {
    it(mistake, () => {
      const chart = testChart('prometheus');
      new PrometheusServer(chart, 'prometheus', { ...required, ...props });
      assertProblem(chart, message);
    });
  }

  it('several mistakes at once, each once', () => {
    const chart = testChart('prometheus');
    new PrometheusServer(chart, 'prometheus', { ...required, externalLabels: {}, replicas: 0, shards: 0 });
    assert.equal(problems(chart).length, 3);
  });
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  const chart = testChart();
  // @ts-expect-error external labels are required
  new PrometheusServer(chart, 'a', { remoteWrite: [] });
  // @ts-expect-error the operator has no field for the environment
  new PrometheusServer(chart, 'b', { ...required, extraEnvironment: [] });
  // @ts-expect-error a duration has a unit
  new PrometheusServer(chart, 'c', { ...required, retention: '6' });
  // @ts-expect-error the custom resource has no such field
  new PrometheusServer(chart, 'd', { ...required, spec: { retentionTime: '6h' } });
}
