import { requiresCertificates } from '../../manifests/client-certificates';
import { type KubernetesObject, labelsOf, namespaceOf, specOf } from '../../manifests/kubernetes-object';
import { asList, asMap, asText, asTexts, at } from '../../manifests/value';
import { jsonText } from '../../values/json';

/** What of a policy keeps strangers out, by field. */
const GUARDS = ['basicAuth', 'apiKeyAuth', 'oidc', 'extAuth', 'jwt', 'authorization'];

/** Who is let in by a token. */
export interface Door {
  /** What the policy calls the issuer: the cluster, as a rule. */
  readonly provider: string;
  readonly issuer: string;
  /** `*` for all. */
  readonly audience: string;
  /** The subject, or whatever claims are asked for; `*` for every token of the issuer. */
  readonly who: string;
}

const ALL = '*';

/** The fields of a SecurityPolicy or ClientTrafficPolicy by which clients have to say who they are. */
export function guardsOf(policy: KubernetesObject): string[] {
  const spec = specOf(policy);
  if (policy.kind === 'ClientTrafficPolicy') return requiresCertificates(policy) ? ['clientValidation'] : [];
  return GUARDS.filter((field) => spec[field] !== undefined && !isOpen(field, spec));
}

/** Whether a field is there, and lets everybody in. */
function isOpen(field: string, spec: Readonly<Record<string, unknown>>): boolean {
  if (field === 'jwt') {
    const lenient = ['optional', 'failOpen'].some((option) => at(spec, 'jwt', option) === true);
    return lenient && (spec['authorization'] === undefined || isOpen('authorization', spec));
  }
  if (field !== 'authorization') return false;
  const rules = asList(at(spec, 'authorization', 'rules'));
  return at(spec, 'authorization', 'defaultAction') === 'Allow' || rules.some(admitsAll);
}

function admitsAll(rule: unknown): boolean {
  if (at(rule, 'action') !== 'Allow' || at(rule, 'cel') !== undefined || at(rule, 'operation') !== undefined)
    return false;
  const principal = asMap(at(rule, 'principal'));
  const networks = asList(principal['clientCIDRs']);
  return (
    Object.keys(principal).every((key) => key === 'clientCIDRs') && (networks.length === 0 || networks.some(isAll))
  );
}

function isAll(network: unknown): boolean {
  return network === '0.0.0.0/0' || network === '::/0';
}

/** Everybody whom a SecurityPolicy lets in by a token. */
export function doorsOf(policy: KubernetesObject): Door[] {
  const spec = specOf(policy);
  return asList(at(spec, 'jwt', 'providers')).flatMap((provider) => {
    const issuer = asText(at(provider, 'issuer')) ?? 'any issuer';
    const audiences = asList(at(provider, 'audiences')).flatMap((audience) => asText(audience) ?? []);
    const name = asText(at(provider, 'name')) ?? '';
    const people = admitted(spec['authorization'], name);
    return (audiences.length > 0 ? audiences : [ALL]).flatMap((audience) =>
      people.map((who) => ({ provider: name, issuer, audience, who })),
    );
  });
}

function admitted(authorization: unknown, provider: string): string[] {
  if (authorization === undefined) return [ALL];
  const allowed = asList(at(authorization, 'rules')).filter((rule) => at(rule, 'action') === 'Allow');
  const people = allowed.flatMap((rule) => {
    const jwt = at(rule, 'principal', 'jwt');
    if (jwt !== undefined && at(jwt, 'provider') !== provider) return [];
    const claims = asList(at(jwt, 'claims'));
    const [only] = claims;
    const values = asList(at(only, 'values')).flatMap((value) => asText(value) ?? []);
    const others = {
      ...asMap(at(rule, 'principal')),
      ...asMap(rule),
      ...(asList(at(jwt, 'scopes')).length > 0 ? { scopes: true } : {}),
    };
    const more = ['clientCIDRs', 'headers', 'clientIPGeoLocations', 'operation', 'cel', 'scopes'].filter(
      (key) => key in others,
    );
    if (claims.length === 1 && at(only, 'name') === 'sub' && more.length === 0) return values;
    if (claims.length === 0 && more.length === 0) return [ALL];
    const asked = claims.map((claim) => `${asText(at(claim, 'name')) ?? ''}=${asList(at(claim, 'values')).join('|')}`);
    return [
      [
        ...asked,
        ...more.map((key) => `${key} ${jsonText(at(rule, 'principal', key) ?? at(rule, key) ?? at(jwt, key))}`),
      ].join(' and '),
    ];
  });
  return at(authorization, 'defaultAction') === 'Allow' ? [...people, ALL] : people;
}

/** Whether one door lets everybody in that another one does. */
export function isWider(wide: Door, door: Door): boolean {
  return (
    wide.issuer === door.issuer &&
    (wide.audience === ALL || wide.audience === door.audience) &&
    (wide.who === ALL || wide.who === door.who)
  );
}

/** Whether a door is one for every account of a cluster, or for tokens that were made for somebody else. */
export function isWideOpen({ audience, who }: Door): boolean {
  return audience === ALL || who === ALL;
}

export function doorText({ issuer, audience, who }: Door): string {
  const token = audience === ALL ? 'any audience' : `audience ${audience}`;
  return `${who === ALL ? 'every account' : who} of ${issuer} (${token})`;
}

/** Whether a policy is for an object itself. */
export function isFor(policy: KubernetesObject, object: KubernetesObject): boolean {
  if (namespaceOf(policy) !== namespaceOf(object)) return false;
  const spec = specOf(policy);
  const named = [spec['targetRef'], ...asList(spec['targetRefs'])].some(
    (target) => at(target, 'kind') === object.kind && at(target, 'name') === object.metadata.name,
  );
  const labels = labelsOf(object);
  return (
    named ||
    asList(spec['targetSelectors']).some(
      (selector) =>
        at(selector, 'kind') === object.kind &&
        at(selector, 'matchLabels') !== undefined &&
        Object.entries(asTexts(at(selector, 'matchLabels'))).every(([key, value]) => labels[key] === value),
    )
  );
}

/** Whether a policy is for a listener of a Gateway, by itself or because it is for all of them. */
export function isForListener(policy: KubernetesObject, gateway: KubernetesObject, listener: string): boolean {
  if (!isFor(policy, gateway)) return false;
  const targets = [specOf(policy)['targetRef'], ...asList(specOf(policy)['targetRefs'])].filter(
    (target) => at(target, 'kind') === gateway.kind && at(target, 'name') === gateway.metadata.name,
  );
  if (targets.length === 0) return true;
  return targets.some((target) => [undefined, listener].includes(asText(at(target, 'sectionName'))));
}
