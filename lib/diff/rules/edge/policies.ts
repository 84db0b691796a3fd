import { routesOf } from '../../../manifests/gateway-route';
import { type KubernetesObject, nameOf } from '../../../manifests/kubernetes-object';
import type { ChangedObject, ObjectChange } from '../../change';
import type { ClusterChange } from '../../cluster-change';
import { doorsOf, guardsOf, isWider } from '../../edge/access-policy';
import { doorsAt, guardsOfRoute, routesFor } from '../../edge/guarded';
import { isCovered, matchesOf } from '../../edge/route-match';
import { takesWrites } from '../../edge/tenant-header';
import type { Judgement } from '../../judgement';
import { fieldsAt, listed } from '../fields';

export const OPEN =
  'whoever reaches the address gets in. Keep it, or put another way to ask clients in its place in the same change';
export const CREDENTIAL_CHANGED =
  'clients that have what was asked for before are refused, unless it is the same under another name';

const TARGETS = ['targetRef', 'targetRefs', 'targetSelectors'];

/** A policy that is gone, or for other targets than before, and what that leaves open. */
export function* detached(
  change: ChangedObject | Extract<ObjectChange, { type: 'removed' }>,
  cluster: ClusterChange,
): Iterable<Judgement> {
  const asked = guardsOf(change.before);
  const fields = change.type === 'removed' ? [undefined] : TARGETS.flatMap((field) => fieldsAt(change, 'spec', field));
  if (asked.length === 0 || fields.length === 0) return;
  const guarded = routesFor(cluster.before, change.before, routesOf(cluster.before));
  const known = new Map(routesOf(cluster.after).map((route) => [nameOf(route), route]));
  const left = guarded.flatMap((route) => known.get(nameOf(route)) ?? takersOf(route, routesOf(cluster.after)));
  const open = left.filter((route) => guardsOfRoute(cluster.after, route).length === 0);
  const lost = change.type === 'removed' ? 'nobody asks' : 'it no longer asks';
  if (guarded.length === 0) {
    yield* say(fields, 'DIFF-312', `${lost} for ${listed(asked)} where it was attached to: ${OPEN}`);
  } else if (open.length > 0) {
    yield* say(fields, 'DIFF-312', `${lost} clients of ${listed(open.map(nameOf))} for ${listed(asked)}: ${OPEN}`);
  } else if (left.length > 0 && isSame(left, change.before, cluster)) {
    yield* say(fields, 'DIFF-366', `another policy asks clients of ${listed(left.map(nameOf))} for the same`);
  } else if (left.length > 0) {
    const guards = left.flatMap((route) => guardsOfRoute(cluster.after, route));
    const others = listed(guards);
    const writes = left.some((route) => takesWrites(cluster.after, route));
    const refused = !writes
      ? 'whoever has not what that asks for is refused'
      : guards.every((guard) => guard === 'clientValidation')
        ? 'a writer without a certificate gets no connection, and what it has not sent within some two hours is lost'
        : 'a writer without what that asks for is refused, which Prometheus does not repeat, so that its samples are lost';
    yield* say(
      fields,
      writes ? 'DIFF-372' : 'DIFF-313',
      `clients of ${listed(left.map(nameOf))} are asked for ${others} by another policy, no longer for ${listed(asked)} by this one: ${refused}`,
    );
  } else {
    yield* say(
      fields,
      'DIFF-366',
      `it goes with ${listed(guarded.map(nameOf))}, which it was for: nothing is open that was not before`,
    );
  }
}

/** The routes that take requests of one that is gone. */
function takersOf(route: KubernetesObject, routes: readonly KubernetesObject[]): KubernetesObject[] {
  const matches = matchesOf(route);
  return routes.filter((other) => {
    const others = matchesOf(other);
    return matches.some((match) => others.some((each) => isCovered(match, each)));
  });
}

/** Whether other policies ask clients of routes for what one did, and let the same in. */
function isSame(routes: readonly KubernetesObject[], policy: KubernetesObject, cluster: ClusterChange): boolean {
  const doors = doorsAt(cluster.after, routes.map(nameOf));
  return doorsOf(policy).length > 0 && doorsOf(policy).every((door) => doors.some((each) => isWider(each, door)));
}

function* say(
  fields: readonly (Judgement['field'] | undefined)[],
  code: Judgement['code'],
  message: string,
): Iterable<Judgement> {
  for (const field of fields) yield field ? { code, message, field } : { code, message };
}
