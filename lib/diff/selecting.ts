import type { Inventory } from '../manifests/inventory';
import { groupOf, type KubernetesObject, nameOf, namespaceOf } from '../manifests/kubernetes-object';
import { asList, asMap, asText, at } from '../manifests/value';

/** A selector of some object, for labels of others. */
export interface Selecting {
  /** Who selects. */
  readonly by: string;
  readonly selector: unknown;
  /** What it selects them for. */
  readonly purpose: string;
}

/** Selectors of the Prometheus Operator's resources by the kind that they select. */
const OPERATOR: Readonly<Record<string, string>> = {
  ServiceMonitor: 'serviceMonitorSelector',
  PodMonitor: 'podMonitorSelector',
  Probe: 'probeSelector',
  ScrapeConfig: 'scrapeConfigSelector',
  PrometheusRule: 'ruleSelector',
  AlertmanagerConfig: 'alertmanagerConfigSelector',
};

const OPERATED = ['Prometheus', 'PrometheusAgent', 'ThanosRuler', 'Alertmanager'];

/** The selectors of a cluster that may look at the labels of an object itself. Those of pods are not among them. */
export function selecting(cluster: Inventory, object: KubernetesObject): Selecting[] {
  switch (`${groupOf(object)}/${object.kind}`) {
    case '/Namespace':
      return [...namespacePeers(cluster), ...namespacesOfOperator(cluster)];
    case '/Service':
      return cluster
        .ofKind('monitoring.coreos.com', 'ServiceMonitor')
        .filter((monitor) => looksInto(monitor, namespaceOf(object)))
        .map((monitor) => ({ by: nameOf(monitor), selector: at(monitor, 'spec', 'selector'), purpose: 'scraped by' }));
    default:
      return groupOf(object) === 'monitoring.coreos.com'
        ? ofOperator(cluster, OPERATOR[object.kind], 'taken over by')
        : [];
  }
}

function ofOperator(cluster: Inventory, field: string | undefined, purpose: string): Selecting[] {
  if (field === undefined) return [];
  return OPERATED.flatMap((kind) => cluster.ofKind('monitoring.coreos.com', kind)).flatMap((owner) => {
    const selector = at(owner, 'spec', field);
    return selector === undefined ? [] : { by: nameOf(owner), selector, purpose };
  });
}

function namespacesOfOperator(cluster: Inventory): Selecting[] {
  return Object.values(OPERATOR).flatMap((field) =>
    ofOperator(cluster, field.replace(/Selector$/, 'NamespaceSelector'), 'looked into for its objects by'),
  );
}

function namespacePeers(cluster: Inventory): Selecting[] {
  return cluster.ofKind('networking.k8s.io', 'NetworkPolicy').flatMap((policy) =>
    ['ingress', 'egress'].flatMap((rules) =>
      asList(at(policy, 'spec', rules))
        .flatMap((rule) => [...asList(at(rule, 'from')), ...asList(at(rule, 'to'))])
        .flatMap((peer) => {
          const selector = at(peer, 'namespaceSelector');
          return selector === undefined ? [] : { by: nameOf(policy), selector, purpose: 'allowed by' };
        }),
    ),
  );
}

function looksInto(monitor: KubernetesObject, namespace: string): boolean {
  const names = at(monitor, 'spec', 'namespaceSelector');
  if (at(names, 'any') === true) return true;
  const listed = asList(at(names, 'matchNames'));
  return listed.length === 0 ? namespaceOf(monitor) === namespace : listed.includes(namespace);
}

/** The labels that a selector looks at. */
export function keysOf(selector: unknown): string[] {
  return [
    ...Object.keys(asMap(at(selector, 'matchLabels'))),
    ...asList(at(selector, 'matchExpressions')).flatMap((each) => asText(at(each, 'key')) ?? []),
  ];
}
