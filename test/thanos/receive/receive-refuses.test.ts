import { describe, it } from 'node:test';
import { ThanosReceive } from '../../../lib/thanos/receive/receive';
import type { ThanosReceiveOptions } from '../../../lib/thanos/receive/receive-options';
import { assertProblem, testChart } from '../../helpers';
import { objstore, render } from './receive-setup';

describe('ThanosReceive refuses', () => {
  const mistakes: [string, ThanosReceiveOptions, RegExp][] = [
    ['more replicas of a series than pods', { replicationFactor: 3 }, /1 pod, and replicationFactor is 3/],
    ['the same, split', { router: {}, replicas: 2, replicationFactor: 3 }, /2 pods, and replicationFactor is 3/],
    ['zero pods, and says so once', { replicas: 0 }, /replicas is 0/],
    [
      'a pause of none where it replicates',
      { replicas: 3, replicationFactor: 3, minReadySeconds: 0 },
      /without a pause/,
    ],
    ['an impossible tenant, once', { tenancy: { defaultTenant: '' } }, /defaultTenant "" cannot be/],
    ['an impossible header, split', { router: {}, tenancy: { header: '' } }, /tenancy.header ""/],
    ['an unreadable retention', { retention: '1h1d' }, /"1h1d" \(for --tsdb.retention\)/],
    ['no hashring', { router: {}, hashrings: [] }, /hashrings is empty/],
    [
      'a hashring twice',
      { router: {}, hashrings: [{ name: 'a', tenants: ['a'] }, { name: 'a' }] },
      /hashrings has "a" twice/,
    ],
    ['a zone twice', { router: {}, zones: ['z1', 'z1'] }, /zones has "z1" twice/],
    ['no zone', { router: {}, zones: [] }, /zones is empty/],
    [
      'a zone that no object can be called by',
      { router: {}, zones: ['Zone_1'] },
      /"thanos-receive-ingestor-Zone_1" is no/,
    ],
    [
      'zones that hashmod does not know',
      { router: {}, zones: ['z1'], hashrings: [{ name: 'default', algorithm: 'hashmod' }] },
      /hashmod does not know zones/,
    ],
  ];
  for (const [mistake, options, message] of mistakes) {
    it(mistake, () => assertProblem(render(options).chart, message));
  }
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  const chart = testChart();
  // @ts-expect-error blocks have to go somewhere
  new ThanosReceive(chart, 'a', {});
  // @ts-expect-error tenants of their own need routers
  new ThanosReceive(chart, 'b', { objstore, hashrings: [{ name: 'team-a', tenants: ['a'] }] });
  // @ts-expect-error one StatefulSet cannot be in three zones
  new ThanosReceive(chart, 'c', { objstore, zones: ['z1', 'z2', 'z3'] });
  // @ts-expect-error the zones of ingestors are `zones`
  new ThanosReceive(chart, 'd', { objstore, router: {}, zone: 'z1' });
  // @ts-expect-error ingestors are never autoscaled
  new ThanosReceive(chart, 'e', { objstore, replicas: { autoscaling: {} } });
  // @ts-expect-error how series are routed holds for both shapes, and stands beside `router`
  new ThanosReceive(chart, 'f', { objstore, router: { replicationFactor: 3 } });
  new ThanosReceive(chart, 'g', { objstore, router: { replicas: { autoscaling: {} } } });
}
