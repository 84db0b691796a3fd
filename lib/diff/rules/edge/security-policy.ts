import { routesOf } from '../../../manifests/gateway-route';
import { type KubernetesObject, nameOf, specOf } from '../../../manifests/kubernetes-object';
import { asText, at } from '../../../manifests/value';
import type { ChangedObject } from '../../change';
import type { ClusterChange } from '../../cluster-change';
import { doorsOf, guardsOf, isFor } from '../../edge/access-policy';
import { routesFor } from '../../edge/guarded';
import { takesWrites } from '../../edge/tenant-header';
import type { ChangeRule, Judgement } from '../../judgement';
import { fieldsAt, listed, sayOf } from '../fields';
import { claims } from './claims';
import { CREDENTIAL_CHANGED, detached, OPEN } from './policies';
import { admission, tokens } from './tokens';

/** What policies of Envoy Gateway ask clients for. */
export const SECURITY_POLICY_RULE: ChangeRule = {
  kinds: ['gateway.envoyproxy.io/SecurityPolicy'],
  *judge(change, cluster): Iterable<Judgement> {
    yield* claims(change, cluster);
    if (change.type === 'added') yield* added(change.after, cluster);
    else if (change.type === 'removed') yield* detached(change, cluster);
    else {
      yield* detached(change, cluster);
      yield* guards(change, cluster);
      yield* tokens(change, cluster);
    }
  },
};

const WITHOUT_TOKENS = ['basicAuth', 'apiKeyAuth', 'oidc', 'extAuth'];

function* added(policy: KubernetesObject, cluster: ClusterChange): Iterable<Judgement> {
  const routes = routesFor(cluster.after, policy, routesOf(cluster.after));
  const rivals = cluster.after
    .ofKind('gateway.envoyproxy.io', 'SecurityPolicy')
    .filter((other) => other !== policy && routes.some((route) => isFor(other, route) && isFor(policy, route)));
  if (rivals.length > 0) {
    yield {
      code: 'DIFF-375',
      message: `${listed(routes.map(nameOf))} has ${listed(rivals.map(nameOf))} already: Envoy Gateway takes the one that was made first, and the other does nothing. Put both into one`,
    };
  }
  const doors = doorsOf(policy);
  if (doors.length > 0) {
    const said = [...admission(undefined, policy, cluster)];
    yield* said.length > 0 || rivals.length > 0
      ? said
      : [{ code: 'DIFF-366', message: 'it lets in whom another policy did' } as const];
    return;
  }
  const asked = guardsOf(policy);
  if (asked.length === 0) return;
  const old = new Set(routesOf(cluster.before).map(nameOf));
  const there = routes.filter((route) => old.has(nameOf(route)));
  yield routes.length > 0 && there.length === 0
    ? {
        code: 'DIFF-314',
        message: `it comes with ${listed(routes.map(nameOf))}, whose clients are asked for ${secretOf(policy, asked)}`,
      }
    : {
        code: 'DIFF-314',
        message: `clients of ${listed(there.map(nameOf)) || 'what it is attached to'} are asked for ${secretOf(policy, asked)} from now on: whoever does not have it is refused. Give it to clients first`,
      };
}

function secretOf(policy: KubernetesObject, asked: readonly string[]): string {
  const secret = asText(at(specOf(policy), 'basicAuth', 'users', 'name'));
  return secret === undefined ? listed(asked) : `user and password (Secret ${secret})`;
}

function* guards(change: ChangedObject, cluster: ClusterChange): Iterable<Judgement> {
  const [before, after] = [guardsOf(change.before), guardsOf(change.after)];
  const [gone, added] = [
    before.filter((each) => !after.includes(each)),
    after.filter((each) => !before.includes(each)),
  ];
  const ofGuards = (names: readonly string[]) => names.flatMap((name) => fieldsAt(change, 'spec', name));
  const routes = routesFor(cluster.after, change.after, routesOf(cluster.after));
  const writes = routes.some((route) => takesWrites(cluster.after, route));
  // Tokens without rules are still asked for: that is for those who look at tokens.
  const authentication = (names: readonly string[]) => names.filter((name) => name !== 'authorization');
  if (authentication(before).length > 0 && after.length === 0) {
    yield* sayOf(ofGuards(gone), 'DIFF-312', `clients are no longer asked for ${listed(gone)}: ${OPEN}`);
  } else if (authentication(gone).length > 0 && authentication(added).length > 0) {
    const [from, to] = [listed(authentication(gone)), listed(authentication(added))];
    yield* sayOf(
      ofGuards([...gone, ...added]),
      writes ? 'DIFF-372' : 'DIFF-313',
      writes
        ? `writers are asked for ${to} in place of ${from}: those that have not moved are answered 401, which Prometheus does not repeat, so that their samples are lost. Let both answer, at two hosts, until all have moved`
        : `clients are asked for ${to} in place of ${from}: those that have not moved are refused`,
    );
  } else if (gone.length > 0 && !(gone.length === 1 && gone[0] === 'authorization' && after.includes('jwt'))) {
    yield* sayOf(ofGuards(gone), 'DIFF-312', `clients are no longer asked for ${listed(gone)}: ${OPEN}`);
  } else if (added.length > 0 && before.length === 0) {
    yield* sayOf(
      ofGuards(added),
      'DIFF-314',
      `clients are asked for ${listed(added)} as soon as the controller has read it: whoever does not have it is refused. Give it to clients first`,
    );
  }
  for (const name of WITHOUT_TOKENS.filter((each) => before.includes(each) && after.includes(each))) {
    yield* sayOf(
      fieldsAt(change, 'spec', name),
      'DIFF-313',
      `${name} is another one: ${CREDENTIAL_CHANGED}. Where its Secret is missing, all are answered 500`,
    );
  }
}
