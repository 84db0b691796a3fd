/** The Secret that the edge checks passwords with. */
export const BASIC_AUTH = 'basic-auth';

/** The Secret that Prometheus signs in with. */
export const REMOTE_WRITE = 'remotewrite-secret';

/** What comes out: the Secrets themselves, the values to put into a Key Vault, or manifests that name the Key Vault's entries. */
export type Output = 'secret' | 'key-vault-values' | 'external-secret' | 'secret-provider-class';

export const OUTPUTS: readonly Output[] = ['secret', 'key-vault-values', 'external-secret', 'secret-provider-class'];
