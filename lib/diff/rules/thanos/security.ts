import type { ThanosProcess } from '../../../manifests/thanos-process';
import { asMap, at } from '../../../manifests/value';
import type { ClusterChange } from '../../cluster-change';
import { causesOf } from './causes';
import { type ProcessPair, processPairs } from './process-pairs';
import { who } from './settings';
import type { ClusterCheck, Verdict } from './verdict';

/** Flags that protect something as long as they are given, and what is without them. */
const PROTECTIONS: Readonly<Record<string, string>> = {
  'grpc-server-tls-cert': 'gRPC is served in plain text, to everybody who reaches the port',
  'grpc-server-tls-client-ca':
    'gRPC is served to clients without a certificate: whoever reaches the port reads every series',
  'remote-write.server-tls-cert': 'remote write is taken in plain text: passwords and samples can be read on the way',
  'remote-write.server-tls-client-ca':
    'remote write is taken from clients without a certificate: whoever reaches the port can write',
  'grpc-client-tls-secure':
    'it asks by gRPC in plain text: answers can be read on the way, and servers that want TLS refuse it',
  'remote-write.client-tls-secure':
    'it hands series on in plain text: they can be read on the way, and receivers that want TLS refuse them',
  'disable-admin-operations': 'whoever reaches its HTTP port can mark blocks for deletion',
};

/** Flags that give up a protection. */
const CONCESSIONS: Readonly<Record<string, string>> = {
  'grpc-client-tls-skip-verify': 'it takes any certificate: somebody in between can read and change every answer',
  'remote-write.client-tls-skip-verify':
    'it takes any certificate: somebody in between can read and change every sample',
};

/** TLS and passwords of Thanos' own servers and clients. */
export const ownProtection: ClusterCheck = function* (cluster) {
  for (const pair of processPairs(cluster)) {
    for (const [flag, what] of Object.entries(PROTECTIONS)) {
      if (isGiven(pair.before, flag) && !isGiven(pair.after, flag))
        yield removed(cluster, pair, flag, 'is without', what);
    }
    for (const [flag, what] of Object.entries(CONCESSIONS)) {
      if (!isGiven(pair.before, flag) && isGiven(pair.after, flag))
        yield removed(cluster, pair, flag, 'is given', what);
    }
    yield* httpConfig(cluster, pair);
  }
};

function removed(cluster: ClusterChange, pair: ProcessPair, flag: string, now: string, what: string): Verdict {
  return {
    code: 'DIFF-444',
    message: `${who(pair.after)} ${now} --${flag}: ${what}`,
    causes: causesOf(cluster, pair, [flag]),
  };
}

function isGiven(process: ThanosProcess, flag: string): boolean {
  const value = process.flag(flag);
  return value !== undefined && value !== '' && value !== 'false';
}

const HTTP = 'http.config';

function* httpConfig(cluster: ClusterChange, pair: ProcessPair): Generator<Verdict> {
  const { before, after } = pair;
  if (!isGiven(before, HTTP)) return;
  if (!isGiven(after, HTTP)) {
    yield removed(
      cluster,
      pair,
      HTTP,
      'is without',
      'HTTP is served without TLS and without a password, to everybody who reaches the port',
    );
    return;
  }
  const [from, to] = [before, after].map((process) => process.config(HTTP));
  if (from === undefined || to === undefined) return;
  const parts = [
    ...(hasUsers(from) && !hasUsers(to) ? ['a password'] : []),
    ...(at(from, 'tls_server_config') && !at(to, 'tls_server_config') ? ['TLS'] : []),
    ...(at(from, 'tls_server_config', 'client_ca_file') && !at(to, 'tls_server_config', 'client_ca_file')
      ? ['certificates of clients']
      : []),
  ];
  if (parts.length === 0) return;
  yield {
    code: 'DIFF-444',
    message: `${who(after)} serves HTTP without ${parts.join(' and without ')}, to everybody who reaches the port: the file is read again for each connection, so that is at once`,
    causes: causesOf(cluster, pair, [HTTP]),
  };
}

function hasUsers(config: unknown): boolean {
  return Object.keys(asMap(at(config, 'basic_auth_users'))).length > 0;
}
