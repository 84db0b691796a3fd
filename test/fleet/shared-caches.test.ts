import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  CachingBucket,
  type ClusterThanosProps,
  Fleet,
  ResponseCache,
  suppressRule,
  type ThanosStack,
} from '../../lib';
import { objstore, otherObjstore } from '../validation/cases/setup';

/** A stack in each of two clusters; the second one is made when it is its turn. */
function fleetOf(options: Partial<ClusterThanosProps>, change = (_: ThanosStack): void => undefined): Fleet {
  const fleet = new Fleet({ outdir: '/nowhere' });
  fleet.addCluster('west').addThanos({ objstore, ...options });
  fleet.addCluster('north', {}, (cluster) => change(cluster.addThanos({ objstore: otherObjstore, ...options })));
  return fleet;
}

const addresses = ['a.cache.example.com:11211', 'b.cache.example.com:11211'];
const cache = ResponseCache.memcached({ addresses });
const shared = { queryFrontend: { queryRange: { cache }, labelRequests: { cache } } };

const answersOn = (address: string) => ({
  queryFrontend: { queryRange: { cache: ResponseCache.memcached({ addresses: [address] }) } },
});

describe('Caches of two clusters', () => {
  it('with answers are told of once, at the later query frontend, however much they share', () => {
    const [found, ...others] = fleetOf(shared).validate();
    assert.deepEqual(others, []);
    assert.equal(found?.path, 'thanos/thanos/query-frontend');
    assert.match(
      found?.message ?? '',
      /^THANOS-566: Its answers are kept on a\.cache\.example\.com:11211, as are those of thanos\/thanos\/query-frontend in cluster west/,
    );
  });

  it('with answers may be suppressed, where the queriers ask the same', () => {
    const fleet = fleetOf(shared, ({ queryFrontend }) => {
      assert.ok(queryFrontend);
      suppressRule(queryFrontend, 'THANOS-566', 'Both queriers ask the same endpoints');
    });
    assert.deepEqual(fleet.validate(), []);
  });

  it('with lists of blocks are told of at the later store gateway, with both buckets', () => {
    const storeGateway = {
      cachingBucket: CachingBucket.redis({ addresses: ['cache.example.com:6379'], prefix: 'thanos' }),
    };
    const [found, ...others] = fleetOf({ storeGateway }).validate();
    assert.deepEqual(others, []);
    assert.equal(found?.path, 'thanos/thanos/store-gateway');
    assert.match(found?.message ?? '', /^THANOS-567: .*\/other, and that of .* in cluster west lists .*\/thanostore,/);
  });

  for (const address of [
    'memcached:11211',
    'memcached.cache:11211',
    'dnssrvnoa+_client._tcp.memcached.cache.svc.cluster.local',
    'memcached-0.memcached.cache.svc:11211',
    'localhost:11211',
  ]) {
    it(`are different ones at ${address}, which is another server in each cluster`, () =>
      assert.deepEqual(fleetOf(answersOn(address)).validate(), []));
  }

  for (const address of [
    '10.0.0.7:11211',
    'dnssrv+_client._tcp.cache.example.com',
    'memcached.cache.svc.clusterset.local:11211',
  ]) {
    it(`are one at ${address}, which is the same server for both`, () =>
      assert.deepEqual(
        fleetOf(answersOn(address))
          .validate()
          .map(({ rule }) => rule),
        ['THANOS-566'],
      ));
  }
});
