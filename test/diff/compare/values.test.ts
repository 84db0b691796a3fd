import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exactBytes, exactDuration, exactQuantity } from '../../../lib/diff/compare/exact';
import { container, differs, type Frame, plain, pod, same, spec, thanos } from './differences';

const prometheus = spec('monitoring.coreos.com/v1', 'Prometheus');
const cpu: Frame = (quantity) => container(`resources: {requests: {cpu: ${quantity}}}`);

describe('Values that are equal', () => {
  it('are quantities of a container', () => {
    for (const [a, b] of [
      ['1000m', '1'],
      ['1', '"1"'],
      ['1.0', '1'],
      ['1024Mi', '1Gi'],
      ['0.5', '500m'],
      ['1e3', '1k'],
      ['100E', '100000P'],
      ['9007199254740993', '"9007199254740993"'],
      ['12345678901234567890', '"12345678901234567890000m"'],
      ['0', '0m'],
    ] as const)
      same(cpu, a, b);
  });
  it('are sizes of claims, volumes and quotas', () => {
    same(
      spec('v1', 'PersistentVolumeClaim'),
      '{ resources: {requests: {storage: 1024Gi}} }',
      '{ resources: {requests: {storage: 1Ti}} }',
    );
    same(
      spec('apps/v1', 'StatefulSet'),
      '{ volumeClaimTemplates: [{metadata: {name: a}, spec: {resources: {requests: {storage: 1024Gi}}}}] }',
      '{ volumeClaimTemplates: [{metadata: {name: a}, spec: {resources: {requests: {storage: 1Ti}}}}] }',
    );
    same(
      pod,
      '{ volumes: [{name: a, emptyDir: {sizeLimit: 1024Mi}}] }',
      '{ volumes: [{name: a, emptyDir: {sizeLimit: 1Gi}}] }',
    );
    same(spec('v1', 'ResourceQuota'), '{ hard: {pods: "1k"} }', '{ hard: {pods: 1000} }');
    same(
      prometheus,
      '{ storage: {volumeClaimTemplate: {spec: {resources: {requests: {storage: 1024Gi}}}}} }',
      '{ storage: {volumeClaimTemplate: {spec: {resources: {requests: {storage: 1Ti}}}}} }',
    );
  });
  it('are sizes of requests', () =>
    same(
      spec('gateway.envoyproxy.io/v1alpha1', 'BackendTrafficPolicy'),
      '{ requestBuffer: {limit: 1Mi} }',
      '{ requestBuffer: {limit: 1024Ki} }',
    ));
  it('are targets of an HPA', () =>
    same(
      spec('autoscaling/v2', 'HorizontalPodAutoscaler'),
      '{ metrics: [{type: Pods, pods: {target: {averageValue: "1"}}}] }',
      '{ metrics: [{type: Pods, pods: {target: {averageValue: 1000m}}}] }',
    ));
  it('are durations of a Prometheus, of its rules and of a certificate', () => {
    same(prometheus, '{ retention: 1d, scrapeInterval: 60s }', '{ retention: 24h, scrapeInterval: 1m }');
    same(
      spec('monitoring.coreos.com/v1', 'PrometheusRule'),
      '{ groups: [{name: a, interval: 60s, rules: [{alert: A, for: 60m}]}] }',
      '{ groups: [{name: a, interval: 1m, rules: [{alert: A, for: 1h}]}] }',
    );
    same(spec('cert-manager.io/v1', 'Certificate'), '{ duration: 2160h }', '{ duration: 2160h0m0s }');
  });
  it('are modes, written in octal or not', () =>
    same(
      pod,
      '{ volumes: [{name: a, secret: {defaultMode: 0644}}] }',
      '{ volumes: [{name: a, secret: {defaultMode: 420}}] }',
    ));
  it('are `null` and what is not given', () => {
    same(pod, '{ hostname: null, containers: [{name: a, env: null}] }', '{ containers: [{name: a}] }');
    same(plain('v1', 'ConfigMap'), 'data: null', 'data: null');
  });
});

