import type { Inventory } from './inventory';
import { type KubernetesObject, namespaceOf } from './kubernetes-object';
import { selectorMatches } from './label-selector';
import { namedPort } from './service-address';
import { asList, asNumber, asTexts, at } from './value';
import type { Workload } from './workload';

/** The NetworkPolicies that keep pods from connecting to a port of others; none where they may, or where it cannot be known. */
export function blockedBy(cluster: Inventory, from: Workload, to: Workload, port: number): readonly KubernetesObject[] {
  const inbound = blocking(cluster, to, from, port, to, INGRESS);
  return inbound.length > 0 ? inbound : blocking(cluster, from, to, port, to, EGRESS);
}

const INGRESS = { type: 'Ingress', rules: 'ingress', peers: 'from' } as const;
const EGRESS = { type: 'Egress', rules: 'egress', peers: 'to' } as const;

function blocking(
  cluster: Inventory,
  guarded: Workload,
  peer: Workload,
  port: number,
  server: Workload,
  direction: typeof INGRESS | typeof EGRESS,
): readonly KubernetesObject[] {
  const policies = cluster
    .ofKind('networking.k8s.io', 'NetworkPolicy')
    .filter(
      (policy) =>
        namespaceOf(policy) === guarded.namespace &&
        concerns(policy, direction) &&
        selectorMatches(at(policy, 'spec', 'podSelector'), guarded.podLabels),
    );
  const open = policies.some((policy) =>
    asList(at(policy, 'spec', direction.rules)).some(
      (rule) =>
        allows(at(rule, direction.peers), (each) => matchesPeer(cluster, each, peer, namespaceOf(policy))) &&
        allows(at(rule, 'ports'), (each) => matchesPort(each, port, server)),
    ),
  );
  return open ? [] : policies;
}

function concerns(policy: KubernetesObject, { type, rules }: typeof INGRESS | typeof EGRESS): boolean {
  const types = at(policy, 'spec', 'policyTypes');
  if (Array.isArray(types)) return types.includes(type);
  return type === 'Ingress' || asList(at(policy, 'spec', rules)).length > 0;
}

/** An empty list, or none, is everything. */
function allows(list: unknown, matches: (each: unknown) => boolean): boolean {
  const items = asList(list);
  return items.length === 0 || items.some(matches);
}

/** Addresses of pods, and labels of namespaces that others make, are not known: they count as a match. */
function matchesPeer(cluster: Inventory, peer: unknown, { namespace, podLabels }: Workload, own: string): boolean {
  if (at(peer, 'ipBlock') !== undefined) return true;
  const namespaces = at(peer, 'namespaceSelector');
  const made = cluster.find('', 'Namespace', '', namespace);
  const known = { ...asTexts(at(made, 'metadata', 'labels')), 'kubernetes.io/metadata.name': namespace };
  const inNamespace =
    namespaces === undefined
      ? namespace === own
      : selectorMatches(namespaces, known) || (!made && speaksOfMore(namespaces));
  const pods = at(peer, 'podSelector');
  return inNamespace && (pods === undefined || selectorMatches(pods, podLabels));
}

/** Whether a selector of namespaces asks for more than the name, which is on every namespace. */
function speaksOfMore(selector: unknown): boolean {
  const keys = [
    ...Object.keys(asTexts(at(selector, 'matchLabels'))),
    ...asList(at(selector, 'matchExpressions')).map((each) => at(each, 'key')),
  ];
  return keys.some((key) => key !== 'kubernetes.io/metadata.name');
}

function matchesPort(allowed: unknown, port: number, server: Workload): boolean {
  if ((at(allowed, 'protocol') ?? 'TCP') !== 'TCP') return false;
  const given = at(allowed, 'port');
  if (given === undefined) return true;
  const number = asNumber(given) ?? (typeof given === 'string' ? namedPort([server], given) : undefined);
  return number !== undefined && port >= number && port <= (asNumber(at(allowed, 'endPort')) ?? number);
}
