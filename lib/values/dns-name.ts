import type { Problem } from '../validation/problem';

const LABEL = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';

/** One part of a DNS name: what a namespace is called. */
export const DNS_LABEL = new RegExp(`^${LABEL}$`);

/** Lower-case labels of at most 63 characters between dots, as in hosts and in the names of most Kubernetes objects. */
export const DNS_NAME = new RegExp(`^(?=.{1,253}$)${LABEL}(\\.${LABEL})*$`);

/** What is wrong with a DNS name that a user wrote, if anything. `option` is where it was written. */
export function dnsNameProblem(option: string, value: string, example = 'thanos.example.com'): Problem | undefined {
  // A domain often comes from an environment variable, which may not be set.
  if (typeof value === 'string' && DNS_NAME.test(value)) return undefined;
  return {
    rule: 'THANOS-201',
    what: `${option} "${value}" is no DNS name: ${reason(value)}`,
    fix: `Write the name alone and in lower case, for example '${example}'`,
  };
}

function reason(value: unknown): string {
  if (typeof value !== 'string') return 'it is not set';
  if (value === '') return 'it is empty';
  if (value.includes('://')) return 'it has a scheme';
  if (value.includes('*')) return 'it is a wildcard';
  if (value.includes('/')) return 'it has a path';
  if (value.includes(':')) return 'it has a port';
  if (value.length > 253) return `it has ${value.length} characters, and at most 253 are possible`;
  if (value.split('.').some((label) => label.length > 63)) return 'it has more than 63 characters between two dots';
  return 'those are lower-case letters, digits and dashes between single dots';
}

/** Whether a DNS name is a zone or lies in it. */
export function isInZone(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}
