import { toYaml } from '../lib/values/yaml';
import { type Controller, htpasswdReader } from './controller';
import { BASIC_AUTH, REMOTE_WRITE } from './names';
import type { Manifest } from './secrets';

/** The names of the Key Vault entries. Those of a writer carry its user name, so that a rotation fills new entries and never half of a pair. */
export interface VaultEntries {
  /** The htpasswd file. */
  readonly htpasswd: string;
  readonly user: string;
  readonly password: string;
}

export function vaultEntries(prefix: string, user: string): VaultEntries {
  return {
    htpasswd: `${prefix}-${BASIC_AUTH}`,
    user: `${prefix}-remotewrite-user-${user}`,
    password: `${prefix}-remotewrite-password-${user}`,
  };
}

/** The Secrets to make from Key Vault. */
export interface VaultSecrets {
  readonly entries: VaultEntries;
  readonly user: string;
  readonly controller: Controller;
  /** Where `basic-auth` goes. @default - nowhere */
  readonly basicAuthNamespace?: string;
  /** Where `remotewrite-secret` goes. */
  readonly remoteWriteNamespaces: readonly string[];
}

/** ExternalSecrets of the External Secrets Operator, read through a ClusterSecretStore. */
export function externalSecrets(store: string, secrets: VaultSecrets): Manifest[] {
  const { entries, user, controller, basicAuthNamespace, remoteWriteNamespaces } = secrets;
  const manifest = (name: string, namespace: string, target: object, secretKey: string, entry: string): Manifest => ({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, namespace },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { kind: 'ClusterSecretStore', name: store },
      target: { name, creationPolicy: 'Owner', deletionPolicy: 'Retain', ...target },
      data: [{ secretKey, remoteRef: { key: entry } }],
    },
  });
  const { secretKey } = htpasswdReader(controller);
  // The user stands in the manifest: it then changes together with the entry of its password.
  const template = { engineVersion: 'v2', data: { user, password: '{{ .password }}' } };
  return [
    ...(basicAuthNamespace ? [manifest(BASIC_AUTH, basicAuthNamespace, {}, secretKey, entries.htpasswd)] : []),
    ...remoteWriteNamespaces.map((namespace) =>
      manifest(REMOTE_WRITE, namespace, { template }, 'password', entries.password),
    ),
  ];
}

/** How the Secrets Store CSI driver reaches a vault: with the workload identity of the pod that mounts the class. */
export interface VaultAccess {
  readonly keyVault: string;
  /** GUID of the vault's tenant. */
  readonly tenantId: string;
  /** GUID: the client id of the identity, not its object id. */
  readonly clientId: string;
}

/** SecretProviderClasses of the Secrets Store CSI driver. The Secrets exist while a pod of their namespace mounts the class. */
export function secretProviderClasses(access: VaultAccess, secrets: VaultSecrets): Manifest[] {
  const { entries, controller, basicAuthNamespace, remoteWriteNamespaces } = secrets;
  const manifest = (name: string, namespace: string, keys: Readonly<Record<string, string>>): Manifest => ({
    apiVersion: 'secrets-store.csi.x-k8s.io/v1',
    kind: 'SecretProviderClass',
    metadata: { name, namespace },
    spec: {
      provider: 'azure',
      parameters: {
        usePodIdentity: 'false',
        clientID: access.clientId,
        keyvaultName: access.keyVault,
        tenantID: access.tenantId,
        objects: toYaml({
          array: Object.values(keys).map((objectName) => toYaml({ objectName, objectType: 'secret' })),
        }),
      },
      secretObjects: [
        {
          secretName: name,
          type: 'Opaque',
          data: Object.entries(keys).map(([key, objectName]) => ({ objectName, key })),
        },
      ],
    },
  });
  const { secretKey } = htpasswdReader(controller);
  return [
    ...(basicAuthNamespace ? [manifest(BASIC_AUTH, basicAuthNamespace, { [secretKey]: entries.htpasswd })] : []),
    ...remoteWriteNamespaces.map((namespace) =>
      manifest(REMOTE_WRITE, namespace, { user: entries.user, password: entries.password }),
    ),
  ];
}
