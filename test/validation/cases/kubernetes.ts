import * as kplus from 'cdk8s-plus-27';
import type { Fleet } from '../../../lib';
import type { KUBERNETES_RULES } from '../../../lib/validation/catalogue/kubernetes';
import type { RuleCases } from '../attempt';

const configMaps = (fleet: Fleet, ...names: string[]) => {
  const chart = fleet.addCluster('west').addChart('apps', { namespace: 'apps' });
  for (const [index, name] of names.entries()) new kplus.ConfigMap(chart, `config-${index}`, { metadata: { name } });
};

export const kubernetesCases: RuleCases<keyof typeof KUBERNETES_RULES> = {
  'THANOS-101': [
    {
      trips: (fleet) => configMaps(fleet, 'config', 'config'),
      passes: (fleet) => configMaps(fleet, 'config', 'other'),
    },
  ],
};
