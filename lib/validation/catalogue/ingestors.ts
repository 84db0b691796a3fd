import type { RuleSet } from '../rule';

export const INGESTOR_RULES = {
  'THANOS-041': {
    severity: 'warning',
    title: 'Too little time to replay a WAL',
    protects:
      'After a crash under load, an ingestor is ended half-way through its WAL again and again, and never starts.',
    sources: [
      'https://github.com/prometheus-operator/prometheus-operator/issues/3391',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/cmd/thanos/receive.go',
    ],
  },
  'THANOS-042': {
    severity: 'error',
    title: 'Too little time to shut down',
    protects:
      'An ingestor is killed before its head block is flushed and uploaded; where the pod does not come back, those samples are gone.',
    sources: [
      'https://github.com/thanos-io/thanos/issues/8948',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/docs/components/receive.md',
    ],
  },
  'THANOS-043': {
    severity: 'error',
    title: 'A rollout that takes the quorum of a hashring',
    protects: 'Writes fail with status 503 for as long as the rollout lasts.',
    sources: ['https://github.com/thanos-io/thanos/issues/4831'],
  },
  'THANOS-044': {
    severity: 'warning',
    title: 'Samples from any time to come are taken',
    protects: 'One client with a wrong clock makes the TSDB refuse what all others send.',
    sources: [
      'https://github.com/thanos-io/thanos/issues/6167',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/cmd/thanos/receive.go',
    ],
  },
  'THANOS-045': {
    severity: 'error',
    title: 'Limits that nobody holds to',
    protects:
      'Ingestors count neither requests nor series of what routers hand on, and series are only counted by meta-monitoring: whoever relies on such a limit has none.',
    sources: [
      'https://github.com/thanos-io/thanos/blob/v0.42.5/docs/components/receive.md',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/receive/limiter.go',
    ],
  },
} as const satisfies RuleSet;
