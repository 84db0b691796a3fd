import { specOf } from '../../../manifests/kubernetes-object';
import { asList, at } from '../../../manifests/value';
import type { ChangedObject, FieldChange } from '../../change';
import type { ClusterChange } from '../../cluster-change';
import { type ClaimFate, claimFates } from '../../edge/claim-headers';
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

type Fate = HeaderFate | ClaimFate;
type Fates = ReadonlyMap<string, Fate>;
/** `undefined` for what is said of the object as a whole. */
type Fields = readonly (FieldChange | undefined)[];

function* rules(change: ChangedObject, cluster: ClusterChange): Iterable<Judgement> {
  const [old, now] = [change.before, change.after].map((route) => asList(specOf(route)['rules']));
  const [claimed, claims] = [claimFates(cluster.before, change.before), claimFates(cluster.after, change.after)];
  for (const [index, rule] of (old ?? []).entries()) {
    const next = now?.[index];
    if (next === undefined) continue;
    const fields = fieldsAt(change, 'spec', 'rules', `[${String(at(rule, 'name') ?? index)}]`, 'filters');
    yield* compare(fields, fatesAt(claimed, rule), fatesAt(claims, next), cluster);
  }
}

/** What becomes of headers at a rule of a route: it has the last word, after the token has been read. */
export function fatesAt(claims: ReadonlyMap<string, ClaimFate>, rule: unknown): Fates {
  return new Map<string, Fate>([...claims, ...headerFates(rule)]);
}

export function* compare(fields: Fields, before: Fates, after: Fates, cluster: ClusterChange): Iterable<Judgement> {
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

function* tenant(fields: Fields, name: string, from: Fate | undefined, to: Fate | undefined): Iterable<Judgement> {
  if (to === undefined) {
    yield* sayOf(
      fields,
      'DIFF-362',
      `${name} is no longer ${lostText(from)}: whoever sends a request names the tenant himself, writes into the series of others and reads them. Keep the ${typeof from === 'object' && 'claim' in from ? 'claim' : 'filter'}`,
    );
  } else {
    yield* sayOf(
      fields,
      'DIFF-363',
      `requests are those of ${tenantText(to)} from now on, no longer of ${tenantText(from)}: series that are written so end in one tenant and begin anew in the other, and who reads sees those of the other`,
    );
  }
}

function lostText(fate: Fate | undefined): string {
  if (fate === undefined || fate === 'removed') return 'removed here';
  return 'set' in fate ? 'set here' : `what claim ${fate.claim} of a token says`;
}

function tenantText(fate: Fate | undefined): string {
  if (fate === undefined) return 'the tenant that they name';
  if (fate === 'removed') return 'the default tenant';
  return 'set' in fate ? `tenant ${fate.set}` : `the tenant that claim ${fate.claim} of their token names`;
}

function fateText(fate: Fate | undefined): string {
  return fate === undefined ? 'kept' : tenantText(fate);
}
