import type { Inventory } from './inventory';
import type { ThanosProcess } from './thanos-process';
import { asMap, asText, at } from './value';

/** The bucket of a process, as far as its configuration can be read. */
export interface ObjectStoreConfig {
  readonly process: ThanosProcess;
  /** Everything that the file holds. */
  readonly file: Readonly<Record<string, unknown>>;
  /** In upper case: `AZURE`, `S3`. */
  readonly type: string;
  /** What is below `config`. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Whether it comes out of a Secret, so that no message may repeat anything of it. */
  readonly secret: boolean;
}

const known = new WeakMap<Inventory, readonly ObjectStoreConfig[]>();

/** The buckets of all processes whose configuration is inline, or in a ConfigMap or Secret that is applied too. */
export function objectStoresOf(cluster: Inventory): readonly ObjectStoreConfig[] {
  const read = known.get(cluster) ?? cluster.thanos.flatMap((process) => objectStoreOf(process) ?? []);
  known.set(cluster, read);
  return read;
}

function objectStoreOf(process: ThanosProcess): ObjectStoreConfig | undefined {
  const file = asMap(process.config('objstore.config'));
  if (Object.keys(file).length === 0) return undefined;
  return {
    process,
    file,
    type: (asText(file['type']) ?? '').toUpperCase(),
    config: asMap(file['config']),
    secret: process.configSource('objstore.config')?.kind === 'Secret',
  };
}

/** A field as a message may say it. */
export function shown({ secret, config }: ObjectStoreConfig, field: string): string {
  return secret ? field : `${field} "${asText(config[field]) ?? ''}"`;
}

/** Those in Azure. */
export function azureStoresOf(cluster: Inventory): readonly ObjectStoreConfig[] {
  return objectStoresOf(cluster).filter(({ type }) => type === 'AZURE');
}

/** The value of a field; `undefined` where it is empty, or comes from the environment. */
export function written(config: Readonly<Record<string, unknown>>, field: string): string | undefined {
  const value = asText(config[field]);
  return value === undefined || value === '' || value.includes('$(') ? undefined : value;
}

/** What is common to two processes that use one bucket; `undefined` where that is not known. Nothing of it is secret. */
export function bucketAddress({ type, config, file }: ObjectStoreConfig): string | undefined {
  const place = PLACES[type]?.map((field) => asText(config[field]) ?? '');
  if (!place?.every((part) => !part.includes('$(')) || !place.at(-1)) return undefined;
  const prefix = (asText(at(file, 'prefix')) ?? '').replace(/^\/+|\/+$/g, '');
  return [...place.filter(Boolean), ...(prefix ? [prefix] : [])].join('/');
}

/** The fields that say where a bucket is, its own name last. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  AZURE: ['storage_account', 'container'],
  S3: ['endpoint', 'bucket'],
  GCS: ['bucket'],
};
