import type { Inventory } from '../../manifests/inventory';
import { annotationsOf, type KubernetesObject, nameOf, namespaceOf } from '../../manifests/kubernetes-object';
import { asList, asText, asTexts, at } from '../../manifests/value';
import type { ChangedObject } from '../change';
import { canonical } from '../compare/canonical';
import type { ChangeRule, Judgement } from '../judgement';
import { usersOfService } from '../service-users';
import { fieldsAt, listed, sayOf, shown } from './fields';

/** Services: what the API server refuses, where requests go, and who relies on them. */
export const SERVICE_RULE: ChangeRule = {
  kinds: ['/Service'],
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type === 'removed') {
      const users = usersOfService(cluster.after, change.before);
      if (users.length > 0) {
        yield {
          code: 'DIFF-309',
          message: `${listed(users)} still ${users.length === 1 ? 'leads' : 'lead'} there, and find${users.length === 1 ? 's' : ''} nothing: change the address first, and keep the Service until nobody has the old one`,
        };
      }
      return;
    }
    if (change.type !== 'changed') return;
    yield* refused(change);
    yield* type(change);
    yield* target(change, cluster.before, cluster.after);
  },
};

const typeOf = (service: unknown) => asText(at(service, 'spec', 'type')) ?? 'ClusterIP';

function* refused(change: ChangedObject): Iterable<Judgement> {
  const { before, after } = change;
  if (typeOf(before) === 'ExternalName' || typeOf(after) === 'ExternalName') return;
  const fields = [...fieldsAt(change, 'spec', 'clusterIP'), ...fieldsAt(change, 'spec', 'clusterIPs')];
  const [old, now] = [before, after].map(
    (service) => asText(at(service, 'spec', 'clusterIP')) ?? asText(at(service, 'spec', 'clusterIPs', 0)),
  );
  const { name } = after.metadata;
  const anew = `delete Service ${name} and apply it anew, which cuts its clients off for the moment between and gives it another address`;
  if (old === 'None' && (now === old || !now) && typeOf(after) !== 'ClusterIP') {
    yield* sayOf(
      [...fieldsAt(change, 'spec', 'type'), ...fields],
      'DIFF-301',
      `is refused: the Service is headless, which the API server keeps even where clusterIP is no longer given, and a ${typeOf(after)} needs an address. Make one of another name beside it; or ${anew}`,
    );
    return;
  }
  if (old !== now && now) {
    const also = now === 'None' ? 'or make a headless Service of another name beside it' : 'or leave clusterIP out';
    yield* sayOf(
      fields,
      'DIFF-301',
      old === undefined && now !== 'None'
        ? `is refused unless the Service has that very address already (kubectl get service ${name}): clusterIP is for good. Leave it out; or ${anew}`
        : `is refused: clusterIP is for good (${shown(old)} → ${now}). Keep it, ${also}; or ${anew}`,
    );
  } else if (old === 'None' && !now) {
    yield* sayOf(
      fields,
      'DIFF-302',
      `changes nothing: the API server keeps None where clusterIP is no longer given, so the Service stays headless without a word. Make one of another name; or ${anew}`,
    );
  }
  const [from, to] = [before, after].map((service) => asText(at(service, 'spec', 'loadBalancerClass')));
  if (from !== to && typeOf(before) === 'LoadBalancer' && typeOf(after) === 'LoadBalancer') {
    yield* sayOf(
      fieldsAt(change, 'spec', 'loadBalancerClass'),
      'DIFF-303',
      `is refused: loadBalancerClass of a Service of type LoadBalancer is for good. Make a Service of another name beside it, move DNS, and delete this one afterwards`,
    );
  }
}

