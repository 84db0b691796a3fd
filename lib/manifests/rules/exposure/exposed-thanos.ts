import { type ThanosBackend, thanosBehind } from '../../backend';
import { isOptional } from '../../client-certificates';
import { hasTls, type Ingress, type IngressPath, ingressesOf } from '../../ingress';
import type { Inventory } from '../../inventory';
import { annotationsOf, nameOf, namespaceOf, specOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { asList, asNumber, at } from '../../value';

const NGINX = 'nginx.ingress.kubernetes.io/';
const CERT_MANAGER = 'cert-manager.io/';

/** How ingress-nginx keeps strangers out, or may. */
const NGINX_ACCESS =
  /^(auth-type|auth-url|auth-tls-secret|auth-keyfile|(white|allow)list-source-range|.*-snippet|enable-global-auth)$/;
/** How other controllers do, by what they call it. */
const OTHER_ACCESS =
  /auth|jwt|oidc|middleware|plugin|polic|(white|allow)-?list|snippet|tls.options|mtls|client-ca|scheme|waf|private|internal|backend-config/;
/** How controllers say that there is TLS without certificates in the Ingress. */
const OTHER_TLS = /tls|ssl|cert|entrypoints|https|passthrough|redirect/;
/** Controllers that are told of authentication by objects of their own. */
const TOLD_ELSEWHERE = /^(alb|gce|gce-internal)$|internal|private/;

/** Ingresses and load balancers that lead everybody to remote write. */
export const openRemoteWrite: ManifestRule = {
  rule: 'THANOS-215',
  check: (cluster) => {
    if (cluster.running('receive').length === 0) return [];
    return [...openIngresses(cluster, REMOTE_WRITE), ...openLoadBalancers(cluster, REMOTE_WRITE)];
  },
};

/** Ingresses and load balancers that lead everybody to StoreAPI. */
export const openStoreApi: ManifestRule = {
  rule: 'THANOS-680',
  check: (cluster) => {
    if (cluster.thanos.length === 0) return [];
    return [...openIngresses(cluster, STORE_API), ...openLoadBalancers(cluster, STORE_API)];
  },
};

/** A port that tells or takes what is not for everybody. */
interface Door {
  readonly listener: ThanosBackend['listener'];
  /** The flag by which Thanos itself asks for certificates of clients. */
  readonly clientCa: string;
  readonly name: string;
  readonly harm: string;
  /** What an Ingress should ask clients for. */
  readonly ask: string;
}

const REMOTE_WRITE: Door = {
  listener: 'remote-write',
  clientCa: 'remote-write.server-tls-client-ca',
  name: 'remote write of Thanos Receive',
  harm: 'everybody who reaches it can write',
  ask: `Ask for a password (${NGINX}auth-type and auth-secret), a token or a certificate`,
};

const STORE_API: Door = {
  listener: 'grpc',
  clientCa: 'grpc-server-tls-client-ca',
  name: 'StoreAPI of Thanos',
  harm: 'everybody who reaches it can read every series',
  ask: `Ask for a certificate (${NGINX}auth-tls-secret and auth-tls-verify-client: "on"), which queriers can show`,
};

/** Ingresses without TLS in front of Thanos. */
export const plainHttp: ManifestRule = {
  rule: 'THANOS-216',
  check: (cluster) => {
    if (cluster.thanos.length === 0) return [];
    return ingressesOf(cluster).flatMap((ingress): Finding[] => {
      const path = ingress.paths.find((each) => isPlain(ingress, each.host));
      if (!path || !ingress.paths.some((each) => backends(cluster, ingress, each).length > 0)) return [];
      const redirect = hasTls(ingress, path.host);
      return [
        {
          object: ingress.object,
          what: redirect
            ? `Host ${path.host || '*'} has TLS, and ${NGINX}ssl-redirect is "false": it answers over plain HTTP too, passwords included`
            : `Host ${path.host || '*'} leads to Thanos without TLS: what clients send and read, passwords included, is open to everybody on the way`,
          fix: redirect
            ? `Remove the annotation, or set ${NGINX}force-ssl-redirect to "true"`
            : 'Give the Ingress a certificate (spec.tls), or suppress this where TLS ends in front of it',
        },
      ];
    });
  },
};

function openIngresses(cluster: Inventory, door: Door): Finding[] {
  return ingressesOf(cluster).flatMap((ingress) => {
    if (TOLD_ELSEWHERE.test(ingress.className) || keepsStrangersOut(ingress)) return [];
    const open = ingress.paths.find((path) =>
      backends(cluster, ingress, path).some((each) => takesAnybody(each, door)),
    );
    if (!open) return [];
    return [
      {
        object: ingress.object,
        what: `Host ${open.host || '*'} leads to ${door.name}, and the Ingress asks nobody who they are: ${door.harm}`,
        fix: door.ask,
      },
    ];
  });
}

function openLoadBalancers(cluster: Inventory, door: Door): Finding[] {
  return cluster.ofKind('', 'Service').flatMap((object) => {
    const spec = specOf(object);
    if (spec['type'] !== 'LoadBalancer' || asList(spec['loadBalancerSourceRanges']).length > 0) return [];
    // Who can reach it is up to annotations of the cloud, of which there are many.
    if (Object.keys(annotationsOf(object)).some((key) => /internal|scheme|allow|source|type/.test(key))) return [];
    const open = asList(spec['ports']).some((port) =>
      thanosBehind(cluster, namespaceOf(object), object.metadata.name, asNumber(at(port, 'port'))).some((each) =>
        takesAnybody(each, door),
      ),
    );
    if (!open) return [];
    return [
      {
        object,
        what: `${nameOf(object)} is a load balancer in front of ${door.name}, which asks nobody who they are: ${door.harm}`,
        fix: 'Make it a ClusterIP behind an Ingress that authenticates, or name who may connect: loadBalancerSourceRanges',
      },
    ];
  });
}

function keepsStrangersOut({ annotations }: Ingress): boolean {
  // Certificates that clients need not show keep nobody out.
  const optional = isOptional(annotations);
  return Object.keys(annotations).some((key) => isAccess(key) && !(optional && key === `${NGINX}auth-tls-secret`));
}

function isAccess(annotation: string): boolean {
  if (annotation.startsWith(CERT_MANAGER)) return false;
  return annotation.startsWith(NGINX)
    ? NGINX_ACCESS.test(annotation.slice(NGINX.length))
    : OTHER_ACCESS.test(annotation);
}

/** Thanos itself asks for no certificate there. */
function takesAnybody({ process, listener }: ThanosBackend, door: Door): boolean {
  return listener === door.listener && !process.flag(door.clientCa);
}

function isPlain(ingress: Ingress, host: string): boolean {
  const { annotations } = ingress;
  if (annotations[`${NGINX}force-ssl-redirect`] === 'true') return false;
  if (hasTls(ingress, host)) return annotations[`${NGINX}ssl-redirect`] === 'false';
  return !Object.keys(annotations).some(
    (key) => !key.startsWith(NGINX) && !key.startsWith(CERT_MANAGER) && OTHER_TLS.test(key),
  );
}

function backends(cluster: Inventory, { namespace }: Ingress, { service, port }: IngressPath): ThanosBackend[] {
  return thanosBehind(cluster, namespace, service, port);
}
