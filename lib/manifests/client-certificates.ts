import { GATEWAY_GROUP } from './gateway-route';
import { ingressesOf } from './ingress';
import type { Inventory } from './inventory';
import { type KubernetesObject, namespaceOf, specOf } from './kubernetes-object';
import { asList, asText, at } from './value';

const NGINX = 'nginx.ingress.kubernetes.io/auth-tls-';

/** Whether annotations of an Ingress let clients in that have no certificate, or one of anybody, though they name an authority. */
export function isOptional(annotations: Readonly<Record<string, string>>): boolean {
  return /^(off|optional|optional_no_ca)$/.test(annotations[`${NGINX}verify-client`] ?? '');
}

/** Whether a ClientTrafficPolicy of Envoy Gateway asks for certificates. Other modes let clients in that have none, or one of anybody. */
export function requiresCertificates(policy: KubernetesObject): boolean {
  const validation = at(specOf(policy), 'tls', 'clientValidation');
  if (validation === undefined || at(validation, 'optional') === true) return false;
  return (asText(at(validation, 'mode')) ?? 'RequireAndVerify') === 'RequireAndVerify';
}

/** Whether a remote write shows a certificate. */
export function showsCertificate(write: unknown): boolean {
  return ['cert', 'certFile'].some((field) => at(write, 'tlsConfig', field) !== undefined);
}

/** What asks clients of a host for certificates, as far as the edge is made in the same cluster. */
export function askingFor(cluster: Inventory, host: string): KubernetesObject | undefined {
  return askingIngress(cluster, host) ?? askingPolicy(cluster, host);
}

function askingIngress(cluster: Inventory, host: string): KubernetesObject | undefined {
  return ingressesOf(cluster).find(
    ({ annotations, paths }) =>
      annotations[`${NGINX}secret`] !== undefined &&
      !isOptional(annotations) &&
      paths.some((path) => path.host === host),
  )?.object;
}

function askingPolicy(cluster: Inventory, host: string): KubernetesObject | undefined {
  const policies = cluster.ofKind('gateway.envoyproxy.io', 'ClientTrafficPolicy').filter(requiresCertificates);
  return policies.find((policy) => {
    const spec = specOf(policy);
    return [spec['targetRef'], ...asList(spec['targetRefs'])].some((target) => {
      const gateway = cluster.find(GATEWAY_GROUP, 'Gateway', namespaceOf(policy), asText(at(target, 'name')) ?? '');
      const section = asText(at(target, 'sectionName'));
      return asList(at(gateway, 'spec', 'listeners')).some(
        (listener) => at(listener, 'hostname') === host && [undefined, at(listener, 'name')].includes(section),
      );
    });
  });
}
