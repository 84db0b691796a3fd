import type { RuleSet } from '../rule';

const OPERATOR = 'https://prometheus-operator.dev/docs/api-reference/api/';
const REMOTE_WRITE = 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#remote_write';

/** What runs in every cluster, and how others reach what it scrapes. */
export const PROMETHEUS_RULES = {
  'THANOS-016': {
    severity: 'error',
    title: 'External labels of a Prometheus do not tell it from others',
    protects: 'Series of two clusters become one, and blocks of two sidecars overlap, at which the compactor halts.',
    sources: ['https://thanos.io/tip/operating/troubleshooting.md/'],
  },
  'THANOS-026': {
    severity: 'error',
    title: 'A sidecar uploads blocks of a Prometheus that compacts them',
    protects: 'The sidecar does not start; told to ignore it, it misses blocks.',
    sources: [
      'https://github.com/thanos-io/thanos/issues/6259',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/cmd/thanos/sidecar.go',
    ],
  },
  'THANOS-037': {
    severity: 'error',
    title: 'A component asks for a password that its probes, its monitor or the ruler do not send',
    protects: 'The kubelet restarts the pods for ever, metrics stay away, rules are not evaluated.',
    sources: [
      'https://github.com/thanos-io/thanos/issues/6923',
      'https://github.com/bitnami/charts/issues/25729',
      'https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md',
    ],
  },
  'THANOS-038': {
    severity: 'error',
    title: 'A component speaks HTTPS, and its probes or its monitor HTTP',
    protects: 'The kubelet restarts the pods for ever, and their metrics stay away.',
    sources: ['https://github.com/bitnami/charts/issues/15395'],
  },
  'THANOS-401': {
    severity: 'error',
    title: 'An external label is empty, or one that the Prometheus Operator sets itself',
    protects: 'It is ignored, so series lack what should tell them apart.',
    sources: ['https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/prometheus/promcfg.go'],
  },
  'THANOS-402': {
    severity: 'error',
    title: 'A remote write goes to what is no URL',
    protects: 'Samples are sent nowhere, and lost when Prometheus forgets them.',
    sources: [REMOTE_WRITE],
  },
  'THANOS-403': {
    severity: 'error',
    title: 'The URL of a remote write holds a user or a password',
    protects: 'Manifests are read by more people than Secrets are.',
    sources: [REMOTE_WRITE],
  },
  'THANOS-404': {
    severity: 'error',
    title: 'A remote write sends a password without TLS',
    protects: 'The password is readable for everybody on the way.',
    sources: [REMOTE_WRITE],
  },
  'THANOS-405': {
    severity: 'error',
    title: 'A remote write without TLS has settings of TLS',
    protects: 'They do nothing: what was meant to be checked is not.',
    sources: [REMOTE_WRITE],
  },
  'THANOS-406': {
    severity: 'error',
    title: 'Two remote writes of a Prometheus have one name',
    protects: 'Prometheus refuses the configuration.',
    sources: [REMOTE_WRITE],
  },
  'THANOS-407': {
    severity: 'error',
    title: 'The queue of a remote write has more shards at least than at most',
    protects: 'Prometheus refuses the configuration.',
    sources: [REMOTE_WRITE],
  },
  'THANOS-408': {
    severity: 'error',
    title: 'An agent has nowhere to write to',
    protects: 'An agent answers no queries, so its samples are seen by nobody.',
    sources: ['https://prometheus.io/docs/prometheus/latest/prometheus_agent/'],
  },
  'THANOS-409': {
    severity: 'error',
    title: 'A Prometheus selects nothing to scrape, and so is not configured at all',
    protects: 'The operator then leaves its configuration to somebody else: no remote write, no external labels.',
    sources: [OPERATOR],
  },
  'THANOS-410': {
    severity: 'error',
    title: 'An agent is given what an agent does not have',
    protects: 'The API server refuses it, or drops it without a word: rules are not evaluated, alerts not sent.',
    sources: [OPERATOR, 'https://prometheus-operator.dev/docs/platform/prometheus-agent/'],
  },
  'THANOS-411': {
    severity: 'error',
    title: 'Remote write to Thanos in message version 2',
    protects: 'Thanos Receive answers such requests with success, and throws the samples away.',
    sources: ['https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/receive/handler.go'],
  },
  'THANOS-412': {
    severity: 'error',
    title: 'A remote write goes to an address inside of another cluster',
    protects: 'The name means nothing outside of that cluster: samples are lost.',
    sources: ['https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/'],
  },
  'THANOS-414': {
    severity: 'error',
    title: 'kube-state-metrics is told to collect nothing, or labels that it never sees',
    protects: 'Dashboards that group by them stay empty.',
    sources: ['https://github.com/kubernetes/kube-state-metrics/blob/main/docs/developer/cli-arguments.md'],
  },
  'THANOS-415': {
    severity: 'error',
    title: 'A remote write has a certificate without its key, or a key without its certificate',
    protects: 'The operator refuses the whole Prometheus: nothing of it is changed, or made at all.',
    sources: [
      'https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/apis/monitoring/v1/tls_types.go',
    ],
  },
} as const satisfies RuleSet;
