import { ingressesOf } from '../../manifests/ingress';
import { annotationsOf, type KubernetesObject } from '../../manifests/kubernetes-object';
import { asList, asText, at } from '../../manifests/value';
import type { ChangedObject } from '../change';
import type { ClusterChange } from '../cluster-change';
import { redirectsAll } from '../edge/redirect';
import { answersFor, hostsOf, ROUTES } from '../exposed-hosts';
import type { ChangeRule, Judgement } from '../judgement';
import { canonical } from './canonical';
import { fieldsAt, listed, sayOf, shown } from './fields';

/** Under which hosts and paths something is reached from outside, and by whom. */
export const HOSTS_RULE: ChangeRule = {
  kinds: ROUTES,
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type === 'added' || redirectsAll(cluster.before, change.before)) return;
    const lost = lostHosts(change.before, change.type === 'changed' ? change.after : undefined, cluster);
    if (change.type === 'removed') {
      if (lost.length > 0) yield { code: 'DIFF-310', message: `nothing answers for ${named(lost)} any more. ${MOVE}` };
      return;
    }
    const places = ['rules', 'hostnames', 'listeners', 'routes'].flatMap((field) => fieldsAt(change, 'spec', field));
    if (lost.length > 0) {
      const added = hostsOf(change.after).filter((host) => !hostsOf(change.before).includes(host));
      const now = added.length > 0 ? `, but for ${named(added)}` : '';
      yield* sayOf(places, 'DIFF-310', `nothing answers for ${named(lost)} any more${now}. ${MOVE}`);
    }
    if (change.after.kind !== 'Gateway') {
      yield* paths(change, cluster, places.length > 0 && lost.length === 0);
      yield* controller(change);
    }
  },
};

const MOVE =
  'Whoever has that address (remote writers, dashboards, queriers of other clusters) finds nothing: let both answer until all have the new one, and see that DNS and certificate have it';

function named(hosts: readonly string[]): string {
  return listed(hosts.map((host) => host || 'all hosts'));
}

function lostHosts(before: KubernetesObject, after: KubernetesObject | undefined, cluster: ClusterChange): string[] {
  const now = new Set(after ? hostsOf(after) : []);
  const isGateway = before.kind === 'Gateway';
  return [...new Set(hostsOf(before))].filter((host) => {
    if (now.has(host) || now.has('')) return false;
    // A route of no host has those of its Gateway.
    return !answersFor(cluster.after, host, isGateway);
  });
}

function* paths(change: ChangedObject, cluster: ClusterChange, hostsStay: boolean): Iterable<Judgement> {
  if (!hostsStay) return;
  const fields = ['rules', 'routes', 'defaultBackend'].flatMap((field) => fieldsAt(change, 'spec', field));
  if (change.after.kind === 'Ingress') {
    const of = (inventory: ClusterChange['after']) =>
      ingressesOf(inventory).flatMap((each) => each.paths.map(({ host, path }) => `${host}${path}`));
    const own = ingressesOf(cluster.before).find(({ object }) => object === change.before)?.paths ?? [];
    const gone = own.map(({ host, path }) => `${host}${path}`).filter((path) => !of(cluster.after).includes(path));
    if (gone.length > 0) {
      yield* sayOf(
        fields,
        'DIFF-310',
        `nothing answers for ${listed(gone)} any more, unless another path covers it. ${MOVE}`,
      );
      return;
    }
  }
  yield* sayOf(
    fields,
    'DIFF-316',
    'requests go where this says as soon as the controller has read it; connections that are open may be cut, and no pod is made anew',
  );
}

function* controller(change: ChangedObject): Iterable<Judgement> {
  const { before, after } = change;
  const [old, now] = [before, after].map((object) => canonical(controllerOf(object)));
  if (old === now) return;
  yield* sayOf(
    [
      ...fieldsAt(change, 'spec', 'ingressClassName'),
      ...fieldsAt(change, 'spec', 'parentRefs'),
      ...fieldsAt(change, 'metadata', 'annotations', 'kubernetes.io/ingress.class'),
    ],
    'DIFF-319',
    `another controller or Gateway answers (${shown(controllerOf(before))} → ${shown(controllerOf(after))}), at another address: until DNS leads there, nothing is reached. It does not know annotations and policies of the one before, authentication among them: check that it asks clients for the same`,
  );
}

function controllerOf(object: KubernetesObject): unknown {
  if (object.kind === 'Ingress') {
    return asText(at(object, 'spec', 'ingressClassName')) ?? annotationsOf(object)['kubernetes.io/ingress.class'];
  }
  return asList(at(object, 'spec', 'parentRefs')).map((parent) =>
    [asText(at(parent, 'namespace')), asText(at(parent, 'name'))].filter(Boolean).join('/'),
  );
}
