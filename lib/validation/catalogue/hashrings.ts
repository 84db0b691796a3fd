import type { RuleSet } from '../rule';

export const HASHRING_RULES = {
  'THANOS-001': {
    severity: 'error',
    title: 'More replicas of a series than a hashring has places for',
    protects:
      'Routers do not start with such a ketama ring, hang where zones are too uneven, and refuse every write with a hashmod ring.',
    sources: [
      'https://github.com/thanos-io/thanos/issues/5639',
      'https://github.com/thanos-io/thanos/issues/7054',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/receive/hashring.go',
    ],
  },
  'THANOS-002': {
    severity: 'error',
    title: 'Zones in a hashring that is not ketama',
    protects: "Routers do not start: hashmod, which is Thanos' default, knows no zones.",
    sources: ['https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/receive/hashring.go'],
  },
  'THANOS-003': {
    severity: 'error',
    title: 'An address in a hashring is no host and port, or is there twice',
    protects:
      'Routers cannot connect to it; and one ingestor that counts as two holds replicas that are lost together.',
    sources: [
      'https://github.com/thanos-io/thanos/issues/1508',
      'https://github.com/observatorium/thanos-receive-controller/issues/74',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/receive/hashring.go',
    ],
  },
  'THANOS-004': {
    severity: 'error',
    title: "An address in a hashring with another port than the ingestor's gRPC",
    protects: 'Everything that the hashring gives to that ingestor fails.',
    sources: ['https://github.com/thanos-io/thanos/issues/3287', 'https://github.com/thanos-io/thanos/issues/8254'],
  },
  'THANOS-005': {
    severity: 'error',
    title: "Cap'n Proto is replicated to another port than ingestors listen at",
    protects: 'Every write fails: without capnproto_address, routers try 19391 whatever the ingestor was told.',
    sources: [
      'https://github.com/thanos-io/thanos/issues/7972',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/receive/config.go',
    ],
  },
  'THANOS-006': {
    severity: 'error',
    title: 'A NetworkPolicy keeps routers from their ingestors',
    protects: 'Every write fails, after a time-out.',
    sources: ['https://github.com/bitnami/charts/issues/31033'],
  },
  'THANOS-007': {
    severity: 'error',
    title: 'A receiver that does not know itself in the hashring',
    protects: 'It hands its own share to itself, over and over, until that times out: none of it is ever written.',
    sources: [
      'https://github.com/thanos-io/thanos/issues/1508',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/receive/handler.go',
    ],
  },
  'THANOS-008': {
    severity: 'error',
    title: 'A router in its own hashring',
    protects:
      'It keeps nothing and hands series to itself, over and over, until that times out: they are never written.',
    sources: ['https://github.com/thanos-io/thanos/blob/v0.42.5/cmd/thanos/receive.go'],
  },
  'THANOS-009': {
    severity: 'error',
    title: 'An autoscaler over the ingestors of a hashring',
    protects:
      'Pods that come are not in the hashring, and pods that go are: the former get nothing, writes for the latter fail.',
    sources: ['https://github.com/bitnami/charts/issues/26580', 'https://github.com/thanos-io/thanos/issues/4092'],
  },
  'THANOS-010': {
    severity: 'warning',
    title: 'Several ingestors, and one replica of each series',
    protects:
      'While any of them restarts, requests fail and are repeated; what its disk holds and has not uploaded is gone with the disk.',
    sources: ['https://github.com/thanos-io/thanos/issues/3540'],
  },
  'THANOS-011': {
    severity: 'warning',
    title: 'An even number of replicas',
    protects:
      'It costs a copy and tolerates no more failures than one less; with two, a write succeeds that only one ingestor has.',
    sources: [
      'https://github.com/thanos-io/thanos/issues/7669',
      'https://github.com/thanos-io/thanos/issues/3194',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/receive/handler.go',
    ],
  },
  'THANOS-012': {
    severity: 'error',
    title: 'A hashring for all tenants before others',
    protects: 'Those after it get nothing: the separation that they were made for does not happen.',
    sources: [
      'https://github.com/thanos-io/thanos/issues/4626',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/receive/hashring.go',
    ],
  },
  'THANOS-013': {
    severity: 'error',
    title: 'Remote write names its tenant in another header than receive reads, or a tenant that no hashring takes',
    protects: 'Series end up with the default tenant, or are refused and sent again for ever.',
    sources: [
      'https://github.com/thanos-io/thanos/issues/5375',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/tenancy/tenancy.go',
    ],
  },
} as const satisfies RuleSet;
