import { backendsOf, GATEWAY_GROUP, routesOf } from '../../../manifests/gateway-route';
import type { Inventory } from '../../../manifests/inventory';
import { type KubernetesObject, nameOf, namespaceOf, specOf } from '../../../manifests/kubernetes-object';
import { asList, asText, at } from '../../../manifests/value';
import type { ChangedObject, ObjectChange } from '../../change';
import type { ClusterChange } from '../../cluster-change';
import type { ChangeRule, Judgement } from '../../judgement';
import { fieldsAt, listed, sayOf, shown } from '../fields';

/** Whether Gateways speak TLS to pods, by whom they verify them, and what they show to them. */
export const BACKEND_TLS_RULE: ChangeRule = {
  kinds: ['gateway.networking.k8s.io/BackendTLSPolicy', 'gateway.networking.k8s.io/Gateway'],
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type === 'changed') {
      if (change.after.kind === 'Gateway') yield* shownCertificate(change);
      else yield* verification(change, cluster);
    } else if (change.type === 'removed') {
      if (change.before.kind !== 'Gateway') yield* removed(change, cluster);
    } else if (change.after.kind !== 'Gateway') yield* added(change.after, cluster);
  },
};

const PLAIN =
  'no Gateway speaks TLS to it any more: pods that take TLS alone answer nobody, and to all others what clients send and read is open on the way. Keep the policy, or change pods and policy together';

function* removed({ before }: Extract<ObjectChange, { type: 'removed' }>, cluster: ClusterChange): Iterable<Judgement> {
  const left = servicesOf(before).filter((service) => isReached(cluster.after, service, before));
  const plain = left.filter((service) => !isSpokenToByTls(cluster.after, service, before));
  yield plain.length > 0
    ? { code: 'DIFF-367', message: `Service ${listed(plain)}: ${PLAIN}` }
    : {
        code: 'DIFF-366',
        message:
          left.length > 0
            ? `another policy says the same of Service ${listed(left)}`
            : `no route leads to Service ${listed(servicesOf(before))}, which it was for`,
      };
}

function* added(policy: KubernetesObject, cluster: ClusterChange): Iterable<Judgement> {
  const there = servicesOf(policy).filter(
    (service) => isReached(cluster.before, service, policy) && !isSpokenToByTls(cluster.before, service, policy),
  );
  if (there.length === 0) return;
  yield {
    code: 'DIFF-368',
    message: `Gateways speak TLS to Service ${listed(there)} from now on: as long as its pods take plaintext, nobody gets through`,
  };
}

function* verification(change: ChangedObject, cluster: ClusterChange): Iterable<Judgement> {
  const { before, after } = change;
  const lost = servicesOf(before).filter(
    (service) => !servicesOf(after).includes(service) && isReached(cluster.after, service, before),
  );
  const plain = lost.filter((service) => !isSpokenToByTls(cluster.after, service, before));
  if (plain.length > 0) {
    yield* sayOf(fieldsAt(change, 'spec', 'targetRefs'), 'DIFF-367', `Service ${listed(plain)}: ${PLAIN}`);
  }
  const [old, now] = [before, after].map((policy) => at(specOf(policy), 'validation'));
  const fields = fieldsAt(change, 'spec', 'validation');
  if (asList(at(old, 'caCertificateRefs')).length > 0 && asList(at(now, 'caCertificateRefs')).length === 0) {
    yield* sayOf(
      fields,
      'DIFF-367',
      'Gateways believe every authority that systems know, no longer one of your own alone: who gets a certificate of that name from any of them is taken for the pods',
    );
    return;
  }
  const name = at(old, 'hostname') === at(now, 'hostname') ? '' : ` ${shown(at(now, 'hostname'))}`;
  yield* sayOf(
    fields,
    'DIFF-368',
    `Gateways verify pods by another name or authority${name}: those whose certificate does not fit are not reached. Give it to pods first`,
  );
}

function* shownCertificate(change: ChangedObject): Iterable<Judgement> {
  const [old, now] = [change.before, change.after].map((gateway) =>
    at(specOf(gateway), 'tls', 'backend', 'clientCertificateRef', 'name'),
  );
  if (old === undefined || now !== undefined) return;
  yield* sayOf(
    fieldsAt(change, 'spec', 'tls', 'backend'),
    'DIFF-369',
    `it shows no certificate to pods any more, such as that of Secret ${shown(old)}: those that ask for one refuse it, and nobody gets to them by ${nameOf(change.after)}. Have pods ask for none first`,
  );
}

/** The Services of a policy, in its namespace. */
function servicesOf(policy: KubernetesObject): string[] {
  return asList(specOf(policy)['targetRefs'])
    .filter((target) => at(target, 'kind') === 'Service')
    .flatMap((target) => asText(at(target, 'name')) ?? []);
}

/** Whether a route leads to a Service beside a policy. */
function isReached(cluster: Inventory, service: string, policy: KubernetesObject): boolean {
  return routesOf(cluster).some((route) =>
    backendsOf(route).some(
      (backend) =>
        at(backend, 'name') === service &&
        (asText(at(backend, 'namespace')) ?? namespaceOf(route)) === namespaceOf(policy),
    ),
  );
}

/** Whether a policy of the same namespace is for a Service too. */
function isSpokenToByTls(cluster: Inventory, service: string, policy: KubernetesObject): boolean {
  return cluster
    .ofKind(GATEWAY_GROUP, 'BackendTLSPolicy')
    .some((each) => namespaceOf(each) === namespaceOf(policy) && servicesOf(each).includes(service));
}
