import type { ChangeSet } from '.';

const STORE = 'https://thanos.io/tip/components/store.md/';
const RULE = 'https://thanos.io/tip/components/rule.md/';
const QUERY = 'https://thanos.io/tip/components/query.md/';
const FRONTEND = 'https://thanos.io/tip/components/query-frontend.md/';
const STORAGE = 'https://thanos.io/tip/thanos/storage.md/';
const HTTPS = 'https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md';
const HANDLER = 'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/receive/handler.go';
const LIMITER = 'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/receive/limiter.go';
const RINGFILE = 'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/receive/config.go';
const ENDPOINTS = 'https://github.com/thanos-io/thanos/blob/v0.42.5/cmd/thanos/endpointset.go';
const FLAGS = 'https://github.com/thanos-io/thanos/blob/v0.42.5/cmd/thanos/config.go';
const TENANCY = 'https://thanos.io/tip/operating/multi-tenancy.md/';
const ALERTING = 'https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/';
const RECORDING = 'https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/';

/** Who asks whom, who may, and when files take effect. */
export const WIRING_CHANGES = {
  'DIFF-440': {
    level: 'data',
    title: 'Queries are no longer kept to their tenant',
    means: 'Whoever queries sees what is of others, or nothing of their own.',
    sources: [QUERY, TENANCY],
  },
  'DIFF-441': {
    level: 'data',
    title: 'Queriers no longer ask a Store API',
    means: 'What it alone has is in no answer, and no error says so.',
    sources: [QUERY],
  },
  'DIFF-442': {
    level: 'restart',
    title: 'Queries are answered, or rules evaluated, in another way',
    means: 'Pods restart with the new value; nothing that is stored is at stake.',
    sources: [QUERY, FRONTEND, RULE],
  },
  'DIFF-443': {
    level: 'restart',
    title: 'A cache is another one',
    means: 'It is read at start, and begins cold.',
    sources: [FRONTEND, STORE],
  },
  'DIFF-444': {
    level: 'data',
    title: 'A protection of Thanos itself is gone',
    means: 'TLS, certificates or passwords of its servers and clients, or the lock on what bucket UIs may delete.',
    sources: [FLAGS, HTTPS],
  },
  'DIFF-446': {
    level: 'config',
    title: 'Limits of writers changed, and none is lower',
    means: 'Receivers read the file again as they run.',
    sources: [LIMITER],
  },
  'DIFF-447': {
    level: 'data',
    title: 'Writers may send less',
    means: 'What is above a limit is refused; Prometheus does not repeat what was answered with 413.',
    sources: [LIMITER, HANDLER],
  },
  'DIFF-450': {
    level: 'data',
    title: 'A ruler keeps its series elsewhere',
    means:
      'With a TSDB of its own it is asked by queriers; without, it writes to a receiver. Its series end in one and begin anew in the other.',
    sources: [RULE],
  },
  'DIFF-451': {
    level: 'data',
    title: 'A recording rule is gone',
    means: 'Its series ends: dashboards and alerts that read it are empty from then on.',
    instead: 'Keep it under its old name until nothing asks for it.',
    sources: [RECORDING],
  },
  'DIFF-452': {
    level: 'config',
    title: 'An alert is gone',
    means: 'Nobody is told of what it watched.',
    sources: [ALERTING],
  },
  'DIFF-453': {
    level: 'config',
    title: 'Rules changed',
    means: 'Rulers and Prometheus read them again; alerts that change begin to wait anew.',
    sources: [RULE, ALERTING],
  },
  'DIFF-454': {
    level: 'restart',
    title: 'A ruler knows fewer Alertmanagers',
    means: 'What it fires does not reach those that are gone.',
    sources: [RULE],
  },
  'DIFF-455': {
    level: 'restart',
    title: 'A ruler asks others',
    means: 'Rules see what those queriers see.',
    sources: [RULE],
  },
  'DIFF-470': {
    level: 'config',
    title: 'A file changed that Thanos reads again as it runs',
    means: 'Hashrings, limits, endpoints and the configuration of its HTTP servers are read again; nothing else is.',
    sources: [RINGFILE, LIMITER, ENDPOINTS, HTTPS],
  },
  'DIFF-471': {
    level: 'config',
    title: 'A file changed that Thanos reads at start, and no pod restarts',
    means: 'The change waits for the next rollout, and pods that are made meanwhile have it alone.',
    instead: 'Restart the pods when it suits.',
    sources: [ENDPOINTS, RINGFILE, LIMITER],
  },
  'DIFF-472': {
    level: 'restart',
    title: 'A file changed that Thanos reads at start, and its pods roll',
    means: 'An annotation or a name in the pod template changes with the content.',
    sources: [STORAGE],
  },
} as const satisfies ChangeSet;
