import type { RuleSet } from '../rule';

export const GITOPS_RULES = {
  'THANOS-700': {
    severity: 'error',
    title: "A repository's address with credentials in it",
    protects: 'Rendered manifests are committed, so a password in one is known to everybody who reads the repository.',
    sources: ['https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/'],
  },
  'THANOS-701': {
    severity: 'error',
    title: 'An address or a revision of a repository that the GitOps tool does not read',
    protects: 'Nothing is applied, and the reason is in the status of an object that nobody looks at yet.',
    sources: [
      'https://fluxcd.io/flux/components/source/gitrepositories/',
      'https://argo-cd.readthedocs.io/en/stable/user-guide/tracking_strategies/',
    ],
  },
  'THANOS-702': {
    severity: 'error',
    title: 'A path that is no folder of the repository',
    protects: 'The tool finds no manifests, or those of another folder.',
    sources: ['This library: GitOps.argoCd({ path }), GitOps.flux({ path })'],
  },
  'THANOS-703': {
    severity: 'error',
    title: 'An interval that Flux does not read',
    protects: 'The API server refuses the object, or Flux never rests.',
    sources: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#interval'],
  },
  'THANOS-704': {
    severity: 'error',
    title: 'A name of a GitOps object that Kubernetes does not take, or that is taken',
    protects: 'The API server refuses the object, or one replaces the other.',
    sources: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  },
  'THANOS-705': {
    severity: 'error',
    title: 'A cluster without a destination in Argo CD, or two with the same',
    protects: 'A cluster is never applied, or two of them in one place, where each takes back what the other applies.',
    sources: ['https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-List/'],
  },
  'THANOS-706': {
    severity: 'error',
    title: 'A version of a prerequisite that is not pinned',
    protects: 'Clusters change without a commit, and not all of them alike.',
    sources: ['https://helm.sh/docs/chart_best_practices/dependencies/#versions'],
  },
  'THANOS-707': {
    severity: 'error',
    title: 'A cluster with the name of a folder of the GitOps tool',
    protects: 'One folder would hold both, and be applied to both.',
    sources: ['This library: new Fleet({ gitOps })'],
  },
} as const satisfies RuleSet;
