import { asText, at } from '../../../manifests/value';
import { DURATION, keyed, keyedInOrder, type Meaning, map, or, QUANTITY, sequenceOf, setOf } from '../meaning';
import { RULE_GROUPS } from './files';
import { LABEL_SELECTOR, POD_FIELDS, RESOURCES } from './pod';

// The custom resources of the Prometheus Operator, by the CRDs of v0.93: durations are what those say is one.

const DURATIONS: Readonly<Record<string, Meaning>> = Object.fromEntries(
  [
    ...['evaluationInterval', 'scrapeInterval', 'scrapeTimeout', 'interval', 'retention', 'resolveTimeout'],
    ...['refreshInterval', 'fetchTimeout', 'remoteTimeout', 'sampleAgeLimit', 'resendDelay', 'ruleGracePeriod'],
    ...['ruleOutageTolerance', 'ruleQueryOffset', 'groupInterval', 'groupWait', 'repeatInterval'],
  ].map((field) => [field, DURATION]),
);

/** Each step works on what those before it made. */
const RELABELINGS = sequenceOf(map({ action: or('replace') }));

const SCRAPING = map({
  ...DURATIONS,
  relabelings: RELABELINGS,
  metricRelabelings: RELABELINGS,
});
const NAMESPACES = map({ matchNames: setOf() });

const CLAIM_TEMPLATE = map({ spec: map({ accessModes: setOf(), resources: RESOURCES, selector: LABEL_SELECTOR }) });
const STORAGE = map({ volumeClaimTemplate: CLAIM_TEMPLATE, emptyDir: map({ sizeLimit: QUANTITY }) });

const QUEUE = map({
  batchSendDeadline: DURATION,
  minBackoff: DURATION,
  maxBackoff: DURATION,
  sampleAgeLimit: DURATION,
});
const REMOTE_WRITE: Meaning = {
  // A name is for its metrics; without one it is told apart by where it writes to.
  list: { by: 'key', keyOf: (item) => asText(at(item, 'name')) || asText(at(item, 'url')) },
  items: map({
    ...DURATIONS,
    queueConfig: QUEUE,
    writeRelabelConfigs: RELABELINGS,
    metadataConfig: map({ sendInterval: DURATION }),
  }),
};

const PODS = {
  ...POD_FIELDS,
  ...DURATIONS,
  resources: RESOURCES,
  storage: STORAGE,
  additionalArgs: keyed('name'),
  configMaps: setOf(),
  secrets: setOf(),
  enableFeatures: setOf(),
  remoteWrite: REMOTE_WRITE,
  portName: or('web'),
};
const SELECTORS = Object.fromEntries(
  ['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig', 'rule', 'alertmanagerConfig'].flatMap((name) => [
    [`${name}Selector`, LABEL_SELECTOR],
    [`${name}NamespaceSelector`, LABEL_SELECTOR],
  ]),
);
const PROMETHEUS = map({
  ...PODS,
  ...SELECTORS,
  evaluationInterval: or('30s', DURATION),
  scrapeInterval: or('30s', DURATION),
  shards: or(1),
  podTargetLabels: setOf(),
  scrapeClasses: keyed('name', map({ relabelings: RELABELINGS, metricRelabelings: RELABELINGS })),
  tsdb: map({ outOfOrderTimeWindow: DURATION }),
  query: map({ timeout: DURATION }),
  alerting: map({
    alertmanagers: setOf(map({ relabelings: RELABELINGS, alertRelabelings: RELABELINGS, timeout: DURATION })),
  }),
  thanos: map({
    resources: RESOURCES,
    volumeMounts: keyed('mountPath'),
    additionalArgs: keyed('name'),
    readyTimeout: DURATION,
    getConfigInterval: DURATION,
    getConfigTimeout: DURATION,
    blockSize: or('2h', DURATION),
  }),
  volumeMounts: keyed('mountPath'),
});

const SPECS: Readonly<Record<string, Meaning>> = {
  Prometheus: PROMETHEUS,
  PrometheusAgent: PROMETHEUS,
  Alertmanager: map({ ...PODS, ...SELECTORS, retention: or('120h', DURATION), volumeMounts: keyed('mountPath') }),
  ThanosRuler: map({
    ...PODS,
    ...SELECTORS,
    evaluationInterval: or('15s', DURATION),
    retention: or('24h', DURATION),
    queryEndpoints: setOf(),
    alertDropLabels: setOf(),
    alertmanagersUrl: setOf(),
    volumeMounts: keyed('mountPath'),
  }),
  ServiceMonitor: map({
    endpoints: setOf(SCRAPING),
    selector: LABEL_SELECTOR,
    namespaceSelector: NAMESPACES,
    podTargetLabels: setOf(),
    targetLabels: setOf(),
  }),
  PodMonitor: map({
    podMetricsEndpoints: setOf(SCRAPING),
    selector: LABEL_SELECTOR,
    namespaceSelector: NAMESPACES,
    podTargetLabels: setOf(),
  }),
  Probe: map({
    ...SCRAPING.fields,
    targets: map({
      staticConfig: map({ static: setOf(), relabelingConfigs: RELABELINGS }),
      ingress: map({ selector: LABEL_SELECTOR, namespaceSelector: NAMESPACES, relabelingConfigs: RELABELINGS }),
    }),
  }),
  ScrapeConfig: map({
    ...SCRAPING.fields,
    staticConfigs: setOf(map({ targets: setOf() })),
    httpSDConfigs: setOf(map({ refreshInterval: DURATION })),
    dnsSDConfigs: setOf(map({ names: setOf(), refreshInterval: DURATION })),
    fileSDConfigs: setOf(map({ files: setOf(), refreshInterval: DURATION })),
    kubernetesSDConfigs: setOf(map({ namespaces: map({ names: setOf() }), selectors: keyed('role') })),
  }),
  PrometheusRule: map({ groups: RULE_GROUPS }),
  AlertmanagerConfig: map({
    receivers: keyed('name'),
    // A notification takes the first route that matches.
    route: map({ ...DURATIONS, groupBy: setOf(), matchers: setOf() }),
    inhibitRules: setOf(map({ sourceMatch: setOf(), targetMatch: setOf(), equal: setOf() })),
    muteTimeIntervals: keyedInOrder('name'),
  }),
};

/** What the fields of the Prometheus Operator's kinds mean. */
export const PROMETHEUS_OPERATOR: Readonly<Record<string, Meaning>> = Object.fromEntries(
  Object.entries(SPECS).map(([kind, spec]) => [`monitoring.coreos.com/${kind}`, map({ spec })]),
);
