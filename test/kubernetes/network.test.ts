import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ThanosQuery } from '../../lib/thanos/query';
import { StoreApi } from '../../lib/thanos/store-api';
import { field, find, synth, testChart } from '../helpers';

describe('NetworkPolicies', () => {
  const chart = testChart();
  const leaf = new ThanosQuery(chart, 'leaf', {
    component: 'query-leaf',
    endpoints: [StoreApi.at('dns+sidecar.example.com:10901')],
    networkPolicy: true,
  });
  new ThanosQuery(chart, 'root', { endpoints: [leaf], networkPolicy: true, monitoring: {} });
  const manifests = synth(chart);
  const pods = (component: string) => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'thanos' } },
    podSelector: {
      matchLabels: {
        'app.kubernetes.io/name': 'thanos',
        'app.kubernetes.io/instance': 'thanos',
        'app.kubernetes.io/component': component,
      },
    },
  });

  it('open a port to the component that was handed this one, although it came later', () => {
    assert.deepEqual(field(find(manifests, 'NetworkPolicy', 'thanos-query-leaf'), 'spec.ingress'), [
      { from: [pods('query')], ports: [{ protocol: 'TCP', port: 10901 }] },
    ]);
  });

  it('let a component out to what it was handed', () => {
    const egress = field(find(manifests, 'NetworkPolicy', 'thanos-query'), 'spec.egress') as unknown[];
    assert.deepEqual(egress.at(-1), { to: [pods('query-leaf')], ports: [{ protocol: 'TCP', port: 10901 }] });
  });

  it('let a component out to an address that may be outside of the cluster or a pod, also where ranges do not cover pods', () => {
    const egress = field(find(manifests, 'NetworkPolicy', 'thanos-query-leaf'), 'spec.egress') as unknown[];
    assert.deepEqual(egress.at(-1), {
      to: [{ ipBlock: { cidr: '0.0.0.0/0' } }, { namespaceSelector: {} }],
      ports: [{ protocol: 'TCP', port: 10901 }],
    });
  });

  it('let Prometheus in where it scrapes', () => {
    assert.deepEqual(field(find(manifests, 'NetworkPolicy', 'thanos-query'), 'spec.ingress'), [
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'prometheus' } } }],
        ports: [{ protocol: 'TCP', port: 10902 }],
      },
    ]);
  });
});
