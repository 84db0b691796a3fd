import { ThanosQuery, type ThanosQueryProps } from '../../lib/thanos/query';
import { ThanosQueryFrontend, type ThanosQueryFrontendProps } from '../../lib/thanos/query-frontend';
import { StoreApi } from '../../lib/thanos/store-api';
import { find, synth, testChart } from '../helpers';

export function build(props: Partial<ThanosQueryFrontendProps> = {}, queryProps: Partial<ThanosQueryProps> = {}) {
  const chart = testChart();
  const query = new ThanosQuery(chart, 'query', { endpoints: [StoreApi.at('dns+store:10901')], ...queryProps });
  return { chart, frontend: new ThanosQueryFrontend(chart, 'query-frontend', { query, ...props }) };
}

export function render(props: Partial<ThanosQueryFrontendProps> = {}, queryProps: Partial<ThanosQueryProps> = {}) {
  const { chart, frontend } = build(props, queryProps);
  const manifests = synth(chart);
  const name = `${props.stack ?? 'thanos'}-${props.component ?? 'query-frontend'}`;
  return { frontend, manifests, deployment: find(manifests, 'Deployment', name) };
}
