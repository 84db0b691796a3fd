import { Fleet } from './lib/fleet/fleet';
export const fleet = new Fleet();
const hub = fleet.addCluster('playground', { externalLabels: { datacenter: 'westeu' } });
hub.addNamespace('thanos');
fleet.synth();
