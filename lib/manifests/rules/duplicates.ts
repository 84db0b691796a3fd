import { type KubernetesObject, keyOf, nameOf } from '../kubernetes-object';
import type { Finding, ManifestRule } from '../manifest-rule';

/** Objects that a cluster is given twice: the later one would silently replace the earlier. */
export const duplicateObjects: ManifestRule = {
  rule: 'THANOS-101',
  check({ objects }) {
    const first = new Map<string, KubernetesObject>();
    const findings: Finding[] = [];
    for (const object of objects) {
      const key = keyOf(object);
      const earlier = first.get(key);
      if (!earlier) {
        first.set(key, object);
        continue;
      }
      findings.push({
        object,
        what: `${nameOf(object)} is rendered twice, and the second would replace the first`,
        fix: 'Leave one of them out, or give it another name or namespace',
        related: [earlier],
      });
    }
    return findings;
  },
};
