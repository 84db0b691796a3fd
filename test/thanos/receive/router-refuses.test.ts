import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Chart } from 'cdk8s';
import type { ThanosReceiveIngestorOptions } from '../../../lib/thanos/receive/ingestor-options';
import type { MetaMonitoring } from '../../../lib/thanos/receive/limits';
import { ThanosReceiveRouter, type ThanosReceiveRouterProps } from '../../../lib/thanos/receive/router';
import { assertProblem, synth, testChart } from '../../helpers';
import { ingestor, objstore, render } from './router-setup';

describe('ThanosReceiveRouter refuses', () => {
  const mistakes: [string, Partial<ThanosReceiveRouterProps>, ThanosReceiveIngestorOptions, RegExp][] = [
    ['no hashring', { hashrings: [] }, {}, /hashrings is empty/],
    ['an empty hashring', { hashrings: [{ name: 'a', ingestors: [] }] }, {}, /THANOS-651: Hashring "a" has no pod/],
    ['more replicas than pods', { replicationFactor: 3 }, { replicas: 2, minReadySeconds: 1 }, /2 pods.* is 3.*start/],
    [
      'more replicas than members',
      { replicationFactor: 2 },
      { replicas: { from: 2, to: 1 }, minReadySeconds: 1 },
      /1 pod,/,
    ],
    ['a replication factor of 0', { replicationFactor: 0 }, {}, /replicationFactor is 0/],
    ['a fraction of it', { replicationFactor: 2.5 }, {}, /replicationFactor is 2.5/],
    ['rollouts that take a quorum', { replicationFactor: 3 }, { replicas: 3 }, /rolls out without a pause.*minReadyS/],
    ['no worker', { forwardAsyncWorkers: 0 }, {}, /forwardAsyncWorkers is 0/],
    ['a timeout that Thanos cannot read', { forwardTimeout: '1m1h' }, {}, /"1m1h" \(for --receive-forward-timeout/],
    ['an impossible header', { tenancy: { header: 'X Tenant' } }, {}, /tenancy.header "X Tenant"/],
    ['an impossible split label', { tenancy: { splitLabelName: 'a.b' } }, {}, /splitLabelName "a.b"/],
    ['impossible relabelling', { relabel: [{ action: 'replace', targetLabel: '' }] }, {}, /relabel\[0\]/],
    [
      'a negative limit',
      { limits: { default: { request: { seriesLimit: -1 } } } },
      {},
      /default.request.seriesLimit is -1/,
    ],
    ['a fraction of requests', { limits: { global: { maxConcurrency: 0.5 } } }, {}, /maxConcurrency is 0.5/],
    [
      'an unenforced limit',
      { limits: { tenants: { a: { headSeriesLimit: 5 } } } },
      {},
      /tenants\["a"\].headSeriesLimit.*metaM/,
    ],
    ['half a URL', { limits: { global: { metaMonitoring: { url: 'thanos:10902' } } } }, {}, /"thanos:10902" is no URL/],
    ['a password in a URL', { limits: { global: { metaMonitoring: { url: 'http://a:b@c' } } } }, {}, /passwordFile/],
    ['a half-replica ingestor, once', {}, { replicas: 0.5 }, /replicas is 0.5/],
  ];
  for (const [mistake, props, options, message] of mistakes) {
    it(mistake, () => assertProblem(render(props, options).chart, message));
  }

  it('never repeats a password', () => {
    const { chart } = render({ limits: { global: { metaMonitoring: { url: 'http://a:secret@c' } } } });
    assert.doesNotMatch(
      chart.node
        .findAll()
        .flatMap((node) => node.node.validate())
        .join(),
      /secret/,
    );
  });

  type Rings = (chart: Chart) => ThanosReceiveRouterProps['hashrings'];
  const rings: [string, Rings, RegExp, number?][] = [
    [
      'a catch-all that hides others',
      (chart) => [
        { name: 'all', ingestors: [ingestor(chart, 'a')] },
        { name: 'team-a', tenants: ['a'], ingestors: [ingestor(chart, 'b')] },
      ],
      /"all" has no tenants.*"team-a" after it/,
    ],
    [
      'two catch-alls',
      (chart) => [
        { name: 'all', ingestors: [ingestor(chart, 'a')] },
        { name: 'rest', ingestors: [ingestor(chart, 'b')] },
      ],
      /"all" has no tenants.*"rest" after it/,
    ],
    [
      'a tenant of two hashrings',
      (chart) => [
        { name: 'one', tenants: ['a', 'b'], ingestors: [ingestor(chart, 'a')] },
        { name: 'two', tenants: ['b'], ingestors: [ingestor(chart, 'b')] },
      ],
      /Tenant "b" is in two/,
    ],
    [
      'no tenants, which means all of them',
      (chart) => [{ name: 'one', tenants: [], ingestors: [ingestor(chart, 'a')] }],
      /empty list of tenants, which Thanos reads as: every tenant/,
    ],
    [
      'a tenant without a name',
      (chart) => [{ name: 'one', tenants: [''], ingestors: [ingestor(chart, 'a')] }],
      /a tenant without a name/,
    ],
    [
      'a pattern as a name',
      (chart) => [{ name: 'one', tenants: ['team-*'], ingestors: [ingestor(chart, 'a')] }],
      /"team-\*".*tenantMatcher: 'glob'/,
    ],
    [
      'two hashrings of one name',
      (chart) => [
        { name: 'one', tenants: ['a'], ingestors: [ingestor(chart, 'a', { replicas: 2 })] },
        { name: 'one', ingestors: [ingestor(chart, 'b', { replicas: 2 })] },
      ],
      /Two hashrings are called "one"/,
    ],
    [
      'a name that objects cannot have',
      (chart) => [{ name: 'Team A', ingestors: [ingestor(chart, 'a')] }],
      /hashring name "Team A"/,
    ],
    [
      'an ingestor twice in one hashring',
      (chart) => {
        const twice = ingestor(chart, 'a');
        return [{ name: 'one', ingestors: [twice, twice] }];
      },
      /Ingestor thanos-a is in hashrings twice/,
    ],
    [
      'an ingestor in two hashrings',
      (chart) => {
        const shared = ingestor(chart, 'a');
        return [
          { name: 'one', tenants: ['a'], ingestors: [shared] },
          { name: 'two', ingestors: [shared] },
        ];
      },
      /Ingestor thanos-a is in hashrings twice/,
    ],
    [
      'zones that hashmod does not know',
      (chart) => [{ name: 'one', algorithm: 'hashmod', ingestors: [ingestor(chart, 'a', { zone: 'z1' })] }],
      /zone z1, and hashmod does not know zones/,
    ],
    [
      'too few members for hashmod',
      (chart) => [{ name: 'one', algorithm: 'hashmod', ingestors: [ingestor(chart, 'a')] }],
      /1 pod, and replicationFactor is 4: Thanos would refuse every write/,
      4,
    ],
    [
      'zones so uneven that Thanos hangs',
      (chart) => [
        {
          name: 'one',
          ingestors: [
            ingestor(chart, 'a', { zone: 'z1' }),
            ingestor(chart, 'b', { zone: 'z2', replicas: 3, minReadySeconds: 1 }),
          ],
        },
      ],
      /1 in z1, 3 in z2.*hangs/,
      4,
    ],
    [
      'ingestors of two stacks in one hashring',
      (chart) => [{ name: 'one', ingestors: [ingestor(chart, 'a'), ingestor(chart, 'b', { stack: 'other' })] }],
      /stack thanos in namespace thanos and of stack other/,
    ],
  ];
  for (const [mistake, hashrings, message, replicationFactor] of rings) {
    it(mistake, () => {
      const chart = testChart();
      new ThanosReceiveRouter(chart, 'router', { hashrings: hashrings(chart), replicationFactor });
      assertProblem(chart, message);
    });
  }

  it('no zones that Thanos copes with', () => {
    const chart = testChart();
    const ingestors = [1, 2, 5].map((replicas) =>
      ingestor(chart, `z${replicas}`, { zone: `z${replicas}`, replicas, minReadySeconds: 1 }),
    );
    const empty = ingestor(chart, 'z0', { zone: 'z0', replicas: { from: 0, to: 1 } });
    new ThanosReceiveRouter(chart, 'router', {
      hashrings: [{ name: 'default', ingestors: [...ingestors, empty] }],
      replicationFactor: 5,
    });
    assert.doesNotThrow(() => synth(chart));
  });
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(chart: Chart): void {
  const hashrings = [{ name: 'default', ingestors: [ingestor(chart)] }];
  // @ts-expect-error a router has to write somewhere
  new ThanosReceiveRouter(chart, 'a', {});
  // @ts-expect-error a router has no TSDB, and uploads nothing
  new ThanosReceiveRouter(chart, 'b', { hashrings, objstore });
  // @ts-expect-error members are ingestors, never addresses
  new ThanosReceiveRouter(chart, 'c', { hashrings: [{ name: 'default', ingestors: ['receive-0:10901'] }] });
  // @ts-expect-error the protocol is one of two
  new ThanosReceiveRouter(chart, 'd', { hashrings, replicationProtocol: 'grpc' });
  const url = 'http://query:10902';
  // @ts-expect-error a password is in a file
  const httpClient: MetaMonitoring['httpClient'] = { basicAuth: { username: 'thanos', password: 'secret' } };
  new ThanosReceiveRouter(chart, 'e', { hashrings, limits: { global: { metaMonitoring: { url, httpClient } } } });
}
