import type { Construct } from 'constructs';
import { ANYWHERE } from '../kubernetes/network';
import { type IObjectStore, OBJSTORE_DIRECTORY, type ObjectStoreBinding } from './object-store';

/** A Secret that somebody else makes, with the configuration of any provider that Thanos knows. */
export interface ExistingSecretProps {
  /** The Secret's name, in the chart's namespace. */
  readonly name: string;
  /** The key that holds the YAML. @default 'objstore.yaml' */
  readonly key?: string;
  /** The provider's port, for NetworkPolicies. @default 443 */
  readonly port?: number;
}

/**
 * The bucket as an existing Secret describes it: S3, GCS, Azurite, an account key. Pods do not restart when the Secret changes.
 *
 * @see https://thanos.io/tip/thanos/storage.md/
 */
export class ExistingSecretStore implements IObjectStore {
  constructor(readonly props: ExistingSecretProps) {}

  bind(_scope: Construct, _stack: string): ObjectStoreBinding {
    const key = this.props.key ?? 'objstore.yaml';
    return {
      file: `${OBJSTORE_DIRECTORY}/${key}`,
      volume: {
        volume: { name: 'objstore', secret: { secretName: this.props.name } },
        mount: { name: 'objstore', mountPath: OBJSTORE_DIRECTORY, readOnly: true },
      },
      environment: [],
      podLabels: {},
      podAnnotations: {},
      serviceAccountAnnotations: {},
      destinations: [{ peer: ANYWHERE, port: this.props.port ?? 443 }],
    };
  }
}
