import type { KubernetesObject } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { type Receiver, type Ring, receiversOf } from '../../receiver';
import { type RemoteWriter, remoteWritersOf } from '../../remote-writer';

const takesAll = ({ tenants }: Ring) => tenants === undefined || tenants.length === 0;

function hiddenRings(reason: (ring: Ring) => boolean, say: (first: Ring) => string): ManifestRule['check'] {
  return (cluster) =>
    receiversOf(cluster).flatMap(({ process, rings }) => {
      const index = rings.findIndex(takesAll);
      const first = rings[index];
      if (!first || index === rings.length - 1 || !reason(first)) return [];
      const others = rings.slice(index + 1).map(({ name }) => `"${name}"`);
      return [
        {
          object: process.workload.object,
          what: `Hashring "${first.name}" ${say(first)} and so takes everything: ${others.join(', ')} after it would get nothing`,
          fix: 'Put the one hashring without tenants last, and give the others tenants',
        },
      ];
    });
}

export const catchAllNotLast: ManifestRule = {
  rule: 'THANOS-012',
  check: hiddenRings(
    ({ tenants }) => tenants === undefined,
    () => 'has no tenants',
  ),
};

export const emptyTenants: ManifestRule = {
  rule: 'THANOS-525',
  check: hiddenRings(
    ({ tenants }) => tenants !== undefined,
    () => 'has an empty list of tenants, which Thanos reads as: every tenant,',
  ),
};

export const tenantTwice: ManifestRule = {
  rule: 'THANOS-524',
  check: (cluster) =>
    receiversOf(cluster).flatMap(({ process, rings }) => {
      const owners = new Map<string, Ring>();
      return rings.flatMap((ring): Finding[] => {
        const [tenant, owner] = [...new Set(ring.tenants)]
          .map((each): [string, Ring | undefined] => [each, owners.get(each)])
          .find(([, earlier]) => earlier) ?? [''];
        for (const each of ring.tenants ?? []) if (!owners.has(each)) owners.set(each, ring);
        if (!owner || takesAll(owner)) return [];
        return [
          {
            object: process.workload.object,
            what: `Tenant "${tenant}" is in hashrings "${owner.name}" and "${ring.name}": the first takes all of its series`,
            fix: 'Name it in one of them',
          },
        ];
      });
    }),
};

export const lostTenants: ManifestRule = {
  rule: 'THANOS-013',
  check: (cluster) =>
    remoteWritersOf(cluster).flatMap((writer) => {
      const found = writer.receivers.map((receiver) => lostTenant(writer, receiver)).find((each) => each !== undefined);
      return found ? [found] : [];
    }),
};

/** Thanos takes this header whatever it is told to look for. */
const ALWAYS = 'thanos-tenant';

function lostTenant({ object, url, headers }: RemoteWriter, { process, rings }: Receiver): Finding | undefined {
  const asked = process.flag('receive.tenant-header') ?? 'THANOS-TENANT';
  // Then the header does not decide.
  if (process.flag('receive.split-tenant-label-name') || process.flag('receive.tenant-certificate-field'))
    return undefined;
  const sent = new Map(Object.entries(headers).map(([name, value]): [string, string] => [name.toLowerCase(), value]));
  const tenant = sent.get(asked.toLowerCase()) || sent.get(ALWAYS);
  const meant = Object.keys(headers).find((name) => /tenant|org-?id/i.test(name));
  const related: readonly KubernetesObject[] = [process.workload.object];
  if (!tenant && meant !== undefined) {
    return {
      object,
      what: `Its remote write to ${url} names the tenant in header ${meant}, and the receiver reads ${asked}: all of its series would be the default tenant's`,
      fix: `Send header ${asked}, or set --receive.tenant-header=${meant}`,
      related,
    };
  }
  const name = tenant ?? process.flag('receive.default-tenant-id') ?? 'default-tenant';
  if (rings.length === 0 || rings.some((ring) => mayTake(ring, name))) return undefined;
  return {
    object,
    what: `Its remote write to ${url} is of tenant "${name}"${tenant ? '' : ', the default one'}, which no hashring takes: Thanos would refuse it, and Prometheus repeat it for ever`,
    fix: `Name ${name} in a hashring, or let the last one be without tenants`,
    related,
  };
}

/** Patterns beyond a star count as a match. */
function mayTake({ tenants, globbed }: Ring, tenant: string): boolean {
  if (!tenants || tenants.length === 0) return true;
  if (!globbed) return tenants.includes(tenant);
  return tenants.some((pattern) => /[?[\\]/.test(pattern) || starMatches(pattern.split('*'), tenant));
}

function starMatches(parts: readonly string[], text: string): boolean {
  const [head = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return head === text;
  let from = head.length;
  if (!text.startsWith(head)) return false;
  for (const part of rest) {
    const found = text.indexOf(part, from);
    if (found === -1) return false;
    from = found + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
