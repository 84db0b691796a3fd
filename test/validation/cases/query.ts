import { type Fleet, StoreApi, ThanosQuery } from '../../../lib';
import type { QUERY_RULES } from '../../../lib/validation/catalogue/query';
import type { RuleCases } from '../attempt';
import { thanos } from './stack';

const sidecar = (name = 'sidecar') => StoreApi.at(`dns+${name}.example.com:10901`);

const querier =
  (...endpoints: StoreApi[]) =>
  (fleet: Fleet): void => {
    new ThanosQuery(fleet.addCluster('west').addChart('query', { namespace: 'thanos' }), 'query', { endpoints });
  };

export const queryCases: RuleCases<keyof typeof QUERY_RULES> = {
  'THANOS-541': [{ trips: querier(), passes: querier(sidecar()) }],
  'THANOS-542': [{ trips: querier(sidecar(), sidecar()), passes: querier(sidecar(), sidecar('other')) }],
  'THANOS-543': [
    {
      trips: querier(StoreApi.at('dns+sidecar.example.com:10901', { strict: true })),
      passes: querier(StoreApi.at('sidecar.example.com:10901', { strict: true })),
    },
  ],
  'THANOS-544': [
    {
      trips: thanos({ query: { tenancy: { enforce: true, labelName: 'team' } } }),
      passes: thanos({
        query: { tenancy: { enforce: true, labelName: 'team' } },
        receive: { tenancy: { labelName: 'team' } },
      }),
    },
  ],
  'THANOS-545': [
    {
      trips: thanos({ query: { tenancy: { enforce: true, defaultTenant: 'everybody' } } }),
      passes: thanos({ query: { tenancy: { enforce: true } } }),
    },
  ],
};
