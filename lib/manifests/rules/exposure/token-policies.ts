import { thanosBehind } from '../../backend';
import { backendsOf, GATEWAY_GROUP } from '../../gateway-route';
import type { Inventory } from '../../inventory';
import { type KubernetesObject, namespaceOf, specOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { asList, asNumber, asText, at } from '../../value';

/** Where API servers publish the keys of their ServiceAccounts' tokens. */
const KUBERNETES_KEYS = /\/openid\/v1\/jwks$/;

/** Policies of Envoy Gateway that trust what anybody on the way can change. */
export const plainIssuer: ManifestRule = {
  rule: 'THANOS-220',
  check: (cluster) =>
    eachProvider(cluster, (policy, provider) => {
      const uri = asText(at(provider, 'remoteJWKS', 'uri'));
      const plain = [asText(at(provider, 'issuer')), uri].find((url) => url?.startsWith('http://'));
      if (plain === undefined) return undefined;
      return {
        object: policy,
        what: `JWT provider "${asText(at(provider, 'name'))}" has ${plain}: whoever sits between it and the edge can hand out keys of his own, and be whom he likes`,
        fix: 'Write the https address that the issuer itself names',
      };
    }),
};

/** Policies of Envoy Gateway that take every token of a cluster for that of its Prometheus. */
export const everySubject: ManifestRule = {
  rule: 'THANOS-230',
  check: (cluster) =>
    eachProvider(cluster, (policy, provider) => {
      if (!KUBERNETES_KEYS.test(asText(at(provider, 'remoteJWKS', 'uri')) ?? '')) return undefined;
      const name = asText(at(provider, 'name'));
      if (!admitsEverySubject(specOf(policy)['authorization'], name)) return undefined;
      return {
        object: policy,
        what: `It admits every token of JWT provider "${name}", which are those of all pods of a cluster: each can get one for this audience`,
        fix: "Write authorization with defaultAction: Deny, and a rule that allows claim sub with the writer's ServiceAccount alone: system:serviceaccount:prometheus:prometheus",
      };
    }),
};

/** Policies of Envoy Gateway that take every token of an Entra tenant for that of one of its identities. */
export const everyApplication: ManifestRule = {
  rule: 'THANOS-242',
  check: (cluster) =>
    eachProvider(cluster, (policy, provider) => {
      if (!ENTRA_ISSUER.test(asText(at(provider, 'issuer')) ?? '')) return undefined;
      const name = asText(at(provider, 'name'));
      if (!admitsEverySubject(specOf(policy)['authorization'], name)) return undefined;
      return {
        object: policy,
        what: `It admits every token of JWT provider "${name}", which are those of all identities of an Entra tenant: each can get one for this audience`,
        fix: 'Write authorization with defaultAction: Deny, and a rule that allows claim appid (tokens v1) or azp (v2) with the client ID of the writer alone',
      };
    }),
};

const ENTRA_ISSUER = /^https:\/\/(login\.microsoftonline\.(com|us)|login\.chinacloudapi\.cn|sts\.windows\.net)\//;

function admitsEverySubject(authorization: unknown, provider: string | undefined): boolean {
  if (authorization === undefined || at(authorization, 'defaultAction') === 'Allow') return true;
  return asList(at(authorization, 'rules')).some((rule) => {
    const jwt = at(rule, 'principal', 'jwt');
    if (at(rule, 'action') !== 'Allow' || at(jwt, 'provider') !== provider || at(rule, 'cel') !== undefined)
      return false;
    const others = ['clientCIDRs', 'clientIPGeoLocations', 'headers'].some((field) => at(rule, 'principal', field));
    return !others && asList(at(jwt, 'claims')).length === 0 && asList(at(jwt, 'scopes')).length === 0;
  });
}

/** Looks at the JWT providers of policies for routes that lead to Thanos. */
function eachProvider(
  cluster: Inventory,
  look: (policy: KubernetesObject, provider: unknown) => Finding | undefined,
): Finding[] {
  if (cluster.thanos.length === 0) return [];
  return cluster.ofKind('gateway.envoyproxy.io', 'SecurityPolicy').flatMap((policy) => {
    const providers = asList(at(specOf(policy), 'jwt', 'providers'));
    if (providers.length === 0 || !guardsThanos(cluster, policy)) return [];
    return providers.flatMap((provider) => look(policy, provider) ?? []);
  });
}

function guardsThanos(cluster: Inventory, policy: KubernetesObject): boolean {
  const spec = specOf(policy);
  const targets = [spec['targetRef'], ...asList(spec['targetRefs'])];
  return targets.some((target) => {
    const kind = asText(at(target, 'kind')) ?? '';
    if (kind !== 'HTTPRoute' && kind !== 'GRPCRoute') return false;
    const route = cluster.find(GATEWAY_GROUP, kind, namespaceOf(policy), asText(at(target, 'name')) ?? '');
    return route !== undefined && leadsToThanos(cluster, route);
  });
}

function leadsToThanos(cluster: Inventory, route: KubernetesObject): boolean {
  return backendsOf(route).some((backend) => {
    const namespace = asText(at(backend, 'namespace')) ?? namespaceOf(route);
    const service = asText(at(backend, 'name')) ?? '';
    return thanosBehind(cluster, namespace, service, asNumber(at(backend, 'port'))).length > 0;
  });
}