describe('Values that differ', () => {
  const path = 'spec.containers[c].resources.requests.cpu';
  it('are quantities that are not equal, however little', () => {
    differs(cpu, '1', '1001m', path);
    differs(cpu, '1G', '1Gi', path);
    differs(cpu, '9007199254740993', '"9007199254740992"'.replace('2"', '4"'), path);
    differs(cpu, '"100000000000000000001n"', '"100000000000000000002n"', path);
  });
  it('are whole numbers beyond those of JavaScript, in the last digit', () => {
    const limit = spec('example.com/v1', 'Limit');
    differs(limit, '{ most: 9007199254740993 }', '{ most: 9007199254740992 }', 'spec.most');
    differs(limit, '{ most: -9223372036854775808 }', '{ most: -9223372036854775807 }', 'spec.most');
    differs(limit, '{ most: 0x7fffffffffffffff }', '{ most: 0x7ffffffffffffffe }', 'spec.most');
    same(limit, '{ most: 0x7fffffffffffffff }', '{ most: 9223372036854775807 }');
    differs(limit, '{ most: 9007199254740993 }', '{ most: "9007199254740993" }', 'spec.most');
    differs(limit, '{ all: [9007199254740993] }', '{ all: [9007199254740992] }', 'spec.all[0]');
  });
  it('are a text and a number where Kubernetes takes one of them only', () => {
    differs(container, 'env: [{name: A, value: "1"}]', 'env: [{name: A, value: 1}]', 'spec.containers[c].env[A].value');
    differs(
      spec('v1', 'Service'),
      '{ ports: [{port: 1, targetPort: 80}] }',
      '{ ports: [{port: 1, targetPort: "80"}] }',
      'spec.ports[1/TCP].targetPort',
    );
    differs(spec('apps/v1', 'Deployment'), '{ replicas: 1 }', '{ replicas: "1" }', 'spec.replicas');
  });
  it('look like quantities or durations where they are mere text', () => {
    differs(plain('v1', 'ConfigMap'), 'data: {a: 1000m}', 'data: {a: "1"}', 'data.a');
    differs(
      container,
      'env: [{name: A, value: 60m}]',
      'env: [{name: A, value: 1h}]',
      'spec.containers[c].env[A].value',
    );
    differs(plain('v1', 'Pod'), 'immutable: 60m', 'immutable: 1h', 'immutable');
  });
  it('are images that are written differently', () =>
    differs(container, 'image: nginx', 'image: "docker.io/library/nginx:latest"', 'spec.containers[c].image'));
  it('are `[]` and `{}`, and what is not given: selectors tell them apart', () =>
    differs(
      spec('networking.k8s.io/v1', 'NetworkPolicy'),
      '{ ingress: [{from: [{podSelector: {}}]}] }',
      '{ ingress: [{from: [{}]}] }',
      'spec.ingress[0].from[0].podSelector',
    ));
});

describe('Exact numbers', () => {
  it('are none where the text is none', () => {
    for (const text of ['', 'x', '1x', '1 Gi', '--1', '1e', '.', null, {}, true])
      assert.equal(exactQuantity(text), undefined);
    for (const text of ['', '1', 'h', '1h ', '1e3s', 5]) assert.equal(exactDuration(text), undefined);
    for (const text of ['', '1', '1Gi', 'GB', '1 GB']) assert.equal(exactBytes(text), undefined);
  });
  it('keep their sign', () => {
    assert.notEqual(exactQuantity('-1'), exactQuantity('1'));
    assert.equal(exactQuantity('-0'), exactQuantity('0'));
    assert.notEqual(exactDuration('-2w'), exactDuration('2w'));
    assert.equal(exactDuration('-2w'), exactDuration('-14d'));
    assert.notEqual(exactDuration('-0.5s'), exactDuration('0.5s'));
  });
  it('are read with all units of Go and Prometheus', () => {
    for (const [a, b] of [
      ['1h', '60m'],
      ['1.5h', '1h30m'],
      ['1y', '365d'],
      ['1w', '7d'],
      ['1ms', '1000us'],
      ['1us', '1000ns'],
      ['1µs', '1μs'],
      ['0s', '0'],
      ['0h', '0'],
    ] as const)
      assert.equal(exactDuration(a), exactDuration(b), a);
    assert.notEqual(exactDuration('1h'), exactDuration('1h1ns'));
  });
  it('count bytes as Thanos does', () => {
    assert.equal(exactBytes('1MB'), exactBytes('1024KiB'));
    assert.equal(exactBytes('1GiB512MB'), exactBytes('1.5GB'));
    assert.notEqual(exactBytes('1GB'), exactBytes('1TB'));
  });
});

