import type { Size } from 'cdk8s';
import type { Problem } from '../../validation/problem';
import { type GoDuration, milliseconds } from '../../values/duration';
import { addressPort } from '../../values/port';
import { byteSize, bytes } from '../../values/size';

/** Reports durations that last no time at all, or that are not written in whole numbers. */
export function positiveDurationProblems(durations: Readonly<Record<string, GoDuration | undefined>>): Problem[] {
  return Object.entries(durations).flatMap(([option, value]): Problem[] => {
    if (value === undefined || milliseconds(value)) return [];
    const zero = milliseconds(value) === 0;
    return [
      {
        rule: zero ? 'THANOS-503' : 'THANOS-502',
        what: `${option} is "${value}", ${zero ? 'in which nothing can be kept or answered' : 'which has a fraction, a sign or units out of order: Thanos reads that in some places and refuses it in others'}`,
        fix: `Write, for example, '500ms' or '10s', or leave ${option} out`,
      },
    ];
  });
}

/** Reports sizes that Thanos cannot count, which it does in 63 bits. */
export function sizeProblems(sizes: Readonly<Record<string, Size | undefined>>): Problem[] {
  return Object.entries(sizes).flatMap(([option, size]): Problem[] =>
    size === undefined || bytes(size) < 2 ** 63
      ? []
      : [
          {
            rule: 'THANOS-501',
            what: `${option} is ${byteSize(size)}: Thanos counts less than 8 EiB, and would not start`,
            fix: `Write what the servers hold, for example Size.mebibytes(5), or leave ${option} out`,
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
      {
        rule: 'THANOS-561',
        what: 'addresses is empty, and Thanos would not start',
        fix: `Write at least one, for example '${example}'`,
      },
    ];
  }
  return addresses.flatMap((address): Problem[] => {
    const prefix = LOOKUP.exec(address)?.[0] ?? '';
    if (prefix && !lookup) {
      return [
        {
          rule: 'THANOS-513',
          what: `The address "${address}" has the prefix ${prefix}, which is not looked up here: no server would be found`,
          fix: `Write host and port, for example '${example}'`,
        },
      ];
    }
    const host = address.slice(prefix.length);
    if (host === '' || /[/\s,]/.test(host)) {
      return [
        {
          rule: 'THANOS-513',
          what: `The address "${address}" is no host and port: a scheme, a path or a list does not belong there, and no server would be found`,
          fix: `Write, for example, '${example}'`,
        },
      ];
    }
    const port = addressPort(host, Number.NaN);
    if (prefix.startsWith('dnssrv') || (port > 0 && port < 65_536)) return [];
    return [
      {
        rule: 'THANOS-513',
        what: `The address "${address}" has no port between 1 and 65535, so no server would be found`,
        fix: `Write, for example, '${example}'`,
      },
    ];
  });
}

/** The ports in addresses; those that a name has to be asked for are taken to be the usual one. */
export function addressPorts(addresses: readonly string[], usual: number): number[] {
  return [...new Set(addresses.map((address) => addressPort(address, usual)))];
}
