import type { ThanosProcess } from './thanos-process';
import { asText, at } from './value';

/** What tells buckets of one kind apart. */
const IDENTITY = ['storage_account', 'container', 'container_name', 'bucket', 'endpoint', 'region'];

/**
 * What is the same for two processes that use one bucket under one prefix: its names, or the Secret that says them. `undefined` where
 * that cannot be known.
 */
export function bucketOf(process: ThanosProcess): string | undefined {
  const config = process.config('objstore.config');
  const type = asText(at(config, 'type'))?.toUpperCase();
  if (type !== undefined && type !== 'FILESYSTEM') {
    const names = IDENTITY.map((field) => asText(at(config, 'config', field)) ?? '');
    const prefix = (asText(at(config, 'prefix')) ?? '').replace(/^\/+|\/+$/g, '');
    const parts = [type, prefix, ...names];
    return names.every((name) => name === '') || parts.some((part) => part.includes('$('))
      ? undefined
      : parts.join(' ');
  }
  const source = config === undefined ? process.configSource('objstore.config') : undefined;
  return source && [source.kind, source.namespace, source.name, source.key].join('/');
}
