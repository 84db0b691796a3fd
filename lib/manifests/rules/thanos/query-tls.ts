import { workloadsAt } from '../../address';
import { nameOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import type { ThanosProcess } from '../../thanos-process';
import { asList, asMap, asText, at } from '../../value';
import type { Workload } from '../../workload';

/** Queriers that speak TLS to who does not, and the other way round. */
export const queryTls: ManifestRule = {
  rule: 'THANOS-039',
  check: (cluster) => {
    const queriers = cluster.running('query');
    if (queriers.length === 0) return [];
    const servers = new Map(cluster.thanos.map((process) => [process.workload.object, process]));
    const found = new Map<string, readonly Workload[]>();
    const lookUp = (address: string, namespace: string) => {
      const key = `${namespace} ${address}`;
      const workloads = found.get(key) ?? workloadsAt(cluster, address, namespace);
      found.set(key, workloads);
      return workloads;
    };
    return queriers.flatMap((query) => [
      ...ignoredFiles(query),
      ...ignoredConfigs(query),
      ...mismatches(lookUp, query, servers),
    ]);
  },
};

const FILES = ['grpc-client-tls-cert', 'grpc-client-tls-key', 'grpc-client-tls-ca'];

function ignoredFiles(query: ThanosProcess): Finding[] {
  if (query.flag('grpc-client-tls-secure') === 'true') return [];
  const files = FILES.filter((name) => (query.flag(name) ?? '') !== '').map((name) => `--${name}`);
  if (files.length === 0) return [];
  return [
    {
      object: query.workload.object,
      what: `${files.join(', ')} without --grpc-client-tls-secure: the querier ignores them and connects in plaintext`,
      fix: 'Write a tls_config for each endpoint into --endpoint.sd-config-file, or add --grpc-client-tls-secure',
    },
  ];
}

/** Thanos takes the TLS of one endpoint for plain addresses and groups; names that it looks up get that of all. */
function ignoredConfigs(query: ThanosProcess): Finding[] {
  const config = query.config('endpoint.sd-config');
  const standard = usesTls(at(config, 'default_client_config'), query.flag('grpc-client-tls-secure') === 'true');
  if (standard) return [];
  return asList(at(config, 'endpoints')).flatMap((endpoint): Finding[] => {
    const address = asText(at(endpoint, 'address')) ?? '';
    const ignored = LOOKED_UP.test(address) && at(endpoint, 'group') !== true;
    if (!ignored || !usesTls(at(endpoint, 'client_config'), false)) return [];
    return [
      {
        object: query.workload.object,
        what: `The client_config of ${address} has TLS, which Thanos does not use for names that it looks up: the querier connects in plaintext`,
        fix: 'Write host:port without a prefix, or group: true where all of its addresses have the same data, or TLS into default_client_config',
      },
    ];
  });
}

const LOOKED_UP = /^dns(srv|srvnoa|dualstack)?\+/;

interface Endpoint {
  readonly address: string;
  readonly tls: boolean;
}

function mismatches(
  lookUp: (address: string, namespace: string) => readonly Workload[],
  query: ThanosProcess,
  servers: ReadonlyMap<unknown, ThanosProcess>,
): Finding[] {
  const { object, namespace } = query.workload;
  const seen = new Set<unknown>();
  return endpointsOf(query).flatMap(({ address, tls }) =>
    lookUp(address, namespace).flatMap((workload): Finding[] => {
      const server = servers.get(workload.object);
      // A proxy in the pod may add or take away TLS.
      if (!server || seen.has(workload.object) || workload.containers.length > 1) return [];
      const secured = (server.flag('grpc-server-tls-cert') ?? '') !== '';
      if (secured === tls) return [];
      seen.add(workload.object);
      return [
        {
          object,
          what: tls
            ? `The querier connects to ${address} with TLS, and ${nameOf(workload.object)} serves plaintext there: nothing of it is found`
            : `The querier connects to ${address} in plaintext, and ${nameOf(workload.object)} takes TLS only: nothing of it is found`,
          fix: tls
            ? 'Give that endpoint client_config: { tls_config: { enabled: false } } in --endpoint.sd-config-file, or the server a certificate'
            : 'Give that endpoint client_config: { tls_config: { enabled: true } } in --endpoint.sd-config-file',
          related: [workload.object],
        },
      ];
    }),
  );
}

const ENDPOINT_FLAGS = ['endpoint', 'endpoint-strict', 'endpoint-group', 'endpoint-group-strict'];

function endpointsOf(query: ThanosProcess): Endpoint[] {
  const config = query.config('endpoint.sd-config');
  const standard = usesTls(at(config, 'default_client_config'), query.flag('grpc-client-tls-secure') === 'true');
  const byFlag = ENDPOINT_FLAGS.flatMap((flag) => query.flags.get(flag) ?? []);
  const byFile = asList(at(config, 'endpoints')).flatMap((endpoint): Endpoint[] => {
    const address = asText(at(endpoint, 'address'));
    if (address === undefined) return [];
    const own = !LOOKED_UP.test(address) || at(endpoint, 'group') === true;
    return [{ address, tls: own ? usesTls(at(endpoint, 'client_config'), standard) : standard }];
  });
  return [...byFlag.map((address) => ({ address, tls: standard })), ...byFile];
}

/** A certificate or an authority turns TLS on, unless it is said to be off. */
function usesTls(client: unknown, standard: boolean): boolean {
  const tls = asMap(at(client, 'tls_config'));
  if (typeof tls['enabled'] === 'boolean') return tls['enabled'];
  const hasFiles = ['cert_file', 'key_file', 'ca_file', 'insecure_skip_verify'].some((key) => tls[key] !== undefined);
  return hasFiles || standard;
}
