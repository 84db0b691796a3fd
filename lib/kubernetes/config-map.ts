import { createHash } from 'node:crypto';
import * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Identity } from './identity';

/** The first 16 hexadecimal digits of the SHA-256 of a ConfigMap's data: equal content, equal hash, whatever the order of keys. */
export function contentHash(data: Readonly<Record<string, string>>): string {
  const entries = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 16);
}

/** A ConfigMap with a stable name. Pods that must restart when it changes carry its `contentHash` as an annotation. */
export function configMap(
  scope: Construct,
  id: string,
  identity: Pick<Identity, 'labels'> & { readonly name: string },
  data: Readonly<Record<string, string>>,
): kplus.ConfigMap {
  return new kplus.ConfigMap(scope, id, {
    metadata: { name: identity.name, labels: { ...identity.labels } },
    data: { ...data },
  });
}
