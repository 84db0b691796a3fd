import { routesOf } from '../../../manifests/gateway-route';
import { type KubernetesObject, nameOf, specOf } from '../../../manifests/kubernetes-object';
import { asList, asText, at } from '../../../manifests/value';
import type { ChangedObject, FieldChange, ObjectChange } from '../../change';
import type { ClusterChange } from '../../cluster-change';
import { claimFates, claimsOf } from '../../edge/claim-headers';
import { routesFor } from '../../edge/guarded';
import { matchesOf } from '../../edge/route-match';
import type { Judgement } from '../../judgement';
import { fieldsAt, listed, sayOf } from '../fields';
import { compare, fatesAt } from './headers';

/** What becomes of headers that a SecurityPolicy makes of claims: the tenant, and what routes look at. */
export function* claims(change: ObjectChange, cluster: ClusterChange): Iterable<Judgement> {
  yield* tenants(change, cluster);
  if (change.type === 'changed') yield* routing(change, cluster);
}

/** The tenant that requests are of, where no filter of their route names another. */
function* tenants(change: ObjectChange, cluster: ClusterChange): Iterable<Judgement> {
  const fields = change.type === 'changed' ? claimFields(change) : [undefined];
  if (fields.length === 0) return;
  const policies = [
    ...(change.type === 'added' ? [] : [[cluster.before, change.before] as const]),
    ...(change.type === 'removed' ? [] : [[cluster.after, change.after] as const]),
  ];
  const names = new Set(policies.flatMap(([side, policy]) => routesFor(side, policy, routesOf(side)).map(nameOf)));
  const later = new Map(routesOf(cluster.after).map((route) => [nameOf(route), route]));
  const said = new Map<string, Judgement>();
  for (const route of routesOf(cluster.before).filter((each) => names.has(nameOf(each)))) {
    const now = later.get(nameOf(route));
    if (!now) continue;
    const [earlierClaims, laterClaims] = [claimFates(cluster.before, route), claimFates(cluster.after, now)];
    const next = asList(specOf(now)['rules']);
    for (const [index, rule] of asList(specOf(route)['rules']).entries()) {
      if (next[index] === undefined) continue;
      const [was, is] = [fatesAt(earlierClaims, rule), fatesAt(laterClaims, next[index])];
      for (const each of compare(fields, was, is, cluster))
        said.set(`${each.message} ${each.field?.path.join()}`, each);
    }
  }
  yield* said.values();
}

/** Headers that a route is found by once the token has been read. */
function* routing(change: ChangedObject, cluster: ClusterChange): Iterable<Judgement> {
  const looked = new Set(
    routesOf(cluster.after)
      .flatMap(matchesOf)
      .flatMap(({ conditions }) => conditions.map((condition) => condition.split(/[=~]/)[0]?.toLowerCase() ?? '')),
  );
  for (const provider of providersOf(change.after)) {
    const before = providersOf(change.before).find((each) => at(each, 'issuer') === at(provider, 'issuer'));
    const [was, is] = [claimsOf(before), claimsOf(provider)];
    const [recomputed, recomputes] = [before, provider].map((each) => at(each, 'recomputeRoute') === true);
    if (before === undefined || !(recomputed || recomputes)) continue;
    const changed = [...new Set([...was.keys(), ...is.keys()])].filter(
      (header) => looked.has(header) && (recomputed !== recomputes || was.get(header) !== is.get(header)),
    );
    if (changed.length === 0) continue;
    const provided = ['spec', 'jwt', 'providers', `[${asText(at(provider, 'name')) ?? ''}]`];
    yield* sayOf(
      ['claimToHeaders', 'recomputeRoute'].flatMap((field) => fieldsAt(change, ...provided, field)),
      'DIFF-356',
      `${recomputed === recomputes ? claimText(changed, was, is) : recomputeText(changed, recomputes)}: requests may find another route. Try what must be refused`,
    );
  }
}

function claimText(headers: readonly string[], was: Claims, is: Claims): string {
  const value = (header: string, claims: Claims) =>
    claims.has(header) ? `claim ${claims.get(header) ?? ''} of the token` : 'what the client sends';
  const words = headers.map(
    (header) => `${header.toUpperCase()}, which is ${value(header, is)} from now on, no longer ${value(header, was)}`,
  );
  return `routes look at ${listed(words)}`;
}

function recomputeText(headers: readonly string[], recomputes = false): string {
  const again = recomputes ? 'looked for again' : 'no longer looked for again';
  return `a route is ${again} once ${listed(headers.map((header) => header.toUpperCase()))} is a claim of the token`;
}

type Claims = ReadonlyMap<string, string>;

function providersOf(policy: KubernetesObject): readonly unknown[] {
  return asList(at(specOf(policy), 'jwt', 'providers'));
}

function claimFields(change: ChangedObject): readonly FieldChange[] {
  return [
    ...fieldsAt(change, 'spec', 'jwt', 'providers', '[*]', 'claimToHeaders'),
    ...fieldsAt(change, 'spec', 'jwt', 'optional'),
    ...fieldsAt(change, 'spec', 'jwt', 'failOpen'),
  ];
}
