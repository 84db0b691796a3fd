import { thanosBehind } from '../../backend';
import { backendsOf, GATEWAY_GROUP, routesOf } from '../../gateway-route';
import type { Inventory } from '../../inventory';
import { annotationsOf, type KubernetesObject, nameOf, namespaceOf, specOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { asList, asNumber, asText, at } from '../../value';
import { gatewayOf } from './gateway-routes';

/** Gateways that lead to StoreAPI with TLS in plaintext, or show it no certificate where it asks for one. */
export const gatewayWithoutTls: ManifestRule = {
  rule: 'THANOS-237',
  check: (cluster) =>
    routesOf(cluster).flatMap((route) =>
      backendsOf(route)
        .flatMap((backend) => unreached(cluster, route, backend) ?? [])
        .slice(0, 1),
    ),
};

function unreached(cluster: Inventory, route: KubernetesObject, backend: unknown): Finding | undefined {
  if ((asText(at(backend, 'kind')) ?? 'Service') !== 'Service') return undefined;
  const namespace = asText(at(backend, 'namespace')) ?? namespaceOf(route);
  const service = cluster.find('', 'Service', namespace, asText(at(backend, 'name')) ?? '');
  if (!service || isToldElsewhere(cluster, service)) return undefined;
  const port = asNumber(at(backend, 'port'));
  const process = thanosBehind(cluster, namespace, service.metadata.name, port)
    // A proxy in the pod may add or take away TLS.
    .filter((each) => each.listener === 'grpc' && each.process.workload.containers.length === 1)
    .map((each) => each.process)
    .find((each) => each.flag('grpc-server-tls-cert'));
  if (!process) return undefined;
  const querier = nameOf(process.workload.object);
  if (!cluster.ofKind(GATEWAY_GROUP, 'BackendTLSPolicy').some((policy) => isForPort(policy, service, port))) {
    return {
      object: route,
      what: `The Gateway speaks plaintext to ${nameOf(service)}, where ${querier} takes TLS alone: nobody gets through`,
      fix: `Add a BackendTLSPolicy for Service ${service.metadata.name}, with the authority and a name of the certificate there`,
      related: [process.workload.object],
    };
  }
  if (!process.flag('grpc-server-tls-client-ca')) return undefined;
  const gateway = asList(specOf(route)['parentRefs'])
    .flatMap((parent) => gatewayOf(cluster, route, parent) ?? [])
    .find((each) => at(specOf(each), 'tls', 'backend', 'clientCertificateRef') === undefined);
  if (!gateway) return undefined;
  return {
    object: route,
    what: `${nameOf(gateway)} shows no certificate, and ${querier} behind ${nameOf(service)} takes nobody without one: nobody gets through`,
    fix: 'Name the Secret with one of its authority in spec.tls.backend.clientCertificateRef of the Gateway',
    related: [gateway],
  };
}

function isForPort(policy: KubernetesObject, service: KubernetesObject, port: number | undefined): boolean {
  const named = asList(specOf(service)['ports']).find((each) => at(each, 'port') === port);
  const sections = [undefined, asText(at(named, 'name'))];
  return (
    namespaceOf(policy) === namespaceOf(service) &&
    asList(specOf(policy)['targetRefs']).some(
      (target) =>
        at(target, 'kind') === 'Service' &&
        at(target, 'name') === service.metadata.name &&
        sections.includes(asText(at(target, 'sectionName'))),
    )
  );
}

/** What controllers have of their own to say that a Service takes TLS, and what they show to it. */
function isToldElsewhere(cluster: Inventory, service: KubernetesObject): boolean {
  return (
    cluster.ofKind('networking.istio.io', 'DestinationRule').length > 0 ||
    cluster.ofKind('gateway.envoyproxy.io', 'EnvoyProxy').length > 0 ||
    Object.keys(annotationsOf(service)).some((key) => /tls|ssl|scheme|protocol|backend/.test(key))
  );
}
