import { type CodeCases, states } from './case';
import { BUCKET, configMap, reading, thanos, type WorkloadOptions } from './thanos-workload';

const change = (before: string, after: string) => ({ before, after });
const query = (args: readonly string[], options: WorkloadOptions = {}) =>
  thanos('query', 'query', args, { kind: 'Deployment', ...options });
const rule = (...args: readonly string[]) =>
  thanos('rule', 'rule', ['--data-dir=/data', '--query=query:9090', ...args]);
const STORE = thanos('store', 'store', [BUCKET]);

const LIMITS = `
write:
  default:
    request:
      series_limit: 1000
    head_series_limit: 5000
`;
const limited = (file: string) =>
  thanos(
    'receive',
    'receive',
    ['--tsdb.path=/data', '--receive.limits-config-file=/etc/limits/limits.yaml'],
    reading('limits'),
  ) + configMap('limits', 'limits.yaml', file);

const HTTP = `
basic_auth_users:
  thanos: hashed
tls_server_config:
  cert_file: tls.crt
`;
const protectedBy = (file: string) =>
  query(['--http.config=/etc/http/http.yaml'], reading('http')) + configMap('http', 'http.yaml', file);

const CACHE = 'type: IN-MEMORY\nconfig:\n  max_size: 1GB';
const cached = (file: string) =>
  thanos('query-frontend', 'frontend', ['--query-range.response-cache-config-file=/etc/cache/cache.yaml'], {
    kind: 'Deployment',
    ...reading('cache'),
  }) + configMap('cache', 'cache.yaml', file);

const RULES = `
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: rules, namespace: thanos }
spec:
  groups:
    - name: requests
      rules:
        - record: job:requests:rate5m
          expr: sum by (job) (rate(requests_total[5m]))
        - alert: Down
          expr: up == 0
`;
const RULE_FILE = configMap('rules', 'rules.yaml', RULES.slice(RULES.indexOf('groups:')).replace(/^ {2}/gm, ''));
const RECORD = `        - record: job:requests:rate5m
          expr: sum by (job) (rate(requests_total[5m]))
`;
const ALERT = `        - alert: Down
          expr: up == 0
`;

