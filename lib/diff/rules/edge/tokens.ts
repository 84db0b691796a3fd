import { isDeepStrictEqual } from 'node:util';
import { routesOf } from '../../../manifests/gateway-route';
import { type KubernetesObject, nameOf, specOf } from '../../../manifests/kubernetes-object';
import { asList, asText, at } from '../../../manifests/value';
import type { ChangedObject, FieldChange } from '../../change';
import type { ClusterChange } from '../../cluster-change';
import { doorsOf, doorText, guardsOf, isWideOpen, isWider } from '../../edge/access-policy';
import { doorsAt, routesFor } from '../../edge/guarded';
import { headerFates } from '../../edge/request-headers';
import { matchesOf } from '../../edge/route-match';
import { takesWrites, tenantHeaders } from '../../edge/tenant-header';
import type { Judgement } from '../../judgement';
import { fieldsAt, listed } from '../fields';

/** Whose tokens a policy takes, where that is there on both sides. */
export function* tokens(change: ChangedObject, cluster: ClusterChange): Iterable<Judgement> {
  if (doorsOf(change.before).length + doorsOf(change.after).length === 0) return;
  yield* admission(change, change.after, cluster);
  const [old, now] = [change.before, change.after].map(doorsOf);
  const lost = (old ?? []).filter((door) => !now?.some((each) => isWider(each, door)));
  const fields = tokenFields(change);
  // Passwords in place of tokens are spoken of where passwords are.
  if (lost.length === 0 || now?.length === 0) return;
  const writes = routesFor(cluster.after, change.after, routesOf(cluster.after)).some((route) =>
    takesWrites(cluster.after, route),
  );
  yield* say(
    fields,
    writes ? 'DIFF-372' : 'DIFF-313',
    writes
      ? `${listed(lost.map(doorText))} can no longer write: it is answered 401 or 403, which Prometheus does not repeat, so that its samples are lost. Let it write elsewhere first, unless it is to be shut out`
      : `${listed(lost.map(doorText))} is let in no longer`,
  );
}

/** Who can come in by a token and could not before, and by whose word. */
export function* admission(
  change: ChangedObject | undefined,
  policy: KubernetesObject,
  cluster: ClusterChange,
): Iterable<Judgement> {
  const fields = change ? tokenFields(change) : [undefined];
  const places = routesFor(cluster.after, policy, routesOf(cluster.after)).map(nameOf);
  const old = change ? doorsOf(change.before) : doorsAt(cluster.before, places);
  const gained = doorsOf(policy).filter((door) => !old.some((each) => isWider(each, door)));
  const wide = gained.filter(isWideOpen);
  if (wide.length > 0) {
    yield* say(
      fields,
      'DIFF-371',
      `${listed(wide.map(doorText))} gets in ${placeOf(policy, cluster)}: each pod of that cluster has such a token, or can get one. Write audiences, and authorization with defaultAction Deny and a rule that allows claim sub with the writer's ServiceAccount alone`,
    );
  } else if (gained.length > 0) {
    const verb = routesFor(cluster.after, policy, routesOf(cluster.after)).some((route) =>
      takesWrites(cluster.after, route),
    )
      ? 'may write'
      : 'gets in';
    yield* say(
      fields,
      'DIFF-370',
      `${listed(gained.map(({ provider }) => provider))} ${verb} ${placeOf(policy, cluster)} from now on: ${listed(gained.map(doorText))}`,
    );
  }
  if (!change && guardsOf(policy).length === 0) {
    yield {
      code: 'DIFF-312',
      message:
        'who brings no token gets in too: jwt is optional, and no rule of authorization refuses the rest. Leave optional and failOpen out',
    };
  }
  yield* keys(change, policy);
}

function* keys(change: ChangedObject | undefined, policy: KubernetesObject): Iterable<Judgement> {
  const old = change ? asList(at(specOf(change.before), 'jwt', 'providers')) : [];
  for (const provider of asList(at(specOf(policy), 'jwt', 'providers'))) {
    const before = old.find((each) => at(each, 'name') === at(provider, 'name'));
    const uri = asText(at(provider, 'remoteJWKS', 'uri'));
    const issuer = asText(at(provider, 'issuer'));
    const fields = change ? providerFields(change, asText(at(provider, 'name'))) : [undefined];
    const plain = [issuer, uri].find((url) => url?.startsWith('http://'));
    const known = [asText(at(before, 'issuer')), asText(at(before, 'remoteJWKS', 'uri'))];
    if (plain !== undefined && !known.includes(plain)) {
      yield* say(
        fields,
        'DIFF-373',
        `tokens are verified by what ${plain} says in plain text: whoever sits between it and the edge hands out keys of his own, and is whom he likes. Write the https address`,
      );
    } else if (before !== undefined && !isDeepStrictEqual(keysOf(before), keysOf(provider))) {
      yield* say(
        fields,
        'DIFF-374',
        `tokens of ${issuer ?? 'its issuer'} are verified by the keys of ${uri ?? 'localJWKS'}, no longer of ${asText(at(before, 'remoteJWKS', 'uri')) ?? 'localJWKS'}: whoever holds those is believed, and tokens that were signed by others are answered 401`,
      );
    }
  }
}

function keysOf(provider: unknown): unknown {
  return [at(provider, 'remoteJWKS', 'uri'), at(provider, 'localJWKS')];
}

function tokenFields(change: ChangedObject): readonly FieldChange[] {
  return [...fieldsAt(change, 'spec', 'jwt'), ...fieldsAt(change, 'spec', 'authorization')];
}

function providerFields(change: ChangedObject, name: string | undefined): readonly FieldChange[] {
  return fieldsAt(change, 'spec', 'jwt', 'providers', `[${name ?? ''}]`);
}

/** Where a policy lets in: hosts, what requests have to say, and the tenant that they are for. */
function placeOf(policy: KubernetesObject, cluster: ClusterChange): string {
  const routes = routesFor(cluster.after, policy, routesOf(cluster.after));
  if (routes.length === 0) return 'at what it is attached to';
  const headers = tenantHeaders(cluster.after);
  const places = routes.map((route) => {
    const matches = matchesOf(route);
    const conditions = [...new Set(matches.flatMap((match) => match.conditions))];
    const tenants = asList(specOf(route)['rules']).flatMap((rule) =>
      [...headerFates(rule)].flatMap(([name, fate]) => (headers.has(name) && fate !== 'removed' ? [fate.set] : [])),
    );
    const hosts = [...new Set(matches.map(({ host }) => host || 'any host'))];
    const condition = conditions.length > 0 ? ` with ${listed(conditions)}` : '';
    return `${listed(hosts)}${condition}${tenants.length > 0 ? ` for tenant ${listed(tenants)}` : ''}`;
  });
  return `at ${listed(places)}`;
}

function* say(
  fields: readonly (FieldChange | undefined)[],
  code: Judgement['code'],
  message: string,
): Iterable<Judgement> {
  for (const field of new Set(fields)) yield field ? { code, message, field } : { code, message };
}
