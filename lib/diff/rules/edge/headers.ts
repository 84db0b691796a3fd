import { specOf } from '../../../manifests/kubernetes-object';
import { asList, at } from '../../../manifests/value';
import type { ChangedObject, FieldChange } from '../../change';
import type { ClusterChange } from '../../cluster-change';
import { type HeaderFate, headerFates, middlewareFates } from '../../edge/request-headers';
import { tenantHeaders } from '../../edge/tenant-header';
import type { ChangeRule, Judgement } from '../../judgement';
import { fieldsAt, sayOf } from '../fields';

/** What routes and middlewares do to headers of requests: the tenant above all. */
export const REQUEST_HEADER_RULE: ChangeRule = {
  kinds: [
    'gateway.networking.k8s.io/HTTPRoute',
    'gateway.networking.k8s.io/GRPCRoute',
    'traefik.io/Middleware',
    'traefik.containo.us/Middleware',
  ],
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type !== 'changed') return;
    if (change.after.kind === 'Middleware') {
      const fields = fieldsAt(change, 'spec', 'headers');
      yield* compare(fields, middlewareFates(change.before), middlewareFates(change.after), cluster);
    } else yield* rules(change, cluster);
  },
};

type Fates = ReadonlyMap<string, HeaderFate>;

function* rules(change: ChangedObject, cluster: ClusterChange): Iterable<Judgement> {
  const [old, now] = [change.before, change.after].map((route) => asList(specOf(route)['rules']));
  for (const [index, rule] of (old ?? []).entries()) {
    const next = now?.[index];
    if (next === undefined) continue;
    const fields = fieldsAt(change, 'spec', 'rules', `[${String(at(rule, 'name') ?? index)}]`, 'filters');
    yield* compare(fields, headerFates(rule), headerFates(next), cluster);
  }
}

export function* compare(
  fields: readonly FieldChange[],
  before: Fates,
  after: Fates,
  cluster: ClusterChange,
): Iterable<Judgement> {
  const headers = new Set([...tenantHeaders(cluster.before), ...tenantHeaders(cluster.after)]);
  for (const header of new Set([...before.keys(), ...after.keys()])) {
    const [from, to] = [before.get(header), after.get(header)];
    const name = header.toUpperCase();
    if (from === undefined && to === undefined) continue;
    if (fateText(from) === fateText(to)) continue;
    if (headers.has(header)) yield* tenant(fields, name, from, to);
    else if (header === 'authorization' && to === undefined) {
      yield* sayOf(
        fields,
        'DIFF-316',
        'passwords and tokens of clients go on to what is behind the edge, which needs them no more and may log them. Keep Authorization among the headers that are removed',
      );
    }
  }
}

function* tenant(
  fields: readonly FieldChange[],
  name: string,
  from: HeaderFate | undefined,
  to: HeaderFate | undefined,
): Iterable<Judgement> {
  if (to === undefined) {
    yield* sayOf(
      fields,
      'DIFF-362',
      `${name} is no longer ${from === 'removed' ? 'removed' : 'set'} here: whoever sends a request names the tenant himself, writes into the series of others and reads them. Keep the filter`,
    );
  } else {
    yield* sayOf(
      fields,
      'DIFF-363',
      `requests are those of tenant ${tenantText(to)} from now on, no longer of ${from === undefined ? 'the one that they name' : tenantText(from)}: series that are written so end in one tenant and begin anew in the other, and who reads sees those of the other`,
    );
  }
}

function tenantText(fate: HeaderFate): string {
  return fate === 'removed' ? 'the default' : fate.set;
}

function fateText(fate: HeaderFate | undefined): string {
  return fate === undefined || fate === 'removed' ? String(fate) : `=${fate.set}`;
}
