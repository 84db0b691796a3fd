import type { Problem } from '../../validation/problem';
import { type GoDuration, milliseconds } from '../../values/duration';
import { addressPort } from '../../values/port';

/** Reports durations that last no time at all, or that are not written in whole numbers. */
export function positiveDurationProblems(durations: Readonly<Record<string, GoDuration | undefined>>): Problem[] {
  return Object.entries(durations).flatMap(([option, value]) =>
    value === undefined || milliseconds(value)
      ? []
      : [
          {
            what: `${option} is "${value}", which is no duration of more than nothing in whole numbers`,
            fix: `Write, for example, '500ms' or '10s', or leave ${option} out`,
          },
        ],
  );
}

const LOOKUP = /^(dns|dnssrv|dnssrvnoa|dnsdualstack)\+/;

/**
 * Reports addresses that a client of cache servers cannot use.
 *
 * @param lookup whether Thanos resolves the address itself, and so takes prefixes such as `dnssrv+`
 */
export function addressProblems(addresses: readonly string[], lookup: boolean, example: string): Problem[] {
  if (addresses.length === 0) {
    return [
      { what: 'addresses is empty, and Thanos would not start', fix: `Write at least one, for example '${example}'` },
    ];
  }
  return addresses.flatMap((address) => {
    const prefix = LOOKUP.exec(address)?.[0] ?? '';
    if (prefix && !lookup) {
      return [
        {
          what: `The address "${address}" has the prefix ${prefix}, which Thanos does not look up here`,
          fix: `Write host and port, for example '${example}'`,
        },
      ];
    }
    const host = address.slice(prefix.length);
    if (host === '' || /[/\s,]/.test(host)) {
      return [
        {
          what: `The address "${address}" is no host and port: a scheme, a path or a list does not belong there`,
          fix: `Write, for example, '${example}'`,
        },
      ];
    }
    const port = addressPort(host, Number.NaN);
    if (prefix.startsWith('dnssrv') || (port > 0 && port < 65_536)) return [];
    return [
      { what: `The address "${address}" has no port between 1 and 65535`, fix: `Write, for example, '${example}'` },
    ];
  });
}

/** The ports in addresses; those that a name has to be asked for are taken to be the usual one. */
export function addressPorts(addresses: readonly string[], usual: number): number[] {
  return [...new Set(addresses.map((address) => addressPort(address, usual)))];
}
