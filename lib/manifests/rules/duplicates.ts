import { clashes } from '../clashes';
import { keyOf, nameOf } from '../kubernetes-object';
import type { ManifestRule } from '../manifest-rule';

/** Objects that a cluster is given twice: the later one would silently replace the earlier. */
export const duplicateObjects: ManifestRule = {
  rule: 'THANOS-101',
  check: ({ objects }) =>
    clashes(objects, keyOf).map(([first, object]) => ({
      object,
      what: `${nameOf(object)} is rendered twice, and the second would replace the first`,
      fix: 'Leave one of them out, or give it another name or namespace',
      related: [first],
    })),
};