function* type(change: ChangedObject): Iterable<Judgement> {
  const [old, now] = [typeOf(change.before), typeOf(change.after)];
  if (old === now) return;
  const says: Readonly<Record<string, string>> = {
    ExternalName: `its name in DNS becomes an alias of ${shown(at(change.after, 'spec', 'externalName'))}, and its address is given back: connections end, and none of its pods is asked any more`,
    ClusterIP:
      'it is reached from inside of the cluster alone, and the outer address is given back: whoever has that in DNS finds nothing',
    NodePort: 'each node takes requests for it at a port of its own, from whoever reaches the node',
    LoadBalancer: 'a load balancer of the cloud is made for it',
  };
  yield* sayOf(fieldsAt(change, 'spec', 'type'), 'DIFF-304', says[now] ?? 'the type of the Service changes');
}

function* target(change: ChangedObject, earlier: Inventory, cluster: Inventory): Iterable<Judgement> {
  const { before, after } = change;
  const fields = [...fieldsAt(change, 'spec', 'selector'), ...fieldsAt(change, 'spec', 'ports')];
  if (fields.length === 0) return;
  const behind = (inventory: Inventory, service: KubernetesObject) => {
    const selector = asTexts(at(service, 'spec', 'selector'));
    return Object.keys(selector).length === 0
      ? []
      : inventory.selected(namespaceOf(service), selector).map(({ object }) => nameOf(object));
  };
  const [old, now] = [behind(earlier, before), behind(cluster, after)];
  if (
    fieldsAt(change, 'spec', 'selector').length > 0 &&
    canonical(at(before, 'spec', 'selector')) !== canonical(at(after, 'spec', 'selector'))
  ) {
    const selectors = fieldsAt(change, 'spec', 'selector');
    if (old.length > 0 && now.length === 0) {
      yield* sayOf(
        selectors,
        'DIFF-308',
        `selects no pods here any more, so nothing answers; before it was ${listed(old)}`,
      );
    } else {
      yield* sayOf(selectors, 'DIFF-307', `${destination(old, now)}; connections that are open stay where they are`);
    }
  }
  const ports = (service: KubernetesObject) => asList(at(service, 'spec', 'ports')).map((port) => at(port, 'port'));
  const gone = ports(before).filter((port) => !ports(after).includes(port));
  const users = gone.length > 0 ? usersOfService(cluster, before, gone) : [];
  if (users.length > 0) {
    yield* sayOf(
      fieldsAt(change, 'spec', 'ports'),
      'DIFF-309',
      `port ${gone.join(', ')} is gone, and ${listed(users)} still lead${users.length === 1 ? 's' : ''} there: change that in the same step`,
    );
  } else {
    yield* sayOf(
      fieldsAt(change, 'spec', 'ports'),
      'DIFF-307',
      gone.length > 0
        ? `port ${gone.join(', ')} is gone: who still asks there, from elsewhere, finds nothing; no pod is made anew`
        : 'requests go to other ports of the pods as soon as it is applied; no pod is made anew',
    );
  }
}

function destination(before: readonly string[], after: readonly string[]): string {
  if (after.length === 0) return 'requests go to the pods that it selects now, which are made elsewhere';
  const same = canonical(before) === canonical(after);
  return `requests go to ${listed(after)}${same ? ' as before' : `, before to ${listed(before) || 'pods that are made elsewhere'}`}`;
}

/** Annotations by which a cloud gives a Service an address of the inner network alone. */
export const INTERNAL: readonly (readonly [key: string, value: RegExp])[] = [
  ['service.beta.kubernetes.io/azure-load-balancer-internal', /^true$/],
  ['service.beta.kubernetes.io/aws-load-balancer-internal', /^(true|0\.0\.0\.0\/0)$/],
  ['service.beta.kubernetes.io/aws-load-balancer-scheme', /^internal$/],
  ['networking.gke.io/load-balancer-type', /^Internal$/i],
  ['cloud.google.com/load-balancer-type', /^Internal$/i],
];

export function isInternal(service: KubernetesObject): boolean {
  const annotations = annotationsOf(service);
  return INTERNAL.some(([key, value]) => value.test(annotations[key] ?? ''));
}
