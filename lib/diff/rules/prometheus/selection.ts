import type { Inventory } from '../../../manifests/inventory';
import {
  type KubernetesObject,
  keyOf,
  labelsOf,
  nameOf,
  namespaceOf,
  specOf,
} from '../../../manifests/kubernetes-object';
import { isEmptySelector, selectorMatches } from '../../../manifests/label-selector';
import { below, each, type SpecChange, type SpecCheck } from './spec-change';

export const GROUP = 'monitoring.coreos.com';

/** The selectors of a Prometheus, by the kind that they choose. */
const SELECTORS: Readonly<Record<string, string>> = {
  ServiceMonitor: 'serviceMonitor',
  PodMonitor: 'podMonitor',
  Probe: 'probe',
  ScrapeConfig: 'scrapeConfig',
  PrometheusRule: 'rule',
};

/** What a Prometheus, or a ruler of the operator, is told to take up. */
export const selectors: SpecCheck = function* (spec) {
  for (const [kind, prefix] of Object.entries(SELECTORS)) {
    const names = [`${prefix}Selector`, `${prefix}NamespaceSelector`];
    const fields = below(spec, ...names);
    if (fields.length === 0) continue;
    const lost = spec.cluster.after
      .ofKind(GROUP, kind)
      .filter((object) => selects(spec.before, spec, prefix, object) && !selects(spec.after, spec, prefix, object));
    const end =
      kind === 'PrometheusRule'
        ? 'their rules are not evaluated any more'
        : 'their targets are scraped no longer, and their series end';
    if (lost.length > 0) {
      yield* each(fields, 'DIFF-617', `${nameOf(spec.object)} no longer takes ${listed(lost)}: ${end}`);
    } else if (names.some((name) => isAll(spec.before[name]) && !isAll(spec.after[name]))) {
      yield* each(
        fields,
        'DIFF-617',
        `${nameOf(spec.object)} no longer takes every ${kind}: of those that are not in these manifests some may be left out, and ${end}. Look with kubectl get ${kind.toLowerCase()} --all-namespaces --show-labels first`,
      );
    }
  }
};

/** An empty selector takes all; one that is not there takes none, or the own namespace alone. */
function isAll(selector: unknown): boolean {
  return typeof selector === 'object' && selector !== null && isEmptySelector(selector);
}

function selects(
  fields: SpecChange['before'],
  { object, cluster }: SpecChange,
  prefix: string,
  chosen: KubernetesObject,
): boolean {
  return isSelected(fields, object, prefix, chosen, cluster.after);
}

/** Whether a Prometheus takes a monitor up. */
function isSelected(
  fields: SpecChange['before'],
  owner: KubernetesObject,
  prefix: string,
  chosen: KubernetesObject,
  cluster: Inventory,
): boolean {
  const selector = fields[`${prefix}Selector`];
  if (selector === undefined || selector === null || !selectorMatches(selector, labelsOf(chosen))) return false;
  const namespaces = fields[`${prefix}NamespaceSelector`];
  const home = namespaceOf(chosen);
  if (namespaces === undefined || namespaces === null) return home === namespaceOf(owner);
  const labels = labelsOf(cluster.find('', 'Namespace', '', home) ?? NO_NAMESPACE);
  return selectorMatches(namespaces, { 'kubernetes.io/metadata.name': home, ...labels });
}

const NO_NAMESPACE: KubernetesObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: '' } };

/** The resources of a side that take up a monitor or a rule. */
export function takersOf(cluster: Inventory, chosen: KubernetesObject): KubernetesObject[] {
  const prefix = SELECTORS[chosen.kind] ?? '';
  return ['Prometheus', 'PrometheusAgent', 'ThanosRuler']
    .flatMap((kind) => cluster.ofKind(GROUP, kind))
    .filter((owner) => isSelected(specOf(owner), owner, prefix, chosen, cluster));
}

/** Whether nobody takes up a monitor any more who did. */
export function isLeftOut({ change, cluster }: SpecChange): boolean {
  const before = takersOf(cluster.before, change.before).map(keyOf);
  return before.length > 0 && takersOf(cluster.after, change.after).length === 0;
}

function listed(objects: readonly KubernetesObject[]): string {
  const names = objects.map(nameOf);
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
}
