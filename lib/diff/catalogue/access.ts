import type { ChangeSet } from '.';

/** Roles, Secrets and what pods may be. */
export const ACCESS_CHANGES = {
  'DIFF-330': {
    level: 'data',
    title: 'A role or binding gives away Secrets, or the cluster',
    means: 'Wildcards, secrets, pods that can be made or entered, and verbs that hand on rights.',
    instead: 'Name resources, names and verbs.',
    sources: [
      'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
      'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
    ],
  },
  'DIFF-331': {
    level: 'config',
    title: 'A role or binding gives more',
    means: 'Who is bound may more from now on.',
    sources: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/'],
  },
  'DIFF-332': {
    level: 'config',
    title: 'A role or binding gives less',
    means: 'Who still does it is refused at once.',
    sources: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/'],
  },
  'DIFF-333': {
    level: 'replace',
    title: 'The role of a binding',
    means: 'roleRef is for good.',
    instead: 'Delete the binding and apply it anew, or make another one.',
    sources: [
      'kubernetes v1.35 pkg/apis/rbac/validation/validation.go',
      'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#clusterrolebinding-example',
    ],
  },
  'DIFF-334': {
    level: 'none',
    title: 'A role is written otherwise',
    means: 'Its rules are grouped in another way, and give the same rights.',
    sources: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/'],
  },
  'DIFF-340': {
    level: 'replace',
    title: 'The content of an immutable ConfigMap or Secret',
    means: 'It says of itself that it never changes.',
    instead: 'Make one of another name.',
    sources: [
      'kubernetes v1.35 pkg/apis/core/validation/validation.go',
      'https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable',
    ],
  },
  'DIFF-341': {
    level: 'replace',
    title: 'The type of a Secret',
    means: 'It is for good.',
    instead: 'Make one of another name.',
    sources: [
      'kubernetes v1.35 pkg/apis/core/validation/validation.go',
      'https://kubernetes.io/docs/concepts/configuration/secret/#secret-types',
    ],
  },
  'DIFF-342': {
    level: 'config',
    title: 'A ConfigMap or Secret never changes again',
    means: 'immutable cannot be taken back.',
    sources: ['https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable'],
  },
  'DIFF-343': {
    level: 'restart',
    title: 'Pods need an object that is not made here',
    means: 'Without it they do not start.',
    instead: 'Make sure that it is there first.',
    sources: [
      'https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets',
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
    ],
  },
  'DIFF-344': {
    level: 'restart',
    title: 'Pods need another object, which is made here',
    means: 'Without it they do not start.',
    sources: ['https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets'],
  },
  'DIFF-345': {
    level: 'config',
    title: 'Another Secret is read',
    means: 'By a controller, not by pods.',
    instead: 'Make sure that it is there first.',
    sources: [
      'https://kubernetes.io/docs/concepts/configuration/secret/',
      'https://kubernetes.io/docs/concepts/services-networking/ingress/#tls',
    ],
  },
  'DIFF-346': {
    level: 'data',
    title: 'Something is gone that pods need',
    means: 'Pods that run go on, and none starts any more.',
    instead: 'Take the reference out first.',
    sources: [
      'https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets',
      'https://kubernetes.io/docs/concepts/configuration/configmap/',
    ],
  },
  'DIFF-350': {
    level: 'data',
    title: 'A Namespace lets in pods with more rights',
    means: 'Its pod security is weaker.',
    instead: 'Keep the level.',
    sources: [
      'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
      'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    ],
  },
  'DIFF-351': {
    level: 'config',
    title: 'A Namespace asks more of pods',
    means: 'Pods that break it are refused when they start the next time.',
    instead: 'Try it with a dry run first.',
    sources: ['https://kubernetes.io/docs/concepts/security/pod-security-admission/'],
  },
} as const satisfies ChangeSet;
