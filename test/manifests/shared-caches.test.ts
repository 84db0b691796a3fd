import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outcome } from '../validation/attempt';
import { BUCKET, object, serviceYaml, thanosYaml } from '../validation/cases/thanos-yaml';

const QUERY_RANGE = 'query-range.response-cache-config';
const LABELS = 'labels.response-cache-config';
const CACHING_BUCKET = 'store.caching-bucket.config';
const OTHER_BUCKET = BUCKET.replace('bucket: blocks', 'bucket: others');

const memcached = (...addresses: string[]) => ({ type: 'memcached', config: { addresses } });
const redis = (addr: string, config: object = {}) => ({ type: 'REDIS', config: { addr, ...config } });
const cache = (flag: string, config: object) => `--${flag}=${JSON.stringify(config)}`;

/** A query frontend in front of a querier of its own, unless another is named. */
const frontend = (name: string, cached: string, querier = `http://query-${name}:10902`) =>
  thanosYaml(['query-frontend', `--query-frontend.downstream-url=${querier}`, cached], { name });
const gateway = (name: string, bucket: string, ...flags: string[]) => thanosYaml(['store', bucket, ...flags], { name });

const messages = (manifests: string) => outcome(manifests).map(({ message }) => message);
const trips = (manifests: string, rule: string) =>
  assert.deepEqual(
    outcome(manifests).map((each) => each.rule),
    [rule],
  );
const passes = (manifests: string) => assert.deepEqual(outcome(manifests), []);

/** Two query frontends, each with its cache of range queries. */
const pair = (one: object, other: object) =>
  frontend('a', cache(QUERY_RANGE, one)) + frontend('b', cache(QUERY_RANGE, other));

describe('Query frontends of different queriers', () => {
  for (const [one, other] of [
    ['memcached:11211', 'memcached.monitoring.svc.cluster.local:11211'],
    ['memcached.cache:11211', 'dns+memcached.cache.svc:11211'],
    ['memcached.cache.svc:11211', 'dnssrvnoa+_client._tcp.memcached.cache.svc'],
    ['MEMCACHED.cache.svc.cluster.local.:11211', 'memcached.cache.svc:11211'],
    ['10.0.0.7:11211', '10.0.0.7:11211'],
  ] as const) {
    it(`share ${one}, also written as ${other}`, () => trips(pair(memcached(one), memcached(other)), 'THANOS-566'));
  }

  it('share one of several servers', () => {
    trips(pair(memcached('a.cache:11211', 'b.cache:11211'), memcached('b.cache:11211', 'c.cache:11211')), 'THANOS-566');
    trips(pair(redis('a.cache:6379,b.cache:6379'), redis('c.cache:6379,b.cache:6379')), 'THANOS-566');
  });

  it('share a Redis whatever their prefixes, users and time-outs are, of which the first is ignored', () => {
    const own = (name: string) =>
      redis('redis.cache:6379', { prefix: name, username: name, read_timeout: `${name.length}s` });
    trips(pair(own('a'), own('bb')), 'THANOS-566');
  });

  it('share pods by different Services', () => {
    const server = thanosYaml([], { name: 'memcached', image: 'memcached:1.6' });
    const other = serviceYaml('memcached').replace('"name": "memcached"', '"name": "memcached-headless"');
    const services = `${server}${serviceYaml('memcached')}${other}`;
    const on = (one: string, another: string) => services + pair(memcached(one), memcached(another));
    trips(on('memcached:11211', 'dnssrv+_client._tcp.memcached-headless.monitoring.svc'), 'THANOS-566');
    trips(on('memcached:11211', 'memcached-0.memcached.monitoring.svc:11211'), 'THANOS-566');
    passes(on('memcached-0.memcached.monitoring.svc:11211', 'memcached-1.memcached.monitoring.svc:11211'));
  });

  for (const [what, one, other] of [
    ['ports', memcached('memcached:11211'), memcached('memcached:11212')],
    ['namespaces', memcached('memcached.a:11211'), memcached('memcached.b:11211')],
    ['databases', redis('redis:6379', { db: 1 }), redis('redis:6379')],
    ['masters of Sentinels', redis('redis:26379', { master_name: 'a' }), redis('redis:26379', { master_name: 'b' })],
    ['kinds', memcached('cache:6379'), redis('cache:6379')],
    ['pods of their own', memcached('localhost:11211'), memcached('localhost:11211')],
    ['pods of their own, by address', redis('127.0.0.1:6379'), redis('127.0.0.1:6379')],
    ['variables', memcached('$(MEMCACHED)'), memcached('$(MEMCACHED)')],
    ['databases of variables', redis('redis:6379', { db: '$(DB)' }), redis('redis:6379', { db: '$(DB)' })],
    ['memory', { type: 'IN-MEMORY', config: { max_size: '1MB' } }, { type: 'IN-MEMORY', config: { max_size: '1MB' } }],
  ] as const) {
    it(`are kept apart by ${what}`, () => passes(pair(one, other)));
  }

  it('are kept apart by what is kept: keys of range queries and of label requests differ', () => {
    const shared = memcached('memcached:11211');
    passes(frontend('a', cache(QUERY_RANGE, shared)) + frontend('b', cache(LABELS, shared)));
    trips(frontend('a', cache(LABELS, shared)) + frontend('b', cache(LABELS, shared)), 'THANOS-566');
  });

  it('are those of sidecars too', () => {
    const shared = cache(QUERY_RANGE, memcached('memcached:11211'));
    trips(
      frontend('a', shared, 'http://localhost:10902') + frontend('b', shared, 'http://localhost:10902'),
      'THANOS-566',
    );
    const bare = (name: string) => thanosYaml(['query-frontend', shared], { name });
    trips(bare('a') + bare('b'), 'THANOS-566');
  });

  it('are none where one object replaces another', () => {
    const shared = cache(QUERY_RANGE, memcached('memcached:11211'));
    const found = outcome(frontend('a', shared) + frontend('a', shared, 'http://other:10902'));
    assert.ok(!found.some(({ rule }) => rule === 'THANOS-566'), JSON.stringify(found));
  });

  it('are told of once, however much they share', () => {
    const both = (name: string) =>
      thanosYaml(
        [
          'query-frontend',
          `--query-frontend.downstream-url=http://query-${name}:10902`,
          cache(QUERY_RANGE, memcached('a.cache:11211', 'b.cache:11211')),
          cache(LABELS, memcached('a.cache:11211')),
        ],
        { name },
      );
    const found = messages(both('a') + both('b') + both('c'));
    assert.equal(found.length, 2);
    assert.match(found[0] ?? '', /on a\.cache:11211, as does that of StatefulSet monitoring\/a in front of another/);
  });
});

