import { isDeepStrictEqual } from 'node:util';
import type { Receiver, Ring } from '../../../manifests/receiver';
import { causesOf } from '../thanos/causes';
import type { ClusterCheck, Verdict } from '../thanos/verdict';
import { type ReceiverPair, receiverPairs } from './members';

const RING = ['receive.hashrings', 'receive.hashrings-algorithm'];

/** How hashrings divide series, and whose. */
export const ringSettings: ClusterCheck = function* (cluster) {
  for (const receivers of receiverPairs(cluster)) {
    const { before, after } = receivers;
    if (before.rings.length === 0 || after.rings.length === 0) continue;
    for (const [said, inside] of judged(receivers)) {
      const causes = causesOf(cluster, receivers.pair, RING, (path) =>
        path.some((segment) => inside.includes(segment)),
      );
      yield { ...said, causes };
    }
  }
};

type Said = readonly [Pick<Verdict, 'code' | 'message'>, inside: readonly string[]];

function* judged({ before, after }: ReceiverPair): Generator<Said> {
  for (const ring of after.rings) {
    const earlier = before.rings.find(({ name }) => name === ring.name);
    if (!earlier) continue;
    if (earlier.algorithm !== ring.algorithm) {
      const message = `Hashring "${ring.name}" divides series by ${ring.algorithm} in place of ${earlier.algorithm}: nearly all of them move to another ingestor, heads hold them twice for up to three hours, so memory may double, and with hashmod receivers flush and are not ready meanwhile. Nothing that is written is lost; do it when ingestors have memory to spare`;
      yield [{ code: 'DIFF-510', message }, ['algorithm']];
    }
    const zones = ({ endpoints }: Ring) =>
      endpoints.map(({ address, zone = 'no zone' }) => `${address} ${zone}`).sort();
    const known = new Set(earlier.endpoints.map(({ address }) => address));
    const moved = !isDeepStrictEqual(
      zones(earlier).filter((each) => ring.endpoints.some(({ address }) => each.startsWith(`${address} `))),
      zones(ring).filter((each) => [...known].some((address) => each.startsWith(`${address} `))),
    );
    if (moved) {
      const message = `Members of hashring "${ring.name}" are in other zones than before: replicas are placed anew, so part of the series moves, and heads hold those twice for up to three hours. No pod restarts`;
      yield [{ code: 'DIFF-513', message }, ['az']];
    }
  }
  yield* tenants(before, after);
}

function* tenants(before: Receiver, after: Receiver): Generator<Said> {
  const named = new Set([...before.rings, ...after.rings].flatMap((ring) => ring.tenants ?? []));
  // A name that no hashring has stands for all tenants that are not named.
  const all = [...named, ''].map((tenant) => ({
    tenant,
    from: ringOf(before, tenant)?.name,
    to: ringOf(after, tenant)?.name,
  }));
  const lost = all.filter(({ from, to }) => from !== undefined && to === undefined);
  const name = ({ tenant }: { tenant: string }) => (tenant === '' ? 'tenants that are not named' : `"${tenant}"`);
  if (lost.length > 0) {
    const message = `No hashring takes ${lost.map(name).join(', ')} any more: every write of theirs fails with an error, and clients give up when they can keep no more. Name them in a hashring, or end the file with one without tenants`;
    yield [{ code: 'DIFF-511', message }, ['tenants']];
  }
  const moved = all.filter(({ from, to }) => to !== undefined && from !== to);
  if (moved.length > 0) {
    const places = moved.map((each) => `${name(each)} → "${each.to}"`).join(', ');
    const message = `Hashrings take other tenants (${places}): what they write goes there once routers have read the file again. What they wrote stays where it is, so leave those ingestors running until it is uploaded`;
    yield [{ code: 'DIFF-512', message }, ['tenants']];
  }
}

/** The first that takes a tenant. */
function ringOf({ rings }: Receiver, tenant: string): Ring | undefined {
  return rings.find(({ tenants = [], globbed }) => {
    if (tenants.length === 0) return true;
    if (tenant === '') return globbed && tenants.includes('*');
    return tenants.includes(tenant) || (globbed && tenants.some((pattern) => matches(pattern, tenant)));
  });
}

function matches(pattern: string, tenant: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|\\[\]]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${escaped}$`).test(tenant);
}
