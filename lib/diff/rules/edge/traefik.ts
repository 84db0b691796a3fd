import type { Inventory } from '../../../manifests/inventory';
import { type KubernetesObject, nameOf, namespaceOf, specOf } from '../../../manifests/kubernetes-object';
import { asList, asText } from '../../../manifests/value';
import type { ChangedObject } from '../../change';
import type { ClusterChange } from '../../cluster-change';
import { findMiddleware, middlewaresOf, redirectsAll, TRAEFIK_GROUPS } from '../../edge/redirect';
import { middlewareFates } from '../../edge/request-headers';
import { tenantHeaders } from '../../edge/tenant-header';
import type { ChangeRule, Judgement } from '../../judgement';
import { canonical } from '../canonical';
import { fieldsAt, listed, sayOf } from '../fields';
import { CREDENTIAL_CHANGED, OPEN } from './policies';

/** What of a middleware keeps strangers out, by field. */
const GUARDS = ['basicAuth', 'digestAuth', 'forwardAuth', 'ipAllowList', 'ipWhiteList', 'plugin'];

/** Traefik's middlewares: passwords, tenants, redirects. */
export const MIDDLEWARE_RULE: ChangeRule = {
  kinds: TRAEFIK_GROUPS.map((group) => `${group}/Middleware`),
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type === 'added') return;
    if (change.type === 'removed') {
      const users = usersOf(cluster.after, change.before);
      if (users.length > 0) {
        yield {
          code: 'DIFF-376',
          message: `${listed(users.map(nameOf))} still names it: Traefik then answers 404 to all requests of it. Take it out there first, or keep it`,
        };
      }
      return;
    }
    const [before, after] = [change.before, change.after].map((each) => specOf(each));
    for (const guard of GUARDS) {
      const fields = fieldsAt(change, 'spec', guard);
      if (before?.[guard] === undefined) {
        yield* sayOf(
          fields,
          'DIFF-314',
          'clients are asked for it as soon as Traefik has read it: whoever does not have it is refused. Give it to clients first',
        );
      } else if (after?.[guard] === undefined) {
        yield* sayOf(fields, 'DIFF-312', `clients are no longer asked for ${guard}: ${OPEN}`);
      } else yield* sayOf(fields, 'DIFF-313', `${guard} is another one: ${CREDENTIAL_CHANGED}`);
    }
  },
};

/** Which middlewares requests go through, and at which entry points they come in. */
export const INGRESS_ROUTE_RULE: ChangeRule = {
  kinds: TRAEFIK_GROUPS.map((group) => `${group}/IngressRoute`),
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type === 'removed') {
      if (redirectsAll(cluster.before, change.before)) yield { code: 'DIFF-364', message: NO_REDIRECT };
      return;
    }
    if (change.type !== 'changed') return;
    yield* entryPoints(change);
    yield* middlewares(change, cluster);
  },
};

const NO_REDIRECT =
  'who asks by http:// is answered 404, no longer sent to https://. Who asks by https:// notices nothing';

function* entryPoints(change: ChangedObject): Iterable<Judgement> {
  const [old, now] = [change.before, change.after].map((route) =>
    asList(specOf(route)['entryPoints']).flatMap((name) => asText(name) ?? []),
  );
  const lost = (old ?? []).filter((name) => !now?.includes(name));
  if (lost.length === 0) return;
  const encrypted = specOf(change.after)['tls'] !== undefined;
  const plain = encrypted ? '' : ', and without TLS: passwords can be read on the way';
  yield* sayOf(
    fieldsAt(change, 'spec', 'entryPoints'),
    'DIFF-352',
    `it answers at entry point ${listed(now ?? []) || 'of all'}, no longer at ${listed(lost)}${plain}. Clients that have the old port find nothing: let it have both until all have moved`,
  );
}

function* middlewares(change: ChangedObject, cluster: ClusterChange): Iterable<Judgement> {
  const of = (route: KubernetesObject) => asList(specOf(route)['routes']).flatMap((each) => middlewaresOf(each, route));
  const [old, now] = [of(change.before), of(change.after)];
  const lost = old.filter((key) => !now.includes(key));
  if (lost.length === 0) return;
  const fields = fieldsAt(change, 'spec', 'routes');
  const added = now.filter((key) => !old.includes(key));
  const asks = (key: string, side: Inventory) => {
    const middleware = findMiddleware(side, key);
    return middleware === undefined || GUARDS.some((guard) => specOf(middleware)[guard] !== undefined);
  };
  const guards = lost.filter((key) => asks(key, cluster.before));
  const heirs = added.filter((key) => findMiddleware(cluster.after, key) !== undefined && asks(key, cluster.after));
  if (guards.length > 0 && heirs.length > 0) {
    yield* sayOf(
      fields,
      'DIFF-313',
      `clients go through ${listed(heirs.map(nameIn))} in place of ${listed(guards.map(nameIn))}: ${CREDENTIAL_CHANGED}`,
    );
  } else if (guards.length > 0) {
    yield* sayOf(
      fields,
      'DIFF-312',
      `requests no longer go through ${listed(guards.map(nameIn))}: if it asks clients who they are, ${OPEN}`,
    );
  }
  const tenants = (keys: readonly string[], side: Inventory) => {
    const headers = tenantHeaders(side);
    return keys.flatMap((key) => {
      const middleware = findMiddleware(side, key);
      const fates = middleware ? [...middlewareFates(middleware)] : [];
      return fates.flatMap(([name, fate]) =>
        headers.has(name) ? [{ name, value: fate === 'removed' ? 'the default' : fate.set }] : [],
      );
    });
  };
  const [from] = tenants(lost, cluster.before);
  const [to] = tenants(now, cluster.after);
  if (from && !to) {
    yield* sayOf(
      fields,
      'DIFF-362',
      `${from.name.toUpperCase()} is no longer set here: whoever sends a request names the tenant himself, and reads the series of others. Keep the middleware`,
    );
  } else if (from && to && canonical(from) !== canonical(to)) {
    yield* sayOf(
      fields,
      'DIFF-363',
      `requests are those of tenant ${to.value} from now on, no longer of ${from.value}: who reads sees the series of the other`,
    );
  }
  if (
    redirectsAll(cluster.before, change.before) &&
    !redirectsAll(cluster.after, change.after) &&
    specOf(change.after)['tls'] === undefined
  ) {
    yield* sayOf(
      fields,
      'DIFF-315',
      'it answers over plain HTTP, no longer with a redirect: what clients send and read, passwords included, is open to everybody on the way',
    );
  }
}

function nameIn(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}

function usersOf(cluster: Inventory, middleware: KubernetesObject): KubernetesObject[] {
  const key = `${namespaceOf(middleware)}/${middleware.metadata.name}`;
  return TRAEFIK_GROUPS.flatMap((group) => cluster.ofKind(group, 'IngressRoute')).filter((route) =>
    asList(specOf(route)['routes']).some((each) => middlewaresOf(each, route).includes(key)),
  );
}
