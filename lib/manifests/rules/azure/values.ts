import { isBlobContainer, isStorageAccount } from '../../../values/azure-resource';
import { GUID } from '../../../values/guid';
import { annotationsOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { azureStoresOf, shown, written } from '../../object-store';
import { asText } from '../../value';

/** Names hold to Azure's rules where Azure is what answers, and not an emulator. */
const AZURE_HOSTS = /\.(windows\.net|chinacloudapi\.cn|usgovcloudapi\.net|azure\.net)$/;
const SPECIAL_CONTAINERS = ['$root', '$logs', '$web'];

export const impossibleAzureName: ManifestRule = {
  rule: 'THANOS-302',
  check: (cluster) =>
    azureStoresOf(cluster).flatMap((store): Finding[] => {
      const { config, process } = store;
      if (config['storage_connection_string'] || !AZURE_HOSTS.test(written(config, 'endpoint') ?? '.windows.net')) {
        return [];
      }
      const { object } = process.workload;
      const findings: Finding[] = [];
      const account = written(config, 'storage_account');
      if (account !== undefined && !isStorageAccount(account)) {
        findings.push({
          object,
          what: `The object store's ${shown(store, 'storage_account')} is no name of an Azure storage account: those have 3 to 24 lower-case letters and digits`,
          fix: 'Write the account name alone, without https:// and without .blob.core.windows.net',
        });
      }
      const container = written(config, 'container');
      if (container !== undefined && !isBlobContainer(container) && !SPECIAL_CONTAINERS.includes(container)) {
        findings.push({
          object,
          what: `The object store's ${shown(store, 'container')} is no name of a blob container: those have 3 to 63 lower-case letters, digits and single dashes`,
          fix: 'Write the container name alone; a folder in it goes into prefix, beside type and config',
        });
      }
      return findings;
    }),
};

export const impossibleAzureEndpoint: ManifestRule = {
  rule: 'THANOS-306',
  check: (cluster) =>
    azureStoresOf(cluster)
      .filter(({ config }) => {
        const endpoint = asText(config['endpoint']);
        if (endpoint === undefined || config['storage_connection_string']) return false;
        const account = written(config, 'storage_account');
        return /^$|^\.|[/\s]/.test(endpoint) || (account !== undefined && endpoint.startsWith(`${account}.`));
      })
      .map((store) => ({
        object: store.process.workload.object,
        what: `The object store's ${shown(store, 'endpoint')} is no host suffix: Thanos puts https://<account>. before it and /<container> after it`,
        fix: "Write the suffix alone, for example 'blob.core.windows.net', or leave endpoint out",
      })),
};

const ID_FIELDS = ['user_assigned_id', 'client_id', 'az_tenant_id'];
const ID_ANNOTATIONS = ['azure.workload.identity/client-id', 'azure.workload.identity/tenant-id'];

/** IDs in object store configurations and on ServiceAccounts. */
export const noGuid: ManifestRule = {
  rule: 'THANOS-303',
  check: (cluster) => [
    ...azureStoresOf(cluster).flatMap((store) =>
      ID_FIELDS.filter((field) => !GUID.test(written(store.config, field) ?? SOME_GUID)).map((field) => ({
        object: store.process.workload.object,
        what: `The object store's ${shown(store, field)} is no GUID, and Azure knows nobody by it`,
        fix: 'Write the client ID of the identity, or the ID of the tenant; not a name, and not a resource ID',
      })),
    ),
    ...cluster.ofKind('', 'ServiceAccount').flatMap((object) => {
      const annotations = annotationsOf(object);
      return ID_ANNOTATIONS.filter((key) => !GUID.test(annotations[key] || SOME_GUID)).map((key) => ({
        object,
        what: `The annotation ${key} is "${annotations[key]}", which is no GUID: Azure knows nobody by it`,
        fix: 'Write the client ID of the identity, or the ID of the tenant; not a name, and not a resource ID',
      }));
    }),
  ],
};

const SOME_GUID = '00000000-0000-0000-0000-000000000000';

const EXPIRATION = 'azure.workload.identity/service-account-token-expiration';

export const tokenLifetime: ManifestRule = {
  rule: 'THANOS-308',
  check: (cluster) =>
    cluster.ofKind('', 'ServiceAccount').flatMap((object) => {
      const given = annotationsOf(object)[EXPIRATION];
      const seconds = Number(given);
      if (given === undefined || (Number.isInteger(seconds) && seconds >= 3600 && seconds <= 86_400)) return [];
      return [
        {
          object,
          what: `The annotation ${EXPIRATION} is "${given}": the workload identity webhook takes 3600 to 86400`,
          fix: 'Write a number in that range, or leave it out for 3600',
        },
      ];
    }),
};
