import type { RuleSet } from '../rule';

export const EXTERNAL_LABEL_RULES = {
  'THANOS-014': {
    severity: 'error',
    title: 'A receiver without labels of its own',
    protects:
      'Thanos does not start without any; with the same for several pods, blocks overlap and the compactor halts.',
    sources: [
      'https://github.com/thanos-io/thanos/blob/v0.42.5/cmd/thanos/receive.go',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/docs/storage.md',
    ],
  },
  'THANOS-015': {
    severity: 'error',
    title: 'A replica label that the querier does not know',
    protects: 'Series show, and are summed up, once per replica.',
    sources: [
      'https://github.com/thanos-community/helm-charts/issues/105',
      'https://github.com/bitnami/charts/issues/14167',
    ],
  },
  'THANOS-017': {
    severity: 'error',
    title: 'Several rulers without a label by which they differ',
    protects:
      'Their blocks overlap and halt the compactor, their recorded series clash, and their alerts cannot be deduplicated.',
    sources: [
      'https://github.com/thanos-io/thanos/issues/4670',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/docs/components/rule.md',
    ],
  },
} as const satisfies RuleSet;
