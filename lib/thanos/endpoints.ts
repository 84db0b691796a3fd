import type { Problem } from '../validation/problem';
import type { TlsFiles } from '../values/tls';
import type { StoreApiEndpoint, StoreApiTls } from './store-api';

/**
 * A querier's endpoint list as Thanos parses it. Thanos reads the file again while it runs.
 *
 * @param own the querier's files for `grpcTls`. All names that are looked up share them: Thanos has one TLS for those
 * @see https://thanos.io/tip/components/query.md/#endpoint-groups
 */
export function endpointConfig(endpoints: readonly StoreApiEndpoint[], own?: TlsFiles): object {
  return {
    default_client_config: own && clientConfig(own),
    endpoints: endpoints.map((endpoint) => ({
      address: endpoint.address,
      group: endpoint.group || undefined,
      strict: endpoint.strict || undefined,
      client_config: ownConfig(endpoint, own),
    })),
  };
}

function ownConfig(endpoint: StoreApiEndpoint, own: TlsFiles | undefined): object | undefined {
  const { tls, grpcTls } = endpoint;
  if (tls) return clientConfig(tls);
  if (!own || isLookedUp(endpoint)) return undefined;
  return grpcTls ? clientConfig({ ...own, serverName: grpcTls.serverName }) : { tls_config: { enabled: false } };
}

function clientConfig(tls: StoreApiTls): object {
  return {
    tls_config: {
      enabled: true,
      insecure_skip_verify: tls.insecureSkipVerify,
      cert_file: tls.certFile,
      key_file: tls.keyFile,
      ca_file: tls.caFile,
      min_version: tls.minVersion,
    },
    server_name: tls.serverName,
  };
}

/** Whether Thanos makes endpoints of the names that it finds: each is connected to as all of them are. */
export function isLookedUp({ address, group }: StoreApiEndpoint): boolean {
  return !group && /^dns[a-z]*\+/.test(address);
}

/** What a querier would refuse, or silently not find. */
export function endpointProblems(endpoints: readonly StoreApiEndpoint[]): Problem[] {
  const problems: Problem[] = [];
  if (endpoints.length === 0) {
    problems.push({
      rule: 'THANOS-541',
      what: 'endpoints is empty: every query would answer nothing, successfully',
      fix: 'Give the querier a receiver, a store gateway, or StoreApi.at(address)',
    });
  }
  const seen = new Set<string>();
  for (const { address, strict, tls, group } of endpoints) {
    if (seen.has(address)) {
      problems.push({
        rule: 'THANOS-542',
        what: `endpoints has "${address}" twice: Thanos asks it once, and logs a warning at every look-up`,
        fix: 'Give it once',
      });
    }
    seen.add(address);
    const [, prefix, rest = ''] = /^(dns\+|dnssrv\+|dnssrvnoa\+|dnsdualstack\+)?(.*)$/.exec(address) ?? [];
    if (/\/|\s/.test(rest) || rest === '') {
      problems.push({
        rule: 'THANOS-513',
        what: `The endpoint "${address}" has a scheme or a path; StoreAPI is gRPC, and the querier reaches nothing but a host and a port`,
        fix: "Write 'dns+thanos.example.com:10901', without http:// and without a path",
      });
    } else if (!prefix?.startsWith('dnssrv') && !/:\d+$/.test(rest)) {
      problems.push({
        rule: 'THANOS-513',
        what: `The endpoint "${address}" has no port, so the querier would never reach it`,
        fix: `Write ${address}:10901, or dnssrv+_grpc._tcp.<headless Service> for a name that knows its port`,
      });
    }
    if (tls && prefix && !group) {
      problems.push({
        rule: 'THANOS-039',
        what: `The endpoint "${address}" has tls, which Thanos does not use for names that it looks up into endpoints of their own: it would connect in plaintext`,
        fix: 'Write host:port without a prefix, or group: true where all of its addresses have the same data',
      });
    }
    if (strict && prefix) {
      problems.push({
        rule: 'THANOS-543',
        what: `The endpoint "${address}" is strict, and the querier does not start with that for names it has to look up`,
        fix: 'Write host:port without a prefix, or leave strict out',
      });
    }
  }
  return problems;
}
