import type { Problem } from '../../validation/problem';
import type { PrometheusDuration } from '../../values/duration';
import { type TlsFiles, tlsConfig } from '../../values/tls';

/**
 * Alertmanagers that form one cluster. Every one of their addresses gets each alert.
 *
 * @see https://thanos.io/tip/components/rule.md/#configuration
 */
export interface Alertmanager {
  /** `host:port`, `dns+host:port`, or `dnssrv+_web._tcp.alertmanager-operated.monitoring.svc`; no scheme, no path. */
  readonly addresses: readonly [string, ...string[]];
  /** @default 'http' */
  readonly scheme?: 'http' | 'https';
  /** Path in front of the API's. @default - none */
  readonly pathPrefix?: string;
  /** How long sending may take. @default '10s' */
  readonly timeout?: PrometheusDuration;
  /** `v1` is for Alertmanager before 0.27. @default 'v2' */
  readonly apiVersion?: 'v1' | 'v2';
  /** The password is the content of a file in the container: mount its Secret with `extraVolumes`. @default - none */
  readonly basicAuth?: { readonly username: string; readonly passwordFile: string };
  /** Only with scheme `https`. @default - the system's authorities */
  readonly tls?: TlsFiles;
}

/** The configuration as Thanos parses it (`--alertmanagers.config`). */
export function alertmanagersConfig(alertmanagers: readonly Alertmanager[]): object {
  return {
    alertmanagers: alertmanagers.map(({ basicAuth, tls, ...alertmanager }) => ({
      static_configs: alertmanager.addresses,
      scheme: alertmanager.scheme,
      path_prefix: alertmanager.pathPrefix,
      timeout: alertmanager.timeout,
      api_version: alertmanager.apiVersion,
      http_config:
        basicAuth || tls
          ? {
              basic_auth: basicAuth && { username: basicAuth.username, password_file: basicAuth.passwordFile },
              tls_config: tls && tlsConfig(tls),
            }
          : undefined,
    })),
  };
}

/** The port of addresses that do not name theirs. */
export const ALERTMANAGER_PORT = 9093;

/** What Thanos would refuse, or send no alert to. */
export function alertmanagerProblems(alertmanagers: readonly Alertmanager[]): Problem[] {
  return alertmanagers.flatMap(({ addresses, scheme, tls }) => {
    const problems = addresses.flatMap(addressProblems);
    if (tls && scheme !== 'https') {
      problems.push({
        rule: 'THANOS-573',
        what: `The Alertmanager at ${addresses[0]} has TLS files, but alerts go there over http`,
        fix: "Write scheme: 'https', or leave out tls",
      });
    }
    return problems;
  });
}

function addressProblems(address: string): Problem[] {
  const [, prefix, host = ''] = /^(dns\+|dnssrv\+|dnssrvnoa\+|dnsdualstack\+)?(.*)$/.exec(address) ?? [];
  if (host === '' || /[/\s@]/.test(host)) {
    return [
      {
        rule: 'THANOS-513',
        what: `The Alertmanager address "${address}" is no host and port; no alert would arrive there. Scheme, path and user have options of their own`,
        fix: "Write 'dns+alertmanager.monitoring.svc:9093', with scheme, pathPrefix and basicAuth beside it",
      },
    ];
  }
  if (prefix?.startsWith('dnssrv') || /:\d+$/.test(host)) return [];
  return [
    {
      rule: 'THANOS-513',
      what: `The Alertmanager address "${address}" has no port, so no alert would arrive`,
      fix: `Write ${address}:9093`,
    },
  ];
}
