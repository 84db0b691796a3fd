import { type Chart, Size } from 'cdk8s';
import { type Fleet, type ReceiveHashringOptions, ThanosReceiveIngestor, ThanosReceiveRouter } from '../../../lib';
import type { RECEIVE_RULES } from '../../../lib/validation/catalogue/receive';
import type { RuleCases } from '../attempt';
import { pod, routed } from './receive-yaml';
import { objstore } from './setup';
import { thanos } from './stack';
import { tenantListCases } from './tenants';

const split = (...hashrings: ReceiveHashringOptions[]) => thanos({ receive: { router: {}, hashrings } });

/** A router in front of ingestors that somebody made by hand. */
const wired =
  (hashrings: readonly { readonly name: string; readonly stacks: readonly string[]; readonly tenants?: string[] }[]) =>
  (fleet: Fleet): void => {
    const chart: Chart = fleet.addCluster('west').addChart('receive', { namespace: 'thanos' });
    let made = 0;
    const rings = hashrings.map(({ name, tenants, stacks }) => ({
      name,
      tenants,
      ingestors: stacks.map((stack) => {
        const component = `ingestor-${made++}`;
        return new ThanosReceiveIngestor(chart, component, { objstore, stack, component });
      }),
    }));
    const replicationFactor = Math.min(...rings.map(({ ingestors }) => ingestors.length));
    new ThanosReceiveRouter(chart, 'router', { hashrings: rings, replicationFactor });
  };

export const receiveCases: RuleCases<keyof typeof RECEIVE_RULES> = {
  'THANOS-521': [
    { trips: split(), passes: split({ name: 'default' }) },
    {
      trips: thanos({ receive: { router: {}, zones: [] } }),
      passes: thanos({ receive: { router: {}, zones: ['westeurope-1'] } }),
    },
  ],
  'THANOS-522': [
    {
      trips: split({ name: 'a', tenants: ['team-a'] }, { name: 'a', tenants: ['team-b'] }),
      passes: split({ name: 'a', tenants: ['team-a'] }, { name: 'b', tenants: ['team-b'] }),
    },
    {
      trips: thanos({ receive: { router: {}, zones: ['westeurope-1', 'westeurope-1'] } }),
      passes: thanos({
        receive: { router: {}, zones: ['westeurope-1', 'westeurope-2', 'westeurope-3'], replicationFactor: 3 },
      }),
    },
    {
      trips: wired([
        { name: 'a', stacks: ['thanos'], tenants: ['team-a'] },
        { name: 'a', stacks: ['thanos'], tenants: ['team-b'] },
      ]),
      passes: wired([
        { name: 'a', stacks: ['thanos'], tenants: ['team-a'] },
        { name: 'b', stacks: ['thanos'], tenants: ['team-b'] },
      ]),
    },
  ],
  'THANOS-523': [
    { trips: wired([{ name: 'Team_A', stacks: ['thanos'] }]), passes: wired([{ name: 'team-a', stacks: ['thanos'] }]) },
  ],
  'THANOS-524': [
    {
      trips: split({ name: 'a', tenants: ['team-a'] }, { name: 'b', tenants: ['team-a', 'team-b'] }),
      passes: split({ name: 'a', tenants: ['team-a'] }, { name: 'b', tenants: ['team-b'] }),
    },
    tenantListCases['THANOS-524'],
  ],
  'THANOS-525': [
    {
      trips: split({ name: 'a', tenants: [] }, { name: 'default' }),
      passes: split({ name: 'a', tenants: ['team-a'] }, { name: 'default' }),
    },
    {
      trips: split({ name: 'a', tenants: ['team-a', ''] }, { name: 'default' }),
      passes: split({ name: 'a', tenants: ['team-a', 'default-tenant'] }, { name: 'default' }),
    },
    {
      trips: split({ name: 'a', tenants: ['team-*'] }, { name: 'default' }),
      passes: split({ name: 'a', tenants: ['team-*'], tenantMatcher: 'glob' }, { name: 'default' }),
    },
    tenantListCases['THANOS-525'],
  ],
  'THANOS-526': [
    {
      trips: wired([{ name: 'default', stacks: ['thanos', 'thanos', 'metrics'] }]),
      passes: wired([{ name: 'default', stacks: ['thanos', 'thanos', 'thanos'] }]),
    },
  ],
  'THANOS-527': [
    { trips: routed([pod(1)]), passes: routed([pod(1)], { ingestor: { replicas: 2 } }) },
    {
      trips: routed(['ingestors-0.ingestor.monitoring.svc:10901']),
      passes: routed(['ingestor-0.ingestor.monitoring.svc:10901']),
    },
  ],
  'THANOS-528': [
    {
      trips: thanos({ receive: { externalLabels: { receive_region: '' } } }),
      passes: thanos({ receive: { externalLabels: { receive_region: 'west' } } }),
    },
  ],
  'THANOS-529': [
    {
      trips: thanos({ receive: { storage: Size.gibibytes(100), retentionSize: Size.gibibytes(100) } }),
      passes: thanos({ receive: { storage: Size.gibibytes(100), retentionSize: Size.gibibytes(60) } }),
    },
  ],
  'THANOS-530': [
    {
      trips: thanos({ receive: { tenancy: { header: 'X Tenant' } } }),
      passes: thanos({ receive: { tenancy: { header: 'X-Tenant' } } }),
    },
    {
      trips: thanos({ receive: { tenancy: { defaultTenant: 'teams/none' } } }),
      passes: thanos({ receive: { tenancy: { defaultTenant: 'teams-none' } } }),
    },
  ],
};