describe('Query frontends of one querier share a cache', () => {
  const shared = cache(QUERY_RANGE, memcached('memcached:11211'));
  for (const [one, other] of [
    ['http://query:10902', 'http://query.monitoring.svc.cluster.local:10902/prefix'],
    ['http://query', 'http://query:80'],
    ['https://query.example.com', 'https://query.example.com:443'],
    ['http://$(QUERY):10902', 'http://query:10902'],
  ] as const) {
    it(`at ${one} and ${other}`, () => passes(frontend('a', shared, one) + frontend('b', shared, other)));
  }

  it('behind different Services', () => {
    const querier = thanosYaml(['query', '--endpoint=store:10901'], { name: 'query', kind: 'Deployment' });
    const other = serviceYaml('query').replace('"name": "query"', '"name": "query-headless"');
    passes(
      querier +
        serviceYaml('query') +
        other +
        frontend('a', shared, 'http://query:10902') +
        frontend('b', shared, 'http://query-headless:10902'),
    );
  });
});

describe('Store gateways', () => {
  const inline = cache(CACHING_BUCKET, memcached('memcached:11211'));
  const file = (name: string, bucket: string, path: string, content: string) =>
    thanosYaml(['store', bucket, `--${CACHING_BUCKET}-file=${path}`], {
      name,
      container: { volumeMounts: [{ name: 'cache', mountPath: path.replace(/\/[^/]*$/, '') }] },
      volumes: [{ name: 'cache', configMap: { name: `${name}-cache` } }],
    }) +
    object({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `${name}-cache`, namespace: 'monitoring' },
      data: { [path.replace(/.*\//, '')]: content },
    });
  const yaml = 'type: MEMCACHED\nconfig: {addresses: ["memcached:11211"]}\n';

  it('of different buckets share their lists of blocks', () => {
    trips(gateway('a', BUCKET, inline) + gateway('b', OTHER_BUCKET, inline), 'THANOS-567');
    const prefixed = BUCKET.replace('}}', '}, prefix: b}');
    trips(gateway('a', BUCKET, inline) + gateway('b', prefixed, inline), 'THANOS-567');
    trips(
      file('a', BUCKET, '/etc/cache/c.yaml', yaml) + file('b', OTHER_BUCKET, '/etc/cache/c.yaml', yaml),
      'THANOS-567',
    );
  });

  it('of different buckets have lists of their own where the file, or its path, has another byte', () => {
    const first = file('a', BUCKET, '/etc/cache/c.yaml', yaml);
    passes(first + file('b', OTHER_BUCKET, '/etc/cache/c.yaml', `${yaml}# b\n`));
    passes(first + file('b', OTHER_BUCKET, '/etc/cache-b/c.yaml', yaml));
  });

  it('of one bucket share everything', () => passes(gateway('a', BUCKET, inline) + gateway('b', BUCKET, inline)));

  it('share index caches, and keep what they share in pods apart, whatever the buckets are', () => {
    const indexCache = cache('index-cache.config', memcached('memcached:11211'));
    passes(gateway('a', BUCKET, indexCache) + gateway('b', OTHER_BUCKET, indexCache));
    const memory = cache(CACHING_BUCKET, { type: 'IN-MEMORY', config: {} });
    passes(gateway('a', BUCKET, memory) + gateway('b', OTHER_BUCKET, memory));
    const sidecar = cache(CACHING_BUCKET, memcached('localhost:11211'));
    passes(gateway('a', BUCKET, sidecar) + gateway('b', OTHER_BUCKET, sidecar));
  });

  it('of buckets that nobody knows are left alone', () =>
    passes(gateway('a', '--objstore.config=$(A)', inline) + gateway('b', BUCKET, inline)));
});

describe('What is said of shared caches', () => {
  it('has no byte of a Secret', () => {
    const secret = (name: string) =>
      thanosYaml(
        ['query-frontend', `--query-frontend.downstream-url=http://query-${name}`, `--${QUERY_RANGE}=$(CACHE)`],
        {
          name,
          container: { env: [{ name: 'CACHE', valueFrom: { secretKeyRef: { name: 'cache', key: 'cache' } } }] },
        },
      );
    const cached = object({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'cache', namespace: 'monitoring' },
      stringData: { cache: JSON.stringify(memcached('sesame.example.com:11211')) },
    });
    const found = messages(cached + secret('a') + secret('b'));
    assert.equal(found.length, 1);
    assert.match(found[0] ?? '', /THANOS-566.* on servers/);
    assert.doesNotMatch(found[0] ?? '', /sesame/);
  });
});
