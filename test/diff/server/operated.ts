import { states } from '../cases/case';
import { type Needs, type PodChanges, type ServerPair, taken } from './pair';

const NEEDS: Needs = { operator: true, images: ['quay.io/prometheus/prometheus:v3.13.1'] };
const POD = 'prometheus-metrics-0';

/** It sends to nobody: what it would send waits in its WAL. Without any selector the operator would write no configuration. */
const PROMETHEUS = `
---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: metrics, namespace: diff }
spec:
  version: v3.13.1
  replicas: 1
  shards: 1
  retention: 15d
  scrapeInterval: 30s
  terminationGracePeriodSeconds: 1
  externalLabels: { cluster: shop }
  serviceMonitorSelector: { matchLabels: { team: nobody } }
  resources: { requests: { cpu: 10m, memory: 64Mi } }
  remoteWrite:
    - name: Thanos
      url: http://receive.diff.svc/api/v1/receive
      queueConfig: { maxShards: 10 }
`;

const CLAIMING = `${PROMETHEUS}  storage:
    volumeClaimTemplate: { spec: { resources: { requests: { storage: 1Gi } } } }
`;

const RULER = `
---
apiVersion: monitoring.coreos.com/v1
kind: ThanosRuler
metadata: { name: rules, namespace: diff }
spec:
  image: quay.io/thanos/thanos:v0.42.5
  queryEndpoints: [http://query.diff.svc]
  ruleSelector: {}
  resources: { requests: { cpu: 10m, memory: 64Mi } }
  evaluationInterval: 30s
  terminationGracePeriodSeconds: 1
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: rules, namespace: diff }
spec:
  groups: [{ name: all, rules: [{ record: one, expr: vector(1) }] }]
`;

const CHANGES: readonly (readonly [
  ServerPair['code'],
  string,
  ServerPair['before'],
  readonly [string, string],
  PodChanges,
])[] = [
  ['DIFF-611', 'a queue of remote write', PROMETHEUS, ['maxShards: 10', 'maxShards: 20'], reloaded(/max_shards: 20\b/)],
  [
    'DIFF-602',
    'an interval',
    PROMETHEUS,
    ['scrapeInterval: 30s', 'scrapeInterval: 20s'],
    reloaded(/scrape_interval: 20s/),
  ],
  ['DIFF-607', 'an external label', PROMETHEUS, ['cluster: shop', 'cluster: web'], reloaded(/cluster: web\b/)],
  ['DIFF-627', 'a longer retention', PROMETHEUS, ['retention: 15d', 'retention: 30d'], reloaded(/time: 30d/)],
  ['DIFF-603', 'a shorter retention', PROMETHEUS, ['retention: 15d', 'retention: 10d'], reloaded(/time: 10d/)],
  ['DIFF-601', 'resources of a Prometheus', PROMETHEUS, ['memory: 64Mi', 'memory: 65Mi'], { rolling: [POD] }],
  [
    'DIFF-601',
    'an argument of a Prometheus',
    PROMETHEUS,
    ['  shards: 1', '  additionalArgs: [{ name: query.max-samples, value: "1000" }]\n  shards: 1'],
    { rolling: [POD] },
  ],
  [
    'DIFF-613',
    'a replica more of a Prometheus',
    PROMETHEUS,
    ['replicas: 1', 'replicas: 2'],
    { starting: ['prometheus-metrics-1'] },
  ],
  [
    'DIFF-613',
    'a shard more of a Prometheus',
    PROMETHEUS,
    ['shards: 1', 'shards: 2'],
    { starting: ['prometheus-metrics-shard-1-0'] },
  ],
  [
    'DIFF-612',
    'a replica less of a Prometheus',
    PROMETHEUS.replace('replicas: 1', 'replicas: 2'),
    ['replicas: 2', 'replicas: 1'],
    { gone: ['prometheus-metrics-1'] },
  ],
  ['DIFF-616', 'a Prometheus that is paused', PROMETHEUS, ['  shards: 1', '  paused: true\n  shards: 1'], {}],
  ['DIFF-606', 'a larger claim of a Prometheus', CLAIMING, ['storage: 1Gi', 'storage: 2Gi'], { rolling: [POD] }],
];

/** Pairs for the Prometheus Operator, which makes StatefulSets and configuration of its resources. */
export const OPERATED_PAIRS: readonly ServerPair[] = [
  ...CHANGES.map(([code, title, before, pieces, pods]) =>
    taken(code, title, states(before, pieces), pods, { needs: NEEDS }),
  ),
  taken(
    'DIFF-625',
    'an interval of a ThanosRuler',
    states(RULER, ['evaluationInterval: 30s', 'evaluationInterval: 20s']),
    { rolling: ['thanos-ruler-rules-0'] },
    { needs: { operator: true, images: ['quay.io/thanos/thanos:v0.42.5'] } },
  ),
  taken(
    'DIFF-453',
    'an expression of a rule of a ThanosRuler',
    states(RULER, ['vector(1)', 'vector(2)']),
    { answers: [{ pod: 'thanos-ruler-rules-0', port: 10902, path: '/api/v1/rules', has: /vector\(2\)/ }] },
    { needs: { operator: true, images: ['quay.io/thanos/thanos:v0.42.5'] } },
  ),
];

/** Prometheus has read its configuration again. */
function reloaded(has: RegExp): PodChanges {
  return { answers: [{ pod: POD, port: 9090, path: '/api/v1/status/config', has }] };
}
