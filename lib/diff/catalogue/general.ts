import type { ChangeSet } from '.';

/** What holds for objects of any kind, where no other rule knows better. */
export const GENERAL_CHANGES = {
  'DIFF-001': {
    level: 'none',
    title: 'A label or an annotation of an object changed',
    means:
      'Labels and annotations of the object itself are for people and selectors; no pod is made anew for them, and nobody that is known here acts upon this one.',
    sources: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/'],
  },
  'DIFF-002': {
    level: 'config',
    title: 'A field changed that is applied as it is',
    means: 'Whoever works by the object takes the new value as it runs. No rule knows more of this field.',
    sources: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/'],
  },
  'DIFF-003': {
    level: 'config',
    title: 'An object is new',
    means: 'It is made beside what runs.',
    sources: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/'],
  },
  'DIFF-004': {
    level: 'config',
    title: 'An object is gone',
    means: 'A GitOps tool that prunes deletes it; kubectl apply leaves it in the cluster.',
    sources: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/'],
  },
  'DIFF-005': {
    level: 'data',
    title: 'A label changed, and a selector no longer finds the object',
    means:
      'A Prometheus stops to scrape what its monitors are no longer found, rules are no longer evaluated, and a NetworkPolicy cuts off namespaces that it allowed by a label.',
    instead: 'Keep the label, or change the selector in the same step.',
    sources: [
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/',
      'https://prometheus-operator.dev/docs/api-reference/api/',
    ],
  },
  'DIFF-006': {
    level: 'config',
    title: 'A label changed, and a selector finds the object from now on',
    means: 'It is scraped, evaluated or let in as soon as it is applied.',
    sources: [
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/',
      'https://prometheus-operator.dev/docs/api-reference/api/',
    ],
  },
  'DIFF-007': {
    level: 'config',
    title: 'An annotation changed that a controller acts upon',
    means: 'Controllers of ingresses, load balancers, certificates and GitOps are told by annotations what to do.',
    sources: [
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/',
      'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/',
    ],
  },
  'DIFF-008': {
    level: 'config',
    title: 'An annotation that kept a GitOps tool from deleting the object is gone',
    means:
      'Argo CD (Prune=false, Delete=false), Helm (resource-policy keep) and Flux (prune disabled) leave objects that say so; without it they delete what is no longer rendered.',
    instead: 'Keep it on claims, StatefulSets, Namespaces and CRDs.',
    sources: [
      'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/',
      'https://helm.sh/docs/howto/charts_tips_and_tricks/',
      'https://fluxcd.io/flux/components/kustomize/kustomizations/',
    ],
  },
} as const satisfies ChangeSet;
