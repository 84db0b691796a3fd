import { type AzureBlobProps, AzureIdentity, type Fleet, ObjectStore, ThanosReceive } from '../../../lib';
import type { AZURE_RULES } from '../../../lib/validation/catalogue/azure';
import type { RuleCases } from '../attempt';
import { azureConfigCases } from './azure-config';
import { objstore } from './setup';
import { ID, OTHER_ID, receive, serviceAccount } from './setup-azure';

const identity = AzureIdentity.kubelet({ clientId: ID });

const stack = (fleet: Fleet, options: Partial<AzureBlobProps>) =>
  fleet.addCluster('west').addThanos({
    objstore: ObjectStore.azureBlob({ storageAccount: 'thanostore', container: 'blocks', identity, ...options }),
  });

const workload = (fleet: Fleet, tokenExpirationSeconds: number) =>
  stack(fleet, { identity: AzureIdentity.workload({ clientId: ID, tokenExpirationSeconds }) });

const readByAnother = (fleet: Fleet, configName: string) =>
  fleet.addCluster('west').addThanos({
    objstore,
    storeGateway: {
      objstore: ObjectStore.azureBlob({
        storageAccount: 'thanostore',
        container: 'thanostore',
        identity: AzureIdentity.kubelet({ clientId: OTHER_ID }),
        configName,
      }),
    },
  });

const twoReceivers = (fleet: Fleet, region: string) => {
  for (const name of ['west', 'north']) {
    const chart = fleet.addCluster(name).addChart('receive', { namespace: 'thanos' });
    const externalLabels = { region: name === 'west' ? 'west' : region };
    new ThanosReceive(chart, 'receive', { objstore, externalLabels });
  }
};

export const azureCases: RuleCases<keyof typeof AZURE_RULES> = {
  ...azureConfigCases,
  'THANOS-033': [
    {
      trips: (fleet) => stack(fleet, { createContainer: true, subscriptionId: ID }),
      passes: (fleet) => stack(fleet, { createContainer: true }),
    },
  ],
  'THANOS-304': [
    {
      trips: (fleet) => stack(fleet, { identity: AzureIdentity.kubelet({ clientId: ID, principalId: ID }) }),
      passes: (fleet) => stack(fleet, { identity: AzureIdentity.kubelet({ clientId: ID, principalId: OTHER_ID }) }),
    },
  ],
  'THANOS-305': [
    {
      trips: (fleet) => stack(fleet, { resourceGroup: '/subscriptions/x/resourceGroups/thanos' }),
      passes: (fleet) => stack(fleet, { resourceGroup: 'thanos' }),
    },
  ],
  'THANOS-307': [
    {
      trips: (fleet) => stack(fleet, { prefix: '/team-a/' }),
      passes: (fleet) => stack(fleet, { prefix: 'team-a/metrics' }),
    },
  ],
  'THANOS-308': [
    { trips: (fleet) => workload(fleet, 3599), passes: (fleet) => workload(fleet, 3600) },
    {
      trips: serviceAccount('azure.workload.identity/service-account-token-expiration: "86401"'),
      passes: serviceAccount('azure.workload.identity/service-account-token-expiration: "86400"'),
    },
  ],
  'THANOS-309': [
    { trips: (fleet) => readByAnother(fleet, 'objstore'), passes: (fleet) => readByAnother(fleet, 'objstore-reader') },
  ],
  'THANOS-311': [
    { trips: (fleet) => twoReceivers(fleet, 'west'), passes: (fleet) => twoReceivers(fleet, 'north') },
    {
      trips: `${receive('west')}---${receive('north')}`,
      passes: `${receive('west', '"$(NAMESPACE)"')}---${receive('north', '"$(NAMESPACE)"')}`,
    },
  ],
};
