import { type CodeCases, states } from './case';
import { change, having, MONITOR, PROMETHEUS, SERVICE } from './prometheus-resource';

const AUTHENTICATION = `      basicAuth:
        username: { name: remotewrite, key: user }
        password: { name: remotewrite, key: password }
`;
const CLAIM = PROMETHEUS.slice(PROMETHEUS.indexOf('  storage:'), PROMETHEUS.indexOf('  remoteWrite:'));
const REMOTE_WRITE = PROMETHEUS.slice(PROMETHEUS.indexOf('  remoteWrite:'));
const QUEUE = '      queueConfig: { maxShards: 10 }\n';
const AGENT = PROMETHEUS.replace('kind: Prometheus', 'kind: PrometheusAgent')
  .replace('/v1', '/v1alpha1')
  .replace('  retention: 15d\n', '');

const RULER = `
---
apiVersion: monitoring.coreos.com/v1
kind: ThanosRuler
metadata: { name: ruler, namespace: thanos }
spec:
  image: quay.io/thanos/thanos:v0.42.5
  labels: { cluster: shop }
  retention: 2d
  queryEndpoints: [dnssrv+_http._tcp.query]
  objectStorageConfig: { name: objstore, key: objstore.yaml }
  storage:
    volumeClaimTemplate: { spec: { resources: { requests: { storage: 10Gi } } } }
`;

