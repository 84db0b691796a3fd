import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ThanosQuery } from '../../lib/thanos/query';
import { ThanosStoreGatewayShards, type ThanosStoreGatewayShardsProps } from '../../lib/thanos/store-gateway-shards';
import { assertProblem, configFile, field, find, synth, testChart } from '../helpers';
import { objstore } from './store-gateway-setup';

describe('ThanosStoreGatewayShards', () => {
  function shard(props: Omit<ThanosStoreGatewayShardsProps, 'objstore'>) {
    const chart = testChart();
    return { chart, shards: new ThanosStoreGatewayShards(chart, 'store-gateway', { objstore, ...props }) };
  }

  it('makes a StatefulSet for each part, which together keep every block once', () => {
    const { chart } = shard({ shards: 3, replicas: 2 });
    const manifests = synth(chart);
    for (const part of [0, 1, 2]) {
      const statefulSet = find(manifests, 'StatefulSet', `thanos-storegateway-${part}`);
      assert.equal(field(statefulSet, 'spec.replicas'), 2);
      assert.equal(
        field(statefulSet, 'spec.selector.matchLabels.app\\.kubernetes\\.io/component'),
        `storegateway-${part}`,
      );
      assert.deepEqual(configFile(manifests, `thanos-storegateway-${part}-selector-relabel`, 'selector-relabel.yaml'), [
        { action: 'hashmod', source_labels: ['__block_id'], modulus: 3, target_label: 'shard' },
        { action: 'keep', source_labels: ['shard'], regex: String(part) },
      ]);
    }
  });

  it('makes every part an endpoint', () => {
    const { chart, shards } = shard({ shards: 2 });
    new ThanosQuery(chart, 'query', { endpoints: [...shards.storeGateways] });
    assert.deepEqual(configFile(synth(chart), 'thanos-query-endpoints', 'endpoints.yaml'), {
      endpoints: [
        { address: 'dnssrv+_grpc._tcp.thanos-storegateway-0.thanos.svc.cluster.local' },
        { address: 'dnssrv+_grpc._tcp.thanos-storegateway-1.thanos.svc.cluster.local' },
      ],
    });
  });

  it('divides what other steps leave', () => {
    const { chart } = shard({
      shards: 2,
      component: 'store-eu',
      selector: [{ action: 'keep', sourceLabels: ['region'], regex: 'eu' }],
    });
    const steps = configFile(synth(chart), 'thanos-store-eu-1-selector-relabel', 'selector-relabel.yaml');
    assert.deepEqual(
      (steps as { action: string }[]).map(({ action }) => action),
      ['keep', 'hashmod', 'keep'],
    );
  });

  for (const shards of [0, 1.5, -1, Number.NaN]) {
    it(`refuses ${shards} shards`, () => assertProblem(shard({ shards }).chart, /shards is/));
  }
});
