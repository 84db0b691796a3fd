import { type ServerAddress, serverAddress } from './server-address';
import { asList, asNumber, asText, at } from './value';

/** A server that a cache keeps its items on. */
export interface CacheServer extends ServerAddress {
  /** What has keys of its own on one server: memcached as a whole, of Redis a database. */
  readonly keys: string;
  /** As it is written. */
  readonly address: string;
}

/**
 * The servers in the configuration of a cache, as far as they are known; none of a cache in memory.
 *
 * @param namespace where its user lives
 */
export function cacheServers(file: unknown, namespace: string): readonly CacheServer[] {
  const keys = keysOf(file);
  if (keys === undefined) return [];
  return addressesOf(file).flatMap((address) => {
    const server = serverAddress(address, namespace);
    return server ? [{ ...server, keys, address }] : [];
  });
}

function keysOf(file: unknown): string | undefined {
  const type = asText(at(file, 'type'))?.toUpperCase();
  if (type === 'MEMCACHED') return type;
  const written = at(file, 'config', 'db') ?? 0;
  // A variable may be any database.
  const database = asNumber(written);
  if (type !== 'REDIS' || database === undefined) return undefined;
  return `${type} ${database} ${asText(at(file, 'config', 'master_name')) ?? ''}`;
}

function addressesOf(file: unknown): string[] {
  const listed = asList(at(file, 'config', 'addresses')).flatMap((address) => asText(address) ?? []);
  const joined = asText(at(file, 'config', 'addr'))?.split(',') ?? [];
  return [...listed, ...joined].map((address) => address.trim());
}
