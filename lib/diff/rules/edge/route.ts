import { routesOf } from '../../../manifests/gateway-route';
import { type KubernetesObject, nameOf, specOf } from '../../../manifests/kubernetes-object';
import type { ChangedObject } from '../../change';
import type { ClusterChange } from '../../cluster-change';
import { doorsOf, doorText, isFor } from '../../edge/access-policy';
import { parentsOf, plainListeners } from '../../edge/gateway-route';
import { guardsOfRoute, isUnguarded } from '../../edge/guarded';
import { redirectsAll } from '../../edge/redirect';
import { isCovered, matchesOf, matchText, type RouteMatch } from '../../edge/route-match';
import { takesWrites } from '../../edge/tenant-header';
import type { ChangeRule, Judgement } from '../../judgement';
import { canonical } from '../canonical';
import { fieldsAt, listed, sayOf } from '../fields';

/** Which requests a route of a Gateway takes, where, and from whom. */
export const GATEWAY_ROUTE_RULE: ChangeRule = {
  kinds: ['gateway.networking.k8s.io/HTTPRoute', 'gateway.networking.k8s.io/GRPCRoute'],
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type === 'added') yield* added(change.after, cluster);
    else if (change.type === 'removed') yield* removed(change.before, cluster);
    else {
      yield* matches(change, cluster);
      yield* listeners(change, cluster);
      yield* redirect(change, cluster);
    }
  },
};

function* added(route: KubernetesObject, cluster: ClusterChange): Iterable<Judgement> {
  const plain = plainListeners(cluster.after, route);
  if (plain.length > 0) {
    yield {
      code: 'DIFF-315',
      message: `it answers over plain HTTP, at listener ${listed(plain)}: what clients send and read, passwords included, is open to everybody on the way. Name a listener with TLS in its parentRefs (sectionName)`,
    };
  }
  if (isUnguarded(cluster.after, route)) {
    yield {
      code: 'DIFF-365',
      message: `whoever reaches ${listed(hostsText(matchesOf(route)))} gets in: no policy asks clients of it who they are. Give it a SecurityPolicy, and apply that first`,
    };
  }
}

function* removed(route: KubernetesObject, cluster: ClusterChange): Iterable<Judgement> {
  if (redirectsAll(cluster.before, route)) {
    yield* lostRedirect(route, cluster);
    return;
  }
  const lost = lostMatches(route, cluster, undefined);
  if (lost.length === 0) return;
  const tokens = cluster.before
    .ofKind('gateway.envoyproxy.io', 'SecurityPolicy')
    .filter((policy) => isFor(policy, route))
    .flatMap((policy) => doorsOf(policy).map(doorText));
  const who = tokens.length > 0 ? `. It was for ${listed(tokens)}` : '';
  yield { code: 'DIFF-360', message: `${gone(lost, takesWrites(cluster.before, route))}${who}` };
}

function gone(lost: readonly RouteMatch[], writes: boolean): string {
  const next = writes
    ? `who writes so is shut out by 404, which Prometheus does not repeat, so that its samples are lost. If it is to write on, let it write elsewhere first`
    : 'clients that ask for it are answered 404. Let them ask elsewhere first';
  return `nothing takes ${listed(lost.map(matchText))} any more: ${next}`;
}

/** The requests that a route took and that none takes now, aside from those of hosts that nothing answers for at all. */
function lostMatches(before: KubernetesObject, cluster: ClusterChange, after: KubernetesObject | undefined) {
  const now = routesOf(cluster.after).flatMap(matchesOf);
  const own = after ? matchesOf(after) : [];
  return matchesOf(before).filter(
    (match) =>
      now.some(({ host }) =>
        isCovered({ host: match.host, path: '', conditions: [] }, { host, path: '', conditions: [] }),
      ) &&
      !own.some((each) => isCovered(match, each)) &&
      !now.some((each) => isCovered(match, each)),
  );
}

function* matches(change: ChangedObject, cluster: ClusterChange): Iterable<Judgement> {
  const fields = [...fieldsAt(change, 'spec', 'rules'), ...fieldsAt(change, 'spec', 'hostnames')];
  const lost = lostMatches(change.before, cluster, change.after);
  if (lost.length > 0) {
    const now = matchesOf(change.after).filter((each) => !matchesOf(change.before).some((old) => isCovered(each, old)));
    const instead = now.length > 0 ? ` From now on it takes ${listed(now.map(matchText))}` : '';
    const touched = fields.filter(
      ({ path }) => path.length <= 3 || path.includes('matches') || path[1] === 'hostnames',
    );
    yield* sayOf(touched, 'DIFF-360', `${gone(lost, takesWrites(cluster.before, change.before))}.${instead}`);
  }
}

function* listeners(change: ChangedObject, cluster: ClusterChange): Iterable<Judgement> {
  const { before, after } = change;
  const fields = fieldsAt(change, 'spec', 'parentRefs');
  if (fields.length === 0) return;
  const plain = plainListeners(cluster.after, after);
  if (plain.length > 0 && plainListeners(cluster.before, before).length === 0) {
    yield* sayOf(
      fields,
      'DIFF-315',
      `it answers over plain HTTP, at listener ${listed(plain)}: what clients send and read, passwords included, is open to everybody on the way. Keep sectionName at a listener with TLS`,
    );
  }
  const nowhere = parentsOf(cluster.after, after).filter(({ gateway, listeners }) => gateway && listeners.length === 0);
  const was = parentsOf(cluster.before, before).some((parent) => parent.listeners.length > 0);
  if (was && nowhere.length > 0) {
    yield* sayOf(
      fields,
      'DIFF-352',
      `Gateway ${listed(nowhere.map(({ name }) => name))} has no listener ${listed(nowhere.map(({ sectionName }) => sectionName ?? 'for its host'))}: nobody gets to it any more`,
    );
  }
  const asked = guardsOfRoute(cluster.before, before);
  if (asked.length > 0 && isUnguarded(cluster.after, after)) {
    yield* sayOf(
      fields,
      'DIFF-312',
      `clients were asked for ${listed(asked)} where it was, and are asked for nothing where it goes: whoever reaches the address gets in`,
    );
  }
}

function* redirect(change: ChangedObject, cluster: ClusterChange): Iterable<Judgement> {
  const { before, after } = change;
  if (!redirectsAll(cluster.before, before) || redirectsAll(cluster.after, after)) return;
  const fields = fieldsAt(change, 'spec', 'rules');
  const plain = plainListeners(cluster.after, after);
  if (plain.length > 0) {
    yield* sayOf(
      fields,
      'DIFF-315',
      `listener ${listed(plain)} answers over plain HTTP, no longer with a redirect: what clients send and read, passwords included, is open to everybody on the way`,
    );
  } else yield* sayOf(fields, 'DIFF-364', NO_REDIRECT);
}

const NO_REDIRECT =
  'who asks by http:// is answered 404, no longer sent to https://. Who asks by https:// notices nothing';

function* lostRedirect(route: KubernetesObject, cluster: ClusterChange): Iterable<Judgement> {
  const heir = routesOf(cluster.after).find((other) => redirectsAll(cluster.after, other) && sameParents(other, route));
  yield { code: 'DIFF-364', message: heir ? `${nameOf(heir)} sends on what it sent to https` : NO_REDIRECT };
}

function sameParents(one: KubernetesObject, other: KubernetesObject): boolean {
  return canonical(specOf(one)['parentRefs']) === canonical(specOf(other)['parentRefs']);
}

function hostsText(found: readonly RouteMatch[]): string[] {
  return found.map(({ host }) => host || 'any host');
}
