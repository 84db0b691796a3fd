import type { Chart } from 'cdk8s';
import { ObjectStore } from '../../../lib/objstore/factories';
import { ThanosQuery } from '../../../lib/thanos/query';
import { ThanosRuler, type ThanosRulerProps } from '../../../lib/thanos/ruler/ruler';
import { StoreApi } from '../../../lib/thanos/store-api';
import { synth, testChart } from '../../helpers';

export const objstore = ObjectStore.existingSecret({ name: 'bucket' });

export function querier(chart: Chart): ThanosQuery {
  return new ThanosQuery(chart, 'query', { endpoints: [StoreApi.at('dns+sidecar.example.com:10901')] });
}

export function add(chart: Chart, props: Partial<ThanosRulerProps> = {}): ThanosRuler {
  return new ThanosRuler(chart, 'ruler', { objstore, query: props.query ?? querier(chart), ...props });
}

export function render(props: Partial<ThanosRulerProps> = {}) {
  const chart = testChart();
  const ruler = add(chart, props);
  return { chart, ruler, manifests: synth(chart) };
}
