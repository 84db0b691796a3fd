import type { Inventory } from '../../../manifests/inventory';
import { groupOf, type KubernetesObject, nameOf, namespaceOf, specOf } from '../../../manifests/kubernetes-object';
import { asList, asMap, asText, at } from '../../../manifests/value';
import type { ChangedObject } from '../../change';
import type { ClusterChange } from '../../cluster-change';
import { middlewareFates } from '../../edge/request-headers';
import { tenantHeaders } from '../../edge/tenant-header';
import type { ChangeRule, Judgement } from '../../judgement';
import { canonical } from '../canonical';
import { fieldsAt, listed, sayOf } from '../fields';
import { CREDENTIAL_CHANGED, OPEN } from './policies';

const GROUPS = ['traefik.io', 'traefik.containo.us'];

/** What of a middleware keeps strangers out, by field. */
const GUARDS = ['basicAuth', 'digestAuth', 'forwardAuth', 'ipAllowList', 'ipWhiteList', 'plugin'];

/** Traefik's middlewares: passwords, tenants, redirects. */
export const MIDDLEWARE_RULE: ChangeRule = {
  kinds: GROUPS.map((group) => `${group}/Middleware`),
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
  kinds: GROUPS.map((group) => `${group}/IngressRoute`),
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type === 'removed') {
      if (redirects(cluster.before, change.before)) yield { code: 'DIFF-364', message: NO_REDIRECT };
      return;
    }
    if (change.type !== 'changed') return;
    yield* entryPoints(change);
    yield* middlewares(change, cluster);
  },
};

const NO_REDIRECT =
  'who asks by http:// is answered 404, no longer sent to https://. Who asks by https:// notices nothing';

/** Whether an IngressRoute does nothing but send clients to https. */
export function redirects(cluster: Inventory, route: KubernetesObject): boolean {
  const routes = asList(specOf(route)['routes']);
  return (
    routes.length > 0 &&
    routes.every((each) =>
      named(each, route).some((key) => at(find(cluster, key), 'spec', 'redirectScheme', 'scheme') === 'https'),
    )
  );
}

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
  const of = (route: KubernetesObject) => asList(specOf(route)['routes']).flatMap((each) => named(each, route));
  const [old, now] = [of(change.before), of(change.after)];
  const lost = old.filter((key) => !now.includes(key));
  if (lost.length === 0) return;
  const fields = fieldsAt(change, 'spec', 'routes');
  const added = now.filter((key) => !old.includes(key));
  const asks = (key: string, side: Inventory) => {
    const middleware = find(side, key);
    return middleware === undefined || GUARDS.some((guard) => specOf(middleware)[guard] !== undefined);
  };
  const guards = lost.filter((key) => asks(key, cluster.before));
  const heirs = added.filter((key) => find(cluster.after, key) !== undefined && asks(key, cluster.after));
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
      const middleware = find(side, key);
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
    redirects(cluster.before, change.before) &&
    !redirects(cluster.after, change.after) &&
    specOf(change.after)['tls'] === undefined
  ) {
    yield* sayOf(
      fields,
      'DIFF-315',
      'it answers over plain HTTP, no longer with a redirect: what clients send and read, passwords included, is open to everybody on the way',
    );
  }
}

/** The middlewares of a route, as `<namespace>/<name>`. */
function named(route: unknown, of: KubernetesObject): string[] {
  return asList(at(route, 'middlewares')).map(
    (each) => `${asText(at(each, 'namespace')) ?? namespaceOf(of)}/${asText(at(each, 'name')) ?? ''}`,
  );
}

function nameIn(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}

function find(cluster: Inventory, key: string): KubernetesObject | undefined {
  const [namespace = '', name = ''] = key.split('/');
  return GROUPS.map((group) => cluster.find(group, 'Middleware', namespace, name)).find((found) => found !== undefined);
}

function usersOf(cluster: Inventory, middleware: KubernetesObject): KubernetesObject[] {
  const key = `${namespaceOf(middleware)}/${middleware.metadata.name}`;
  return GROUPS.flatMap((group) => cluster.ofKind(group, 'IngressRoute')).filter(
    (route) =>
      groupOf(route) !== '' && asList(specOf(route)['routes']).some((each) => named(asMap(each), route).includes(key)),
  );
}
