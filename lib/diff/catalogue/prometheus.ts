import type { ChangeSet } from '.';

const RULE = 'https://thanos.io/tip/components/rule.md/';
const QUERY = 'https://thanos.io/tip/components/query.md/';
const STORAGE = 'https://thanos.io/tip/thanos/storage.md/';
const OP =
  'https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/prometheus/server/statefulset.go';
const OPCFG = 'https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/prometheus/promcfg.go';
const OPCTL =
  'https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/prometheus/server/operator.go';
const API = 'https://prometheus-operator.dev/docs/api-reference/api/';
const PROMSTORE = 'https://prometheus.io/docs/prometheus/latest/storage/';
const PROMCFG = 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/';
const OPRESIZE = 'https://prometheus-operator.dev/docs/platform/storage/';
const FORCE = 'https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/k8s/statefulset.go';
const STABILITY = 'https://prometheus.io/docs/prometheus/latest/migration/';
const RWSPEC = 'https://prometheus.io/docs/specs/prw/remote_write_spec/';
const AGENT = 'https://prometheus.io/docs/prometheus/latest/prometheus_agent/';
const THANOSOP = 'https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/thanos/statefulset.go';

/** Resources of the Prometheus Operator. */
export const PROMETHEUS_CHANGES = {
  'DIFF-601': {
    level: 'restart',
    title: 'A field changed that the operator gives to pods',
    means: 'It makes the StatefulSet anew, and pods roll one by one.',
    sources: [OP, OPCTL],
  },
  'DIFF-602': {
    level: 'config',
    title: 'A field changed that is part of the configuration',
    means:
      'The operator writes it into the Secret of the configuration, and the reloader has Prometheus read it: no pod restarts.',
    sources: [OPCFG],
  },
  'DIFF-603': {
    level: 'data',
    title: 'Prometheus keeps samples for a shorter time',
    means: 'Blocks that are older are deleted from its disk.',
    sources: [PROMSTORE, OP],
  },
  'DIFF-604': {
    level: 'restart',
    title: 'Prometheus keeps samples for longer',
    means:
      'Nothing is deleted earlier; the disk has to hold more. Before v3.11 it is an argument of the pods, which roll.',
    sources: [PROMSTORE, OP],
  },
  'DIFF-605': {
    level: 'data',
    title: 'The disk of a Prometheus is another one',
    means:
      'The operator deletes the StatefulSet with all of its pods and makes it anew; pods start with an empty TSDB, or lose it with each restart.',
    sources: [FORCE, OPRESIZE],
  },
  'DIFF-606': {
    level: 'restart',
    title: 'The claim templates of a Prometheus changed',
    means:
      'The operator deletes the StatefulSet, so that all pods go at once, and makes it anew; existing claims keep the size that they have.',
    instead: 'Resize the claims by hand first.',
    sources: [FORCE, OPRESIZE],
  },
  'DIFF-607': {
    level: 'data',
    title: 'The external labels of a Prometheus changed',
    means: 'Everything that it sends or uploads is of other series from then on.',
    instead: 'Keep the labels.',
    sources: [OPCFG, STORAGE],
  },
  'DIFF-608': {
    level: 'data',
    title: 'A remote write is gone, or goes elsewhere',
    means: 'What is scraped no longer reaches the one that it was written to.',
    sources: [OPCFG, PROMCFG],
  },
  'DIFF-609': {
    level: 'data',
    title: 'A remote write is without authentication or TLS',
    means: 'The receiver refuses it, or anybody may write and read what is on the way.',
    sources: [PROMCFG, RWSPEC],
  },
  'DIFF-610': {
    level: 'data',
    title: 'A remote write leaves more out',
    means: 'Samples that relabelling drops are in no Thanos.',
    sources: [PROMCFG],
  },
  'DIFF-611': {
    level: 'config',
    title: 'A remote write has other credentials, queues or headers',
    means: 'The configuration is read again; what is not sent yet is in the WAL.',
    sources: [PROMCFG, OPCFG],
  },
  'DIFF-612': {
    level: 'data',
    title: 'A Prometheus has fewer shards or replicas',
    means: 'What is on the disks of those that go is no longer queried.',
    sources: [OPCTL, API],
  },
  'DIFF-613': {
    level: 'config',
    title: 'A Prometheus has more shards or replicas',
    means: 'Targets are divided anew.',
    sources: [OPCTL, API],
  },
  'DIFF-614': {
    level: 'data',
    title: 'A Prometheus becomes an agent',
    means: 'An agent has no TSDB to query and evaluates no rules.',
    sources: [AGENT],
  },
  'DIFF-615': {
    level: 'data',
    title: 'A Prometheus is gone',
    means: 'What it scraped is measured no longer.',
    sources: [API],
  },
  'DIFF-616': {
    level: 'config',
    title: 'The operator is told to leave a resource alone, or no longer',
    means: 'While it is paused nothing of it takes effect, new targets included.',
    sources: [API],
  },
  'DIFF-617': {
    level: 'data',
    title: 'Selectors no longer choose monitors or rules',
    means: 'Their targets are scraped no longer, or their rules not evaluated.',
    sources: [API],
  },
  'DIFF-618': {
    level: 'data',
    title: 'Targets are scraped no longer',
    means: 'Their series end.',
    sources: [API],
  },
  'DIFF-619': {
    level: 'data',
    title: 'Targets have other labels by which they are known',
    means: 'Each of their series ends and begins anew.',
    sources: [PROMCFG, API],
  },
  'DIFF-620': {
    level: 'data',
    title: 'More of what is scraped is dropped',
    means: 'Samples above a limit fail the whole scrape; those that relabelling drops are gone.',
    sources: [PROMCFG, API],
  },
  'DIFF-621': {
    level: 'data',
    title: 'Samples are further apart than queries look back',
    means: 'Instant values are gaps between two scrapes.',
    sources: [QUERY, API],
  },
  'DIFF-622': {
    level: 'data',
    title: 'Prometheus goes back over a change of its TSDB',
    means: 'Before v2.55 it cannot read blocks of v3.',
    sources: [STABILITY],
  },
  'DIFF-623': {
    level: 'data',
    title: 'Prometheus refuses late samples sooner',
    means: 'What comes later than the window is dropped.',
    sources: [PROMCFG],
  },
  'DIFF-624': {
    level: 'data',
    title: 'A sidecar no longer uploads',
    means: 'Blocks of Prometheus stay on its disk, and are deleted with its retention.',
    sources: [API, OP],
  },
  'DIFF-625': {
    level: 'restart',
    title: 'A ThanosRuler or Alertmanager changed',
    means: 'The operator rolls its pods.',
    sources: [THANOSOP],
  },
  'DIFF-626': {
    level: 'data',
    title: 'A ThanosRuler writes elsewhere or for a shorter time',
    means: 'Its series begin anew, or are read by nobody.',
    sources: [THANOSOP, RULE],
  },
  'DIFF-627': {
    level: 'config',
    title: 'Prometheus keeps samples for longer, by its configuration',
    means:
      'From v3.11 on the operator writes retention into the configuration, which is read again: no pod restarts. The disk has to hold more.',
    sources: [OPCFG, OP],
  },
} as const satisfies ChangeSet;