/** Cases of `PROMETHEUS_CHANGES`. */
export const PROMETHEUS_CASES = {
  'DIFF-601': {
    given: [
      { title: 'another version', back: 'DIFF-601', ...states(PROMETHEUS, ['v3.13.1', 'v3.14.0']) },
      { title: 'a node selector', back: 'DIFF-601', ...change(PROMETHEUS, having('nodeSelector: { disk: fast }')) },
    ],
    notGiven: [
      {
        title: 'a label of the resource',
        ...states(PROMETHEUS, ['name: prometheus,', 'labels: { team: a }, name: prometheus,']),
      },
    ],
  },
  'DIFF-602': {
    given: [
      { title: 'an interval', back: 'DIFF-602', ...states(PROMETHEUS, ['scrapeInterval: 30s', 'scrapeInterval: 15s']) },
      { title: 'a path of a monitor', back: 'DIFF-602', ...states(MONITOR, ['interval: 30s', 'interval: 20s']) },
    ],
    notGiven: [{ title: 'a node selector', ...change(PROMETHEUS, having('nodeSelector: { disk: fast }')) }],
  },
  'DIFF-603': {
    given: [
      { title: 'days', back: 'DIFF-627', ...states(PROMETHEUS, ['retention: 15d', 'retention: 6h']) },
      { title: "the operator's default", back: 'DIFF-627', ...states(PROMETHEUS, ['  retention: 15d\n', '']) },
      { title: 'bytes', back: 'DIFF-627', ...change(having('retentionSize: 90GB'), having('retentionSize: 50GB')) },
    ],
    notGiven: [
      { title: 'the same', ...states(PROMETHEUS, ['retention: 15d', 'retention: 360h']) },
      {
        title: 'the default written out',
        ...states(PROMETHEUS.replace('  retention: 15d\n', ''), ['  shards: 1', '  retention: 1d\n  shards: 1']),
      },
    ],
  },
  'DIFF-604': {
    given: [
      {
        title: 'days, before v3.11',
        back: 'DIFF-603',
        ...states(PROMETHEUS.replace('v3.13.1', 'v3.10.0'), ['retention: 15d', 'retention: 30d']),
      },
      {
        title: 'days, of a version that is not told',
        back: 'DIFF-603',
        ...states(PROMETHEUS.replace('  version: v3.13.1\n', ''), ['retention: 15d', 'retention: 30d']),
      },
    ],
    notGiven: [{ title: 'days, in the configuration', ...states(PROMETHEUS, ['retention: 15d', 'retention: 30d']) }],
  },
  'DIFF-627': {
    given: [
      { title: 'days', back: 'DIFF-603', ...states(PROMETHEUS, ['retention: 15d', 'retention: 30d']) },
      { title: 'bytes', back: 'DIFF-603', ...change(having('retentionSize: 50GB'), having('retentionSize: 90GB')) },
    ],
    notGiven: [
      { title: 'the same', ...states(PROMETHEUS, ['retention: 15d', 'retention: 360h']) },
      {
        title: 'days, before v3.11',
        ...states(PROMETHEUS.replace('v3.13.1', 'v3.10.0'), ['retention: 15d', 'retention: 30d']),
      },
    ],
  },
  'DIFF-605': {
    given: [
      { title: 'an emptyDir', back: 'DIFF-606', ...states(PROMETHEUS, [CLAIM, '']) },
      {
        title: 'a claim of another name',
        back: 'DIFF-605',
        ...states(PROMETHEUS, [
          '    volumeClaimTemplate:\n',
          '    volumeClaimTemplate:\n      metadata: { name: data }\n',
        ]),
      },
    ],
    notGiven: [{ title: 'a larger claim', ...states(PROMETHEUS, ['100Gi', '200Gi']) }],
  },
  'DIFF-606': {
    given: [
      { title: 'a larger claim', back: 'DIFF-606', ...states(PROMETHEUS, ['100Gi', '200Gi']) },
      {
        title: 'another class',
        back: 'DIFF-606',
        ...states(PROMETHEUS, ['storageClassName: fast', 'storageClassName: slow']),
      },
    ],
    notGiven: [
      { title: 'another size of pods', ...change(PROMETHEUS, having('resources: { requests: { memory: 2Gi } }')) },
    ],
  },
  'DIFF-607': {
    given: [
      { title: 'a label', back: 'DIFF-607', ...states(PROMETHEUS, ['cluster: shop', 'cluster: web']) },
      {
        title: 'no label of replicas',
        back: 'DIFF-607',
        ...change(PROMETHEUS, having("replicaExternalLabelName: ''")),
      },
    ],
    notGiven: [
      { title: 'a default written out', ...change(PROMETHEUS, having('replicaExternalLabelName: prometheus_replica')) },
      {
        title: 'one that sends nothing',
        ...states(PROMETHEUS.replace(REMOTE_WRITE, ''), ['cluster: shop', 'cluster: web']),
      },
    ],
  },
  'DIFF-608': {
    given: [
      { title: 'another host', back: 'DIFF-608', ...states(PROMETHEUS, ['receive.example.com', 'thanos.example.com']) },
      { title: 'none', back: 'DIFF-343', ...states(PROMETHEUS, [REMOTE_WRITE, '']) },
      {
        title: 'another tenant',
        back: 'DIFF-608',
        ...states(PROMETHEUS, [QUEUE, `${QUEUE}      headers: { THANOS-TENANT: shop }\n`]),
      },
    ],
    notGiven: [{ title: 'more shards', ...states(PROMETHEUS, ['maxShards: 10', 'maxShards: 20']) }],
  },
  'DIFF-609': {
    given: [
      { title: 'no password', back: 'DIFF-343', ...states(PROMETHEUS, [AUTHENTICATION, '']) },
      {
        title: 'certificates that nobody checks',
        back: 'DIFF-611',
        ...states(PROMETHEUS, [QUEUE, `${QUEUE}      tlsConfig: { insecureSkipVerify: true }\n`]),
      },
    ],
    notGiven: [
      {
        title: 'another Secret',
        ...states(PROMETHEUS, ['name: remotewrite', 'name: other'], ['name: remotewrite', 'name: other']),
      },
    ],
  },
  'DIFF-610': {
    given: [
      {
        title: 'a step that drops',
        back: 'DIFF-611',
        ...states(PROMETHEUS, [
          QUEUE,
          `${QUEUE}      writeRelabelConfigs: [{ sourceLabels: [__name__], regex: go_.*, action: drop }]\n`,
        ]),
      },
    ],
    notGiven: [{ title: 'more shards', ...states(PROMETHEUS, ['maxShards: 10', 'maxShards: 20']) }],
  },
  'DIFF-611': {
    given: [
      { title: 'more shards', back: 'DIFF-611', ...states(PROMETHEUS, ['maxShards: 10', 'maxShards: 20']) },
      { title: 'another Secret', back: 'DIFF-611', ...states(PROMETHEUS, ['name: remotewrite', 'name: other']) },
    ],
    notGiven: [{ title: 'a label', ...states(PROMETHEUS, ['cluster: shop', 'cluster: web']) }],
  },
  'DIFF-612': {
    given: [
      { title: 'replicas', back: 'DIFF-613', ...states(PROMETHEUS, ['replicas: 2', 'replicas: 1']) },
      {
        title: 'shards',
        back: 'DIFF-613',
        ...states(PROMETHEUS.replace('shards: 1', 'shards: 3'), ['shards: 3', 'shards: 2']),
      },
    ],
    notGiven: [{ title: 'the default', ...states(PROMETHEUS, ['  shards: 1\n', '']) }],
  },
  'DIFF-613': {
    given: [{ title: 'shards', back: 'DIFF-612', ...states(PROMETHEUS, ['shards: 1', 'shards: 2']) }],
    notGiven: [{ title: 'the default', ...states(PROMETHEUS, ['  shards: 1\n', '']) }],
  },
  'DIFF-614': {
    given: [{ title: 'another kind', back: 'DIFF-003', ...change(PROMETHEUS, AGENT) }],
    notGiven: [{ title: 'an agent beside it', ...change(PROMETHEUS, PROMETHEUS + AGENT) }],
  },
  'DIFF-615': {
    given: [{ title: 'a Prometheus', back: 'DIFF-003', ...change(PROMETHEUS + SERVICE, SERVICE) }],
    notGiven: [{ title: 'one that becomes an agent', ...change(PROMETHEUS, AGENT) }],
  },
  'DIFF-616': {
    given: [{ title: 'paused', back: 'DIFF-616', ...change(PROMETHEUS, having('paused: true')) }],
    notGiven: [{ title: 'the default', ...change(PROMETHEUS, having('paused: false')) }],
  },
  'DIFF-622': {
    given: [{ title: 'v3 to v2.53', back: 'DIFF-601', ...states(PROMETHEUS, ['v3.13.1', 'v2.53.0']) }],
    notGiven: [{ title: 'v3 to v2.55', ...states(PROMETHEUS, ['v3.13.1', 'v2.55.1']) }],
  },
  'DIFF-623': {
    given: [
      {
        title: 'a shorter window',
        back: 'DIFF-602',
        ...change(having('tsdb: { outOfOrderTimeWindow: 1h }'), having('tsdb: { outOfOrderTimeWindow: 10m }')),
      },
    ],
    notGiven: [
      {
        title: 'the same',
        ...change(having('tsdb: { outOfOrderTimeWindow: 1h }'), having('tsdb: { outOfOrderTimeWindow: 60m }')),
      },
    ],
  },
  'DIFF-624': {
    given: [
      {
        title: 'no bucket',
        back: 'DIFF-601',
        ...change(having('thanos: { objectStorageConfig: { name: objstore, key: file } }'), having('thanos: {}')),
      },
    ],
    notGiven: [{ title: 'another image', ...change(having('thanos: { image: a }'), having('thanos: { image: b }')) }],
  },
  'DIFF-625': {
    given: [{ title: 'another image', back: 'DIFF-625', ...states(RULER, ['v0.42.5', 'v0.42.6']) }],
    notGiven: [
      { title: 'a label of the resource', ...states(RULER, ['name: ruler,', 'labels: { team: a }, name: ruler,']) },
    ],
  },
  'DIFF-626': {
    given: [
      { title: 'a label', back: 'DIFF-626', ...states(RULER, ['cluster: shop', 'cluster: web']) },
      {
        title: 'no bucket',
        back: 'DIFF-625',
        ...states(RULER, ['  objectStorageConfig: { name: objstore, key: objstore.yaml }\n', '']),
      },
      { title: 'a shorter time', back: 'DIFF-625', ...states(RULER, ['retention: 2d', 'retention: 12h']) },
    ],
    notGiven: [{ title: 'another image', ...states(RULER, ['v0.42.5', 'v0.42.6']) }],
  },
} as const satisfies Record<string, CodeCases>;
