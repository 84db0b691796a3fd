import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ObjectStore } from '../../lib/objstore/factories';
import { ThanosBucketWeb, type ThanosBucketWebProps } from '../../lib/thanos/bucket-web';
import { everyThanosOption } from '../every-option';
import { args, assertProblem, configFile, container, field, find, flag, synth, testChart } from '../helpers';

const objstore = ObjectStore.existingSecret({ name: 'bucket' });

function render(props: Partial<ThanosBucketWebProps> = {}) {
  const chart = testChart();
  const bucketWeb = new ThanosBucketWeb(chart, 'bucketweb', { objstore, ...props });
  return { chart, bucketWeb, manifests: synth(chart) };
}

describe('ThanosBucketWeb by default', () => {
  const { manifests, bucketWeb } = render();
  const deployment = find(manifests, 'Deployment', 'thanos-bucketweb');

  it('shows the bucket, and lets nobody mark its blocks', () => {
    assert.deepEqual(args(deployment), [
      'tools',
      'bucket',
      'web',
      '--log.level=info',
      '--log.format=logfmt',
      '--objstore.config-file=/etc/thanos/objstore/objstore.yaml',
      '--disable-admin-operations',
    ]);
  });

  it('runs one pod, as the restricted Pod Security Standard asks', () => {
    assert.equal(field(deployment, 'spec.replicas'), 1);
    assert.deepEqual(field(container(deployment), 'securityContext'), {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    assert.deepEqual(manifests.map(({ kind }) => kind).sort(), ['Deployment', 'Service', 'ServiceAccount']);
  });

  it('is reached where its Service is', () => {
    assert.equal(bucketWeb.url, 'http://thanos-bucketweb.thanos.svc.cluster.local:10902');
    assert.equal(bucketWeb.route.service, 'thanos-bucketweb');
    assert.deepEqual(bucketWeb.route.port, { name: 'http', number: 10902 });
  });

  it('offers its pages and what they read to the outside, and nothing else', () => {
    const { paths } = bucketWeb.route;
    assert.deepEqual(
      paths.filter(({ type }) => type === 'Prefix'),
      [{ path: '/static', type: 'Prefix' }],
    );
    const exact = paths.filter(({ type }) => type === 'Exact').map(({ path }) => path);
    for (const page of ['/', '/blocks', '/favicon.ico', '/api/v1/blocks', '/api/v1/status/flags']) {
      assert.ok(exact.includes(page), page);
    }
    for (const secret of ['/api/v1/blocks/mark', '/metrics', '/-/healthy', '/-/ready', '/debug/pprof']) {
      assert.equal(exact.includes(secret), false, secret);
    }
  });
});

describe('ThanosBucketWeb with every option', () => {
  const all: Required<ThanosBucketWebProps> = {
    objstore,
    component: 'bucketweb-eu',
    refresh: '10m',
    timeout: '2m',
    groupingLabel: 'cluster',
    routePrefix: '/bucket',
    externalPrefix: '/outside/bucket',
    prefixHeader: 'X-Forwarded-Prefix',
    selector: [{ action: 'drop', sourceLabels: ['cluster'], regex: 'test-.*' }],
    minTime: '-2y',
    maxTime: '2026-01-01T00:00:00Z',
    adminOperations: true,
    ...everyThanosOption,
  };
  const { manifests, bucketWeb } = render(all);
  const deployment = find(manifests, 'Deployment', 'hub-bucketweb-eu');

  it('renders the flags that the options stand for', () => {
    assert.deepEqual(args(deployment), [
      'tools',
      'bucket',
      'web',
      '--log.level=debug',
      '--log.format=json',
      '--enable-auto-gomemlimit',
      '--tracing.config-file=/etc/thanos/tracing/tracing.yaml',
      '--objstore.config-file=/etc/thanos/objstore/objstore.yaml',
      '--refresh=10m',
      '--timeout=2m',
      '--label=cluster',
      '--min-time=-2y',
      '--max-time=2026-01-01T00:00:00Z',
      '--selector.relabel-config-file=/etc/thanos/selector/selector.yaml',
      '--web.route-prefix=/bucket',
      '--web.external-prefix=/outside/bucket',
      '--web.prefix-header=X-Forwarded-Prefix',
      '--http-grace-period=1m',
    ]);
  });

  it('shows its part of the blocks', () => {
    assert.deepEqual(configFile(manifests, 'hub-bucketweb-eu-selector', 'selector.yaml'), [
      { action: 'drop', source_labels: ['cluster'], regex: 'test-.*' },
    ]);
  });

  it('answers under its prefix', () => {
    assert.equal(bucketWeb.url, 'http://hub-bucketweb-eu.thanos.svc.cluster.local:10902/bucket');
    const paths = bucketWeb.route.paths.map(({ path }) => path);
    for (const page of ['/bucket', '/bucket/', '/bucket/blocks', '/bucket/static', '/bucket/api/v1/blocks']) {
      assert.ok(paths.includes(page), page);
    }
    assert.equal(
      paths.every((path) => path === '/bucket' || path.startsWith('/bucket/')),
      true,
    );
  });

  it('keeps the marking of blocks inside of the cluster even where it is allowed', () => {
    assert.equal(
      bucketWeb.route.paths.some(({ path }) => path.includes('mark')),
      false,
    );
  });
});

describe('ThanosBucketWeb', () => {
  it('answers under the prefix of its links when it is given no other, as Thanos does', () => {
    const { manifests, bucketWeb } = render({ externalPrefix: 'blocks/' });
    assert.equal(bucketWeb.url, 'http://thanos-bucketweb.thanos.svc.cluster.local:10902/blocks');
    assert.equal(flag(find(manifests, 'Deployment', 'thanos-bucketweb'), 'web.external-prefix'), 'blocks/');
  });
});

describe('ThanosBucketWeb refuses', () => {
  const mistakes: [string, Partial<ThanosBucketWebProps>, RegExp][] = [
    ['to refresh without a pause', { refresh: '0s' }, /refresh is 0s/],
    ['to have no time for it', { timeout: '0m' }, /timeout is 0m/],
    ['a label with a value', { groupingLabel: 'cluster="a"' }, /groupingLabel is "cluster="a""/],
    ['a selector without labels', { selector: [{ action: 'keep', sourceLabels: [], regex: 'a' }] }, /selector\[0\]/],
    ['a fraction', { refresh: '0.5h' }, /"0.5h" \(for --refresh\)/],
    ['a flag given twice', { extraArguments: ['--refresh=1h'], refresh: '30m' }, /--refresh is rendered already/],
  ];
  for (const [mistake, props, message] of mistakes) {
    it(mistake, () => {
      const chart = testChart();
      new ThanosBucketWeb(chart, 'bucketweb', { objstore, ...props });
      assertProblem(chart, message);
    });
  }
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  const chart = testChart();
  // @ts-expect-error the bucket is required
  new ThanosBucketWeb(chart, 'a', {});
  // @ts-expect-error a duration has a unit
  new ThanosBucketWeb(chart, 'b', { objstore, refresh: '30' });
  // @ts-expect-error this duration is Go's, which has no days
  new ThanosBucketWeb(chart, 'c', { objstore, refresh: '1d' });
}
