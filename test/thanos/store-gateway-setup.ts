import { ObjectStore } from '../../lib/objstore/factories';
import { ThanosStoreGateway, type ThanosStoreGatewayProps } from '../../lib/thanos/store-gateway';
import { find, synth, testChart } from '../helpers';

export const objstore = ObjectStore.existingSecret({ name: 'objstore', port: 10000 });

export function render(props: Partial<ThanosStoreGatewayProps> = {}) {
  const chart = testChart();
  const storeGateway = new ThanosStoreGateway(chart, 'store-gateway', { objstore, ...props });
  const manifests = synth(chart);
  const name = `${props.stack ?? 'thanos'}-${props.component ?? 'storegateway'}`;
  return { storeGateway, manifests, statefulSet: find(manifests, 'StatefulSet', name) };
}
