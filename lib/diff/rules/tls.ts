import { hasTls, type Ingress, ingressesOf } from '../../manifests/ingress';
import type { KubernetesObject } from '../../manifests/kubernetes-object';
import { asList, asText, at } from '../../manifests/value';
import type { ChangedObject } from '../change';
import type { ClusterChange } from '../cluster-change';
import { isEncrypted } from '../edge/gateway-route';
import { hostsOf } from '../exposed-hosts';
import type { ChangeRule, Judgement } from '../judgement';
import { fieldsAt, listed, sayOf } from './fields';

const OPEN = 'what clients send and read, passwords included, is open to everybody on the way';

/** Whether what is reached from outside is encrypted on the way. */
export const TLS_RULE: ChangeRule = {
  kinds: [
    'networking.k8s.io/Ingress',
    'gateway.networking.k8s.io/Gateway',
    'traefik.io/IngressRoute',
    'traefik.containo.us/IngressRoute',
  ],
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type !== 'changed') return;
    if (change.after.kind === 'Gateway') yield* listeners(change);
    else if (change.after.kind === 'Ingress') yield* ingress(change, cluster);
    else if (at(change.before, 'spec', 'tls') !== undefined && at(change.after, 'spec', 'tls') === undefined) {
      yield* sayOf(
        fieldsAt(change, 'spec', 'tls'),
        'DIFF-311',
        `${listed(hostsOf(change.after))} answers without TLS: ${OPEN}`,
      );
    }
  },
};

function* ingress(change: ChangedObject, cluster: ClusterChange): Iterable<Judgement> {
  const before = ingressesOf(cluster.before).find(({ object }) => object === change.before);
  const after = ingressesOf(cluster.after).find(({ object }) => object === change.after);
  if (!before || !after) return;
  const hosts = [...new Set(after.paths.map(({ host }) => host))];
  const plain = hosts.filter((host) => hasTls(before, host) && !hasTls(after, host));
  if (plain.length > 0) {
    yield* sayOf(
      fieldsAt(change, 'spec', 'tls'),
      'DIFF-311',
      `${listed(plain.map((host) => host || 'every host'))} has no certificate any more: it answers without TLS, or with the certificate of the controller that nobody trusts; ${OPEN}. Keep spec.tls`,
    );
  }
  if (redirects(before) && !redirects(after)) {
    const fields = ['ssl-redirect', 'force-ssl-redirect'].flatMap((key) =>
      fieldsAt(change, 'metadata', 'annotations', NGINX + key),
    );
    yield* sayOf(fields, 'DIFF-315', `answers over plain HTTP too, no longer with a redirect: ${OPEN}`);
  }
}

const NGINX = 'nginx.ingress.kubernetes.io/';

/** Whether ingress-nginx sends requests without TLS to https. */
function redirects({ annotations, tlsHosts }: Ingress): boolean {
  if (annotations[`${NGINX}force-ssl-redirect`] === 'true') return true;
  return tlsHosts.length > 0 && annotations[`${NGINX}ssl-redirect`] !== 'false';
}

function* listeners(change: ChangedObject): Iterable<Judgement> {
  const of = (gateway: KubernetesObject) => asList(at(gateway, 'spec', 'listeners'));
  const old = of(change.before);
  const plain = of(change.after).filter((listener) => {
    const before = old.find((each) => at(each, 'name') === at(listener, 'name'));
    return before !== undefined && isEncrypted(before) && !isEncrypted(listener);
  });
  if (plain.length === 0) return;
  const names = plain.map((listener) => asText(at(listener, 'name')) ?? '');
  yield* sayOf(
    fieldsAt(change, 'spec', 'listeners'),
    'DIFF-311',
    `listener ${listed(names)} answers without TLS: ${OPEN}. Keep protocol HTTPS and its certificateRefs`,
  );
}
