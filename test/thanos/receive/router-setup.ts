import type { Chart } from 'cdk8s';
import { ObjectStore } from '../../../lib/objstore/factories';
import { ThanosReceiveIngestor } from '../../../lib/thanos/receive/ingestor';
import type { ThanosReceiveIngestorOptions } from '../../../lib/thanos/receive/ingestor-options';
import { ThanosReceiveRouter, type ThanosReceiveRouterProps } from '../../../lib/thanos/receive/router';
import { synth, testChart } from '../../helpers';

export const objstore = ObjectStore.existingSecret({ name: 'objstore' });

export function ingestor(chart: Chart, component = 'receive-ingestor', options: ThanosReceiveIngestorOptions = {}) {
  return new ThanosReceiveIngestor(chart, component, { objstore, component, ...options });
}

export function render(
  props: Partial<ThanosReceiveRouterProps> = {},
  options: ThanosReceiveIngestorOptions = {},
  chart: Chart = testChart(),
) {
  const ingestors = [ingestor(chart, 'receive-ingestor', options)];
  const router = new ThanosReceiveRouter(chart, 'router', { hashrings: [{ name: 'default', ingestors }], ...props });
  return { chart, router, manifests: () => synth(chart) };
}