/** Cases of `WIRING_CHANGES`. */
export const WIRING_CASES = {
  'DIFF-440': {
    given: [
      { title: 'no tenancy', back: 'DIFF-103', ...change(query(['--query.enforce-tenancy']), query([])) },
      {
        title: 'another header',
        back: 'DIFF-440',
        ...change(
          query(['--query.enforce-tenancy']),
          query(['--query.enforce-tenancy', '--query.tenant-header=X-Scope']),
        ),
      },
    ],
    notGiven: [
      { title: 'a header that nobody asks for', ...change(query([]), query(['--query.tenant-header=X-Scope'])) },
    ],
  },
  'DIFF-441': {
    given: [
      {
        title: 'a store gateway',
        back: 'DIFF-103',
        ...change(query(['--endpoint=dnssrv+_grpc._tcp.store.thanos.svc']) + STORE, query([]) + STORE),
      },
      {
        title: 'somebody elsewhere, in a file',
        back: 'DIFF-470',
        ...states(
          query(['--endpoint.sd-config-file=/etc/endpoints/endpoints.yaml'], reading('endpoints')) +
            configMap(
              'endpoints',
              'endpoints.yaml',
              'endpoints:\n  - address: a.example.com:443\n  - address: b.example.com:443',
            ),
          ['  - address: b.example.com:443\n', ''],
        ),
      },
    ],
    notGiven: [
      {
        title: 'the same by another name',
        ...change(
          query(['--endpoint=dnssrv+_grpc._tcp.store.thanos.svc']) + STORE,
          query(['--endpoint=dns+store.thanos.svc:10901']) + STORE,
        ),
      },
      { title: 'one that is gone itself', ...change(query(['--endpoint=store:10901']) + STORE, query([])) },
    ],
  },
  'DIFF-442': {
    given: [
      { title: 'lookback', back: 'DIFF-442', ...change(query([]), query(['--query.lookback-delta=15m'])) },
      { title: 'evaluation', back: 'DIFF-442', ...change(rule(), rule('--eval-interval=30s')) },
    ],
    notGiven: [{ title: 'the default', ...change(query([]), query(['--query.lookback-delta=300s'])) }],
  },
  'DIFF-443': {
    given: [{ title: 'its size', back: 'DIFF-443', ...change(cached(CACHE), cached(CACHE.replace('1GB', '2GB'))) }],
    notGiven: [{ title: 'a comment', ...change(cached(CACHE), cached(`# larger\n${CACHE}`)) }],
  },
  'DIFF-444': {
    given: [
      {
        title: 'TLS of gRPC',
        back: 'DIFF-103',
        ...change(query(['--grpc-server-tls-cert=/tls/tls.crt', '--grpc-server-tls-key=/tls/tls.key']), query([])),
      },
      {
        title: 'passwords',
        back: 'DIFF-470',
        ...states(protectedBy(HTTP), ['basic_auth_users:\n      thanos: hashed', 'http_server_config: {}']),
      },
      {
        title: 'certificates that nobody checks',
        back: 'DIFF-103',
        ...change(
          query(['--grpc-client-tls-secure']),
          query(['--grpc-client-tls-secure', '--grpc-client-tls-skip-verify']),
        ),
      },
    ],
    notGiven: [
      {
        title: 'another certificate',
        ...change(query(['--grpc-server-tls-cert=/tls/tls.crt']), query(['--grpc-server-tls-cert=/tls/new.crt'])),
      },
    ],
  },
  'DIFF-446': {
    given: [
      { title: 'more', back: 'DIFF-447', ...states(limited(LIMITS), ['series_limit: 1000', 'series_limit: 2000']) },
    ],
    notGiven: [{ title: 'the same', ...change(limited(LIMITS), limited(`# as before\n${LIMITS.trim()}`)) }],
  },
  'DIFF-447': {
    given: [
      { title: 'less', back: 'DIFF-446', ...states(limited(LIMITS), ['series_limit: 1000', 'series_limit: 500']) },
      {
        title: 'one tenant',
        back: 'DIFF-446',
        ...change(limited(LIMITS), limited(`${LIMITS.trim()}\n  tenants:\n    shop:\n      head_series_limit: 100`)),
      },
    ],
    notGiven: [{ title: 'no limit', ...states(limited(LIMITS), ['head_series_limit: 5000', 'head_series_limit: 0']) }],
  },
  'DIFF-450': {
    given: [
      {
        title: 'remote write in place of a TSDB',
        back: 'DIFF-450',
        ...change(rule(), rule('--remote-write.config={remote_write: [{url: "http://receive:19291/api/v1/receive"}]}')),
      },
    ],
    notGiven: [{ title: 'another interval', ...change(rule(), rule('--eval-interval=30s')) }],
  },
  'DIFF-451': {
    given: [
      { title: 'one of a PrometheusRule', back: 'DIFF-453', ...states(RULES, [RECORD, '']) },
      {
        title: 'a new name',
        back: 'DIFF-451',
        ...states(RULES, ['job:requests:rate5m', 'job:requests:rate']),
      },
      { title: 'one of a ConfigMap', back: 'DIFF-453', ...states(RULE_FILE, [RECORD.replace(/^(?=.)/gm, '  '), '']) },
      {
        title: 'all of them',
        back: 'DIFF-003',
        ...change(RULES + RULE_FILE.replace(/requests/g, 'errors'), RULE_FILE.replace(/requests/g, 'errors')),
      },
    ],
    notGiven: [
      {
        title: 'one that moves elsewhere',
        ...change(RULES, RULES.replace(RECORD, '') + RULES.replace('name: rules', 'name: more').replace(ALERT, '')),
      },
    ],
  },
  'DIFF-452': {
    given: [{ title: 'one of two rules', back: 'DIFF-453', ...states(RULES, [ALERT, '']) }],
    notGiven: [{ title: 'another expression', ...states(RULES, ['up == 0', 'up < 1']) }],
  },
  'DIFF-453': {
    given: [{ title: 'an expression', back: 'DIFF-453', ...states(RULES, ['up == 0', 'up < 1']) }],
    notGiven: [
      { title: 'another ConfigMap', ...change(configMap('a', 'a.yaml', 'b: 1'), configMap('a', 'a.yaml', 'b: 2')) },
    ],
  },
  'DIFF-454': {
    given: [
      {
        title: 'the only one',
        back: 'DIFF-103',
        ...change(rule('--alertmanagers.url=http://alertmanager:9093'), rule()),
      },
    ],
    notGiven: [
      {
        title: 'one more',
        ...change(
          rule('--alertmanagers.url=http://alertmanager:9093'),
          rule('--alertmanagers.url=http://alertmanager:9093', '--alertmanagers.url=http://other:9093'),
        ),
      },
    ],
  },
  'DIFF-455': {
    given: [
      { title: 'another querier', back: 'DIFF-455', ...states(rule(), ['--query=query:9090', '--query=global:9090']) },
    ],
    notGiven: [{ title: 'another interval', ...change(rule(), rule('--eval-interval=30s')) }],
  },
  'DIFF-470': {
    given: [
      {
        title: 'limits',
        back: 'DIFF-447',
        ...states(limited(LIMITS), ['series_limit: 1000', 'series_limit: 2000']),
      },
    ],
    notGiven: [{ title: 'a cache', ...change(cached(CACHE), cached(CACHE.replace('1GB', '2GB'))) }],
  },
  'DIFF-471': {
    given: [{ title: 'a cache', back: 'DIFF-443', ...change(cached(CACHE), cached(CACHE.replace('1GB', '2GB'))) }],
    notGiven: [
      {
        title: 'a checksum that changes with it',
        ...states(
          cached(CACHE).replace('labels: { app: frontend }', 'labels: { app: frontend }, annotations: { checksum: a }'),
          ['1GB', '2GB'],
          ['checksum: a', 'checksum: b'],
        ),
      },
    ],
  },
  'DIFF-472': {
    given: [
      {
        title: 'a checksum that changes with it',
        back: 'DIFF-443',
        ...states(
          cached(CACHE).replace('labels: { app: frontend }', 'labels: { app: frontend }, annotations: { checksum: a }'),
          ['1GB', '2GB'],
          ['checksum: a', 'checksum: b'],
        ),
      },
    ],
    notGiven: [{ title: 'none', ...change(cached(CACHE), cached(CACHE.replace('1GB', '2GB'))) }],
  },
} as const satisfies Record<string, CodeCases>;