describe('Arguments', () => {
  const at = (flag: string) => `spec.containers[c].args[${flag}]`;
  it('have no order', () => same(thanos, 'query, --a=1, --b=2', 'query, --b=2, --a=1'));
  it('have values in the same word or in the next', () =>
    same(thanos, 'query, --log.level=debug', 'query, --log.level, debug'));
  it('are on, or off by `no-`', () => {
    same(container, 'args: [--flag, --no-other]', 'args: [--other=false, --flag=true]');
    same(
      thanos,
      'compact, --wait, --no-debug.accept-malformed-index',
      'compact, --no-debug.accept-malformed-index, --wait',
    );
    differs(thanos, 'compact, --wait', 'compact, --no-wait', at('--wait'));
  });
  it('that may be given more than once are sets', () => {
    same(thanos, 'query, --endpoint=a:1, --endpoint=b:1', 'query, --endpoint=b:1, --endpoint=a:1');
    same(thanos, 'receive, \'--label=a="1"\', \'--label=b="2"\'', 'receive, \'--label=b="2"\', \'--label=a="1"\'');
    differs(thanos, 'query, --endpoint=a:1', 'query, --endpoint=a:1, --endpoint=b:1', `${at('--endpoint')}[b:1]`);
  });
  it('that are given more than once keep their order where it counts', () => {
    differs(
      thanos,
      'query-frontend, --query-frontend.org-id-header=a, --query-frontend.org-id-header=b',
      'query-frontend, --query-frontend.org-id-header=b, --query-frontend.org-id-header=a',
      `${at('--query-frontend.org-id-header')}[0]`,
      `${at('--query-frontend.org-id-header')}[1]`,
    );
    differs(container, 'args: [--x=a, --x=b]', 'args: [--x=b, --x=a]', `${at('--x')}[0]`, `${at('--x')}[1]`);
  });
  it('are durations, times and sizes where Thanos and Prometheus take them for such', () => {
    same(thanos, 'receive, --tsdb.retention=15d', 'receive, --tsdb.retention=360h');
    same(thanos, 'store, --min-time=-2w', 'store, --min-time=-14d');
    same(
      thanos,
      'store, --store.grpc.downloaded-bytes-limit=1GiB',
      'store, --store.grpc.downloaded-bytes-limit=1024MB',
    );
    same(thanos, 'sidecar, --http-grace-period=60s', 'sidecar, --http-grace-period=1m');
    same(
      container,
      'image: "prom/prometheus:v3", args: [--storage.tsdb.retention.time=1d, --storage.tsdb.retention.size=1GB]',
      'image: "prom/prometheus:v3", args: [--storage.tsdb.retention.size=1024MB, --storage.tsdb.retention.time=24h]',
    );
    differs(
      container,
      'image: other, args: [--tsdb.retention=15d]',
      'image: other, args: [--tsdb.retention=360h]',
      at('--tsdb.retention'),
    );
    differs(thanos, 'receive, --tsdb.retention=15d', 'receive, --tsdb.retention=14d', at('--tsdb.retention'));
  });
  it('are found behind the binary too', () =>
    same(
      container,
      'image: x, command: [/bin/thanos, receive], args: [--tsdb.retention=15d]',
      'image: x, command: [/bin/thanos, receive], args: [--tsdb.retention=360h]',
    ));
  it('before the first flag have an order', () => differs(thanos, 'tools, bucket', 'bucket, tools', at('0'), at('1')));
  it('that a shell runs are one text', () =>
    differs(container, 'command: [sh, -c], args: ["exec a --b"]', 'command: [sh, -c], args: ["exec a --c"]', at('0')));
  it('that are switches leave the next word alone', () =>
    differs(thanos, 'compact, --wait, x', 'compact, x, --wait', at('1'), at('2')));
  it('that begin with `no-` and have a value are flags of their own', () =>
    differs(container, 'args: [--no-x=a]', 'args: [--no-x=b]', at('--no-x')));
  it('among which other words stand keep their order', () => {
    differs(container, 'args: [--a, x, y, --b]', 'args: [--b, --a, x, y]', at('0'), at('3'));
    differs(container, 'args: [run, --, --a, --b]', 'args: [run, --, --b, --a]', at('2'), at('3'));
  });
  it('hold files', () => {
    const objstore = (config: string) => `store, ${JSON.stringify(`--objstore.config=${config}`)}`;
    same(thanos, objstore('type: S3\nconfig: {bucket: a}'), objstore('# comment\nconfig:\n  bucket: "a"\ntype: S3'));
    differs(
      thanos,
      objstore('type: S3\nconfig: {bucket: a}'),
      objstore('type: S3\nconfig: {bucket: b}'),
      `${at('--objstore.config')}.config.bucket`,
    );
  });
});
