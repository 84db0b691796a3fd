/** Azure's clouds, by the names that `az cloud list` has for them: where Resource Manager answers, and where identities sign in. */
export const CLOUDS = {
  AzureCloud: { arm: 'https://management.azure.com', authority: 'https://login.microsoftonline.com' },
  AzureChinaCloud: { arm: 'https://management.chinacloudapi.cn', authority: 'https://login.chinacloudapi.cn' },
  AzureUSGovernment: { arm: 'https://management.usgovcloudapi.net', authority: 'https://login.microsoftonline.us' },
} as const;

export type Cloud = keyof typeof CLOUDS;

/** The scope of tokens for a cloud's Resource Manager. */
export function tokenScope(cloud: Cloud): string {
  return `${CLOUDS[cloud].arm}/.default`;
}
