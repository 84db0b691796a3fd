import type { ChangeSet } from '.';

const KUBERNETES_OBJECTS = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/';

/** What holds for objects of any kind, where no other rule knows better. */
export const GENERAL_CHANGES = {
  'DIFF-001': {
    level: 'none',
    title: 'A label or an annotation of an object changed',
    means: 'Labels and annotations of the object itself are for people and selectors; no pod is made anew for them.',
    sources: [KUBERNETES_OBJECTS],
  },
  'DIFF-002': {
    level: 'config',
    title: 'A field changed that is applied as it is',
    means: 'Whoever works by the object takes the new value as it runs. No rule knows more of this field.',
    sources: [KUBERNETES_OBJECTS],
  },
  'DIFF-003': {
    level: 'config',
    title: 'An object is new',
    means: 'It is made beside what runs.',
    sources: [KUBERNETES_OBJECTS],
  },
  'DIFF-004': {
    level: 'config',
    title: 'An object is gone',
    means: 'A GitOps tool that prunes deletes it; kubectl apply leaves it in the cluster.',
    sources: [KUBERNETES_OBJECTS],
  },
} as const satisfies ChangeSet;
