import type { Problem } from '../validation/problem';
import { isBlobContainer, isResourceGroup, isStorageAccount, principalProblems } from '../values/azure-resource';
import { GUID } from '../values/guid';
import type { AzureBlobProps } from './azure-blob';

/** What Azure, or Thanos' Azure provider, would refuse. */
export function azureBlobProblems(props: AzureBlobProps): Problem[] {
  const problems: Problem[] = [];
  const { identity, prefix } = props;
  if (!isStorageAccount(props.storageAccount)) {
    problems.push({
      rule: 'THANOS-302',
      what: `storageAccount "${props.storageAccount}" is no name of an Azure storage account: those have 3 to 24 lower-case letters and digits`,
      fix: 'Write the account name alone, without https:// and without .blob.core.windows.net',
    });
  }
  if (!isBlobContainer(props.container)) {
    problems.push({
      rule: 'THANOS-302',
      what: `container "${props.container}" is no name of a blob container: those have 3 to 63 lower-case letters, digits and single dashes, and no dash at either end`,
      fix: 'Write the container name alone; a folder in it goes into prefix',
    });
  }
  if (!GUID.test(identity.clientId)) {
    problems.push({
      rule: 'THANOS-303',
      what: `identity.clientId "${identity.clientId}" is no GUID`,
      fix: 'Write the client ID (not the name, not the object ID) of the managed identity: az identity show --query clientId',
    });
  }
  if (identity.principalId !== undefined) problems.push(...principalProblems(identity.clientId, identity.principalId));
  if (props.subscriptionId !== undefined && !GUID.test(props.subscriptionId)) {
    problems.push({
      rule: 'THANOS-303',
      what: `subscriptionId "${props.subscriptionId}" is no GUID`,
      fix: 'Write the ID of the subscription that the storage account is in: az account show --query id',
    });
  }
  if (props.resourceGroup !== undefined && !isResourceGroup(props.resourceGroup)) {
    problems.push({
      rule: 'THANOS-305',
      what: `resourceGroup "${props.resourceGroup}" is no name of a resource group: those have 1 to 90 letters, digits, dots, dashes, underscores and parentheses, and no dot at the end`,
      fix: 'Write the name alone: az storage account show --name <account> --query resourceGroup',
    });
  }
  if (identity.type === 'workload') {
    if (identity.tenantId !== undefined && !GUID.test(identity.tenantId)) {
      problems.push({
        rule: 'THANOS-303',
        what: `identity.tenantId "${identity.tenantId}" is no GUID`,
        fix: 'Write the Entra tenant ID: az account show --query tenantId',
      });
    }
    const seconds = identity.tokenExpirationSeconds;
    if (seconds !== undefined && !(Number.isInteger(seconds) && seconds >= 3600 && seconds <= 86_400)) {
      problems.push({
        rule: 'THANOS-308',
        what: `identity.tokenExpirationSeconds is ${seconds}: the workload identity webhook takes 3600 to 86400`,
        fix: 'Write a number in that range, or leave it out for 3600',
      });
    }
  }
  if (props.createContainer && props.subscriptionId !== undefined) {
    problems.push({
      rule: 'THANOS-033',
      what: `createContainer is true, and subscriptionId says that roles are assigned on container "${props.container}": they need it to exist, and do not allow to create it`,
      fix: 'Make the container yourself, and leave createContainer out',
    });
  }
  if (props.endpoint !== undefined && !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(props.endpoint)) {
    problems.push({
      rule: 'THANOS-306',
      what: `endpoint "${props.endpoint}" is no host suffix: Thanos puts https://<account>. before it and /<container> after it`,
      fix: "Write the suffix alone, for example 'blob.core.windows.net' or 'blob.core.chinacloudapi.cn'",
    });
  }
  if (prefix !== undefined && (prefix === '' || /^\/|\/$|\/\/|^\.|[^\w./-]/.test(prefix))) {
    problems.push({
      rule: 'THANOS-307',
      what: `prefix "${prefix}" is no folder name: Thanos takes letters, digits, dashes, dots and single slashes, none at either end`,
      fix: "Write, for example, 'team-a/metrics', or leave prefix out for the container's root",
    });
  }
  return problems;
}
