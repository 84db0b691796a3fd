import type * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { configMap } from '../../kubernetes/config-map';
import type { Identity } from '../../kubernetes/identity';
import { type Hashring, hashringConfig, type ReplicationProtocol } from './hashring';

export const HASHRINGS_FILE = 'hashrings.json';

/** The ConfigMap `<name>-hashrings`. Its name is stable and no hash of it is on pods, so that a new ring restarts nothing. */
export function hashringsConfigMap(
  scope: Construct,
  identity: Identity,
  hashrings: readonly Hashring[],
  protocol: ReplicationProtocol = 'protobuf',
): kplus.ConfigMap {
  return configMap(
    scope,
    'hashrings-config',
    { name: `${identity.name}-hashrings`, labels: identity.labels },
    { [HASHRINGS_FILE]: `${JSON.stringify(hashringConfig(hashrings, protocol), undefined, 2)}\n` },
  );
}
