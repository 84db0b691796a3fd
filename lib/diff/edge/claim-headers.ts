import type { Inventory } from '../../manifests/inventory';
import { type KubernetesObject, specOf } from '../../manifests/kubernetes-object';
import { asList, asText, at } from '../../manifests/value';
import { guardsOf, isFor } from './access-policy';
import { routesFor } from './guarded';

/** A header that holds a claim of the token, whatever the client sends in it. */
export interface ClaimFate {
  readonly claim: string;
}

/** The headers that a provider of `jwt` makes of claims, by name in lower case. */
export function claimsOf(provider: unknown): ReadonlyMap<string, string> {
  return new Map(
    asList(at(provider, 'claimToHeaders')).map((each) => [
      (asText(at(each, 'header')) ?? '').toLowerCase(),
      asText(at(each, 'claim')) ?? '',
    ]),
  );
}

/** The headers of a route's requests that policies make of claims, before its own filters, by name in lower case. */
export function claimFates(cluster: Inventory, route: KubernetesObject): ReadonlyMap<string, ClaimFate> {
  const policies = cluster
    .ofKind('gateway.envoyproxy.io', 'SecurityPolicy')
    .filter((policy) => routesFor(cluster, policy, [route]).length > 0);
  const own = policies.filter((policy) => isFor(policy, route));
  return new Map((own.length > 0 ? own : policies).flatMap((policy) => [...fatesBy(policy)]));
}

/** What a client sends stays where it needs no token, or brings that of a provider which makes nothing of the header. */
function fatesBy(policy: KubernetesObject): Map<string, ClaimFate> {
  const [first, ...others] = asList(at(specOf(policy), 'jwt', 'providers')).map(claimsOf);
  if (first === undefined || !guardsOf(policy).includes('jwt')) return new Map();
  const common = [...first].filter(([header]) => others.every((claims) => claims.has(header)));
  return new Map(
    common.map(([header, claim]) => {
      const all = new Set([claim, ...others.map((claims) => claims.get(header) ?? '')]);
      return [header, { claim: [...all].join(' or ') }];
    }),
  );
}
