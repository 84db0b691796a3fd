import type { RuleSet } from '../rule';

export const FLEET_RULES = {
  'THANOS-601': {
    severity: 'error',
    title: 'A rule is suppressed in vain, without a reason, or does not exist',
    protects:
      'A suppression that outlives its cause hides the next mistake, and reviewers cannot judge one without a reason.',
    sources: ['This library: suppressRule()'],
  },
  'THANOS-604': {
    severity: 'error',
    title: 'A namespace is asked for with two Pod Security Standards',
    protects: 'It has one: pods would be refused, or allowed more than was meant.',
    sources: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  },
  'THANOS-605': {
    severity: 'error',
    title: 'Two clusters expose the same host',
    protects: 'A host leads to one cluster: the other is never reached, and its samples are missed by nobody.',
    sources: ['This library: Exposure'],
  },
  'THANOS-606': {
    severity: 'warning',
    title: 'Clusters do not name their external labels alike',
    protects: 'Queries, alerts and dashboards that ask for a label miss the clusters without it.',
    sources: ['https://thanos.io/tip/thanos/getting-started.md/#external-labels'],
  },
  'THANOS-607': {
    severity: 'warning',
    title: 'A remote write goes to a host that no stack of the fleet exposes, beside one that a stack does',
    protects: 'A host that was mistyped, or renamed, takes no samples.',
    sources: ['This library: RemoteWriteDestination.url()'],
  },
} as const satisfies RuleSet;
