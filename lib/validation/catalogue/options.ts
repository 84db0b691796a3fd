import type { RuleSet } from '../rule';

/** Mistakes in options that several components have. */
export const OPTION_RULES = {
  'THANOS-501': {
    severity: 'error',
    title: 'A number out of range',
    protects: 'Some numbers keep a pod from starting, others do what nobody asked for: 0 is often no limit at all.',
    sources: ['https://github.com/thanos-io/thanos/tree/v0.42.5/docs/components'],
  },
  'THANOS-502': {
    severity: 'error',
    title: 'A duration with a fraction, a sign or units out of order',
    protects: 'Most of Thanos reads durations as Prometheus does, and does not start with others: 1.5h is 90m.',
    sources: [
      'https://github.com/prometheus/common/blob/main/model/time.go',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/extkingpin/flags.go',
    ],
  },
  'THANOS-503': {
    severity: 'error',
    title: 'No time at all where some is needed',
    protects: 'A component panics or does not start, never finishes reading, or keeps nothing in its cache.',
    sources: [
      'https://github.com/thanos-io/thanos/blob/v0.42.5/cmd/thanos/compact.go',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/queryfrontend/config.go',
    ],
  },
  'THANOS-506': {
    severity: 'error',
    title: 'A name that is none of a label',
    protects: 'A pod does not start, or looks for a label that no series and no block has.',
    sources: ['https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels'],
  },
  'THANOS-507': {
    severity: 'error',
    title: 'A step of relabelling lacks a label',
    protects: 'It is refused, or treats everything alike: all series or blocks are kept, or all are dropped.',
    sources: ['https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config'],
  },
  'THANOS-508': {
    severity: 'error',
    title: 'A regular expression that RE2 does not know',
    protects: 'Thanos does not start with it, and the Prometheus Operator keeps its old configuration without a word.',
    sources: ['https://github.com/google/re2/wiki/Syntax'],
  },
  'THANOS-509': {
    severity: 'error',
    title: 'An external label that the component sets itself',
    protects: 'With one value for all pods, replicas cannot be told apart: blocks overlap, and the compactor halts.',
    sources: [
      'https://thanos.io/tip/components/receive.md/',
      'https://thanos.io/tip/components/rule.md/#external-labels',
    ],
  },
  'THANOS-510': {
    severity: 'error',
    title: 'Two options contradict each other',
    protects: 'One of them would silently do nothing, for example a storage class without a claim that has it.',
    sources: ['This library: options of disks, compaction and exposure'],
  },
  'THANOS-511': {
    severity: 'error',
    title: 'A URL without scheme and host',
    protects: 'Routers do not start with it, and links in alerts lead nowhere.',
    sources: ['https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/receive/limiter_config.go'],
  },
  'THANOS-512': {
    severity: 'error',
    title: 'Credentials in a URL',
    protects: 'They would stand readable in a ConfigMap, and in whatever repository holds the manifests.',
    sources: ['https://kubernetes.io/docs/concepts/configuration/configmap/'],
  },
  'THANOS-513': {
    severity: 'error',
    title: 'An address that is not host and port',
    protects: 'Nothing is found there: queries lack series, alerts do not arrive, caches stay empty.',
    sources: ['https://thanos.io/tip/thanos/service-discovery.md/'],
  },
  'THANOS-514': {
    severity: 'error',
    title: 'A client certificate without its key, or the key without its certificate',
    protects: 'Thanos does not start with half of a pair.',
    sources: ['https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/cacheutil/redis_client.go'],
  },
} as const satisfies RuleSet;
