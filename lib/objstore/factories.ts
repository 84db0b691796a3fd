import { type AzureBlobProps, AzureBlobStore } from './azure-blob';
import { type ExistingSecretProps, ExistingSecretStore } from './existing-secret';

/** The ways to say where the blocks are. */
export const ObjectStore = {
  /** A container of an Azure storage account, by way of an identity and without a secret. */
  azureBlob(props: AzureBlobProps): AzureBlobStore {
    return new AzureBlobStore(props);
  },

  /** Whatever the configuration in an existing Secret describes: S3, GCS, Azurite and others. */
  existingSecret(props: ExistingSecretProps): ExistingSecretStore {
    return new ExistingSecretStore(props);
  },
} as const;
