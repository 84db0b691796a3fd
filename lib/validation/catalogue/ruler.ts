import type { RuleSet } from '../rule';

/** Mistakes in options of rulers. */
export const RULER_RULES = {
  'THANOS-571': {
    severity: 'error',
    title: 'A ruler is given the same rules twice',
    protects: 'Kubernetes refuses the pod, or one file replaces the other.',
    sources: ['https://thanos.io/tip/components/rule.md/'],
  },
  'THANOS-572': {
    severity: 'error',
    title: 'More rules than a ConfigMap holds',
    protects: 'The API server refuses it, and the ruler goes on with its old rules, or does not start.',
    sources: ['https://kubernetes.io/docs/concepts/configuration/configmap/'],
  },
  'THANOS-573': {
    severity: 'error',
    title: 'TLS files for an Alertmanager that is reached over http',
    protects: 'Alerts, and the password if there is one, go over the network unencrypted.',
    sources: ['https://thanos.io/tip/components/rule.md/#configuration'],
  },
  'THANOS-574': {
    severity: 'error',
    title: 'A header that remote write keeps for itself',
    protects: 'A stateless ruler does not start with it.',
    sources: ['https://prometheus.io/docs/prometheus/latest/configuration/configuration/#remote_write'],
  },
} as const satisfies RuleSet;
