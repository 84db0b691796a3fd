import type { Inventory } from '../../inventory';
import { type KubernetesObject, nameOf, namespaceOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { asTexts, at } from '../../value';

const NAME = 'app.kubernetes.io/name';
const INSTANCE = 'app.kubernetes.io/instance';
const COMPONENT = 'app.kubernetes.io/component';

/** Selectors that leave out by which labels Thanos' pods differ from those of other applications. */
export const shortSelectors: ManifestRule = {
  rule: 'THANOS-049',
  check: (cluster) => {
    const workloads = new Set(cluster.thanos.map(({ workload }) => workload.object));
    return [
      ...[...workloads].flatMap((object) => finding(object, at(object, 'spec', 'selector', 'matchLabels'))),
      ...services(cluster, workloads),
    ];
  },
};

function services(cluster: Inventory, workloads: ReadonlySet<KubernetesObject>): Finding[] {
  if (workloads.size === 0) return [];
  return cluster.ofKind('', 'Service').flatMap((service) => {
    const selector = at(service, 'spec', 'selector');
    const found = finding(service, selector);
    if (found.length === 0) return [];
    const selected = cluster.selected(namespaceOf(service), asTexts(selector));
    return selected.some(({ object }) => workloads.has(object)) ? found : [];
  });
}

/** Somebody who uses other labels than the recommended ones has a scheme of their own. */
function finding(object: KubernetesObject, selector: unknown): Finding[] {
  const labels = asTexts(selector);
  if (![NAME, INSTANCE, COMPONENT].some((label) => labels[label] !== undefined)) return [];
  const named = labels[NAME] === 'thanos' ? [NAME, INSTANCE, COMPONENT] : [NAME, INSTANCE];
  const missing = named.filter((label) => labels[label] === undefined);
  if (missing.length === 0) return [];
  return [
    {
      object,
      what: `The selector of ${nameOf(object)} has no ${missing.join(' and no ')}: pods of another application or installation in this namespace can match it`,
      fix: `Select by ${named.join(', ')}; the selector of a workload cannot be changed once applied, so delete and create that anew`,
    },
  ];
}
