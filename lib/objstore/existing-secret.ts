import type { Construct } from 'constructs';
import { ANYWHERE } from '../kubernetes/network';
import { claim } from '../validation/claim';
import { declareExisting } from '../validation/existing';
import { reportProblem } from '../validation/problem';
import { DNS_NAME } from '../values/dns-name';
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

  bind(scope: Construct, _stack: string): ObjectStoreBinding {
    const key = this.props.key ?? 'objstore.yaml';
    if (claim(scope.node.root, scope, this) === undefined) this.check(scope, key);
    declareExisting(scope, { kind: 'Secret', name: this.props.name });
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

  private check(scope: Construct, key: string): void {
    const { name } = this.props;
    if (!DNS_NAME.test(name)) {
      reportProblem(scope, {
        rule: 'THANOS-202',
        what: `The object store's Secret "${name}" is no name of a Secret: those are lower-case letters, digits, dashes and dots`,
        fix: "Write the name alone, for example 'objstore', and make the Secret where Thanos runs",
      });
    }
    if (!/^[-\w.]+$/.test(key)) {
      reportProblem(scope, {
        rule: 'THANOS-202',
        what: `The key "${key}" of Secret ${name} is none that a Secret can have: those are letters, digits, dashes, dots and underscores`,
        fix: "Write the key, for example 'objstore.yaml'",
      });
    }
  }
}
