import { bucketOf } from '../../../manifests/bucket';
import type { ThanosProcess } from '../../../manifests/thanos-process';
import { asMap, asText, at } from '../../../manifests/value';

const AZURE_ENDPOINT = 'blob.core.windows.net';

/**
 * What is the same for two processes that use one bucket under one prefix, whether defaults are written out or not; `undefined` where
 * that cannot be known. It may come out of a Secret, and is for no message.
 */
export function bucketPlace(process: ThanosProcess): string | undefined {
  const place = bucketOf(process);
  const file = process.config('objstore.config');
  if (place === undefined || asText(at(file, 'type'))?.toUpperCase() !== 'AZURE') return place;
  const { storage_account, container, endpoint } = asMap(at(file, 'config'));
  const prefix = asText(at(file, 'prefix'))?.replace(/^\/+|\/+$/g, '') ?? '';
  return ['AZURE', storage_account, container, endpoint || AZURE_ENDPOINT, prefix].join(' ');
}

/** A bucket as messages have it: without anything out of a Secret. */
export function bucketName(process: ThanosProcess): string {
  const source = process.configSource('objstore.config');
  const config = asMap(process.config('objstore.config'));
  if (source?.kind === 'Secret' || Object.keys(config).length === 0) {
    return source ? `the bucket of ${source.kind} ${source.name}` : 'its bucket';
  }
  const { storage_account, container, bucket } = asMap(config['config']);
  const parts = [storage_account, container, bucket, config['prefix']].flatMap((part) => asText(part) || []);
  return parts.length === 0 ? 'its bucket' : `${asText(config['type']) ?? 'bucket'} ${parts.join('/')}`;
}
