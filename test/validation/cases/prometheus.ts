import { ApiObject, JsonPatch } from 'cdk8s';
import { type ClusterPrometheusProps, type Fleet, type RemoteWrite, RemoteWriteDestination } from '../../../lib';
import type { PROMETHEUS_RULES } from '../../../lib/validation/catalogue/prometheus';
import type { RuleCases } from '../attempt';
import { passwordCases } from './prometheus-passwords';
import { objstore, remoteWrite } from './setup';
import { agent, bare, prometheus, sidecar } from './setup-prometheus';

const server = (fleet: Fleet, props: Partial<ClusterPrometheusProps>) =>
  fleet.addCluster('west').addPrometheus({ remoteWrite, ...props } as ClusterPrometheusProps);

const write = (fleet: Fleet, url: string, options: Partial<RemoteWrite> = {}) =>
  server(fleet, { remoteWrite: [{ destination: RemoteWriteDestination.url(url), ...options }] });

const labelled = (fleet: Fleet, name: string, externalLabels: Record<string, string>) =>
  fleet.addCluster(name, { externalLabels }).addPrometheus({ remoteWrite });

const patched = (fleet: Fleet, kind: string, ...patches: readonly JsonPatch[]) => {
  const stack = server(fleet, kind === 'PrometheusAgent' ? { mode: 'agent' } : {});
  for (const each of stack.node.findAll()) {
    if (ApiObject.isApiObject(each) && each.kind === kind) each.addJsonPatch(...patches);
  }
};

const across = (fleet: Fleet, second: 'west' | 'north') => {
  const thanos = fleet.addCluster('west').addThanos({ objstore });
  const cluster = second === 'west' ? fleet.clusters[0] : fleet.addCluster(second);
  cluster?.addPrometheus({ remoteWrite: thanos.remoteWrite });
};

const RECEIVE = 'https://receive.example.net/api/v1/receive';

const certificate = (tlsConfig: string) => prometheus({ write: `url: ${RECEIVE}, tlsConfig: { ${tlsConfig} }` });
const CERT = 'cert: { secret: { name: client, key: tls.crt } }';
const KEY = 'keySecret: { name: client, key: tls.key }';

const SELECTORS = ['serviceMonitorSelector', 'podMonitorSelector', 'probeSelector', 'scrapeConfigSelector'];
const unselected = Object.fromEntries(SELECTORS.map((selector) => [selector, undefined]));
const without = (fields: readonly string[]) => fields.map((field) => JsonPatch.remove(`/spec/${field}`));

export const prometheusCases: RuleCases<keyof typeof PROMETHEUS_RULES> = {
  ...passwordCases,
  'THANOS-016': [
    {
      trips: (fleet) => [labelled(fleet, 'west', { cluster: 'a' }), labelled(fleet, 'north', { cluster: 'a' })],
      passes: (fleet) => [labelled(fleet, 'west', { cluster: 'a' }), labelled(fleet, 'north', { cluster: 'b' })],
    },
    {
      trips: (fleet) => server(fleet, { spec: { externalLabels: {} } }),
      passes: (fleet) => server(fleet, { spec: { externalLabels: { cluster: 'west' } } }),
    },
    { trips: prometheus({ externalLabels: '{}' }), passes: prometheus({ externalLabels: '{ cluster: west }' }) },
  ],
  'THANOS-026': [{ trips: sidecar('2h', '24h'), passes: sidecar('2h', '120m') }],
  'THANOS-401': [
    {
      trips: (fleet) => server(fleet, { externalLabels: { prometheus_replica: 'a' } }),
      passes: (fleet) => server(fleet, { externalLabels: { replica: 'a' } }),
    },
    {
      trips: (fleet) => server(fleet, { externalLabels: { region: '' } }),
      passes: (fleet) => server(fleet, { externalLabels: { region: 'west' } }),
    },
    {
      trips: prometheus({ externalLabels: '{ cluster: west, prometheus: a }' }),
      passes: prometheus({
        externalLabels: '{ cluster: west, prometheus: a }',
        more: 'prometheusExternalLabelName: p',
      }),
    },
  ],
  'THANOS-402': [
    {
      trips: (fleet) => write(fleet, 'receive.example.net/api/v1/receive'),
      passes: (fleet) => write(fleet, RECEIVE),
    },
    {
      trips: prometheus({ write: 'url: receive:19291/api/v1/receive' }),
      passes: prometheus({ write: 'url: "{{ receive }}"' }),
    },
  ],
  'THANOS-405': [
    {
      trips: (fleet) => write(fleet, 'http://receive.example.net/api/v1/receive', { serverName: 'receive' }),
      passes: (fleet) => write(fleet, RECEIVE, { serverName: 'receive' }),
    },
    {
      trips: (fleet) => certifiedWrite(fleet, 'http://receive.example.net/api/v1/receive'),
      passes: (fleet) => certifiedWrite(fleet, RECEIVE),
    },
  ],
  'THANOS-406': [
    {
      trips: (fleet) => twoWrites(fleet, 'thanos', 'thanos'),
      passes: (fleet) => twoWrites(fleet, 'thanos', 'other'),
    },
    {
      trips: prometheus({ write: `{ url: ${RECEIVE}, name: a }, { url: ${RECEIVE}, name: a }` }),
      passes: prometheus({ write: `{ url: ${RECEIVE}, name: a }, { url: ${RECEIVE}, name: b }` }),
    },
  ],
  'THANOS-407': [
    {
      trips: (fleet) => write(fleet, RECEIVE, { queue: { minShards: 3, maxShards: 2 } }),
      passes: (fleet) => write(fleet, RECEIVE, { queue: { minShards: 2, maxShards: 2 } }),
    },
    {
      trips: prometheus({ write: `url: ${RECEIVE}, queueConfig: { minShards: 3, maxShards: 2 }` }),
      passes: prometheus({ write: `url: ${RECEIVE}, queueConfig: { minShards: 3 }` }),
    },
  ],
  'THANOS-408': [
    {
      trips: (fleet) => server(fleet, { mode: 'agent', remoteWrite: [] }),
      passes: (fleet) => server(fleet, { mode: 'agent' }),
    },
    { trips: agent('remoteWrite: []'), passes: agent(`remoteWrite: [{ url: ${RECEIVE} }]`) },
  ],
  'THANOS-409': [
    {
      trips: (fleet) => server(fleet, { spec: unselected }),
      passes: (fleet) => server(fleet, { spec: { ...unselected, probeSelector: {} } }),
    },
    {
      trips: (fleet) => patched(fleet, 'Prometheus', ...without(SELECTORS)),
      passes: (fleet) => patched(fleet, 'Prometheus', ...without(SELECTORS.slice(1))),
    },
    { trips: prometheus({ selectors: '' }), passes: prometheus({ selectors: 'podMonitorSelector: {}' }) },
    {
      trips: bare('additionalScrapeConfigs: { name: jobs, key: jobs.yaml }, serviceMonitorSelector: null'),
      passes: bare('additionalScrapeConfigs: { name: jobs, key: jobs.yaml }, serviceMonitorSelector: {}'),
    },
    // Whoever gives nothing has a Secret with a configuration of their own.
    { trips: bare('alerting: { alertmanagers: [{ name: main, port: web }] }'), passes: bare('remoteWrite: []') },
  ],
  'THANOS-410': [
    {
      trips: (fleet) => patched(fleet, 'PrometheusAgent', JsonPatch.add('/spec/mode', 'DaemonSet')),
      passes: (fleet) => patched(fleet, 'PrometheusAgent', JsonPatch.add('/spec/mode', 'StatefulSet')),
    },
    {
      trips: agent(`remoteWrite: [{ url: ${RECEIVE} }], retention: 6h`),
      passes: agent(`remoteWrite: [{ url: ${RECEIVE} }], scrapeInterval: 30s`),
    },
  ],
  'THANOS-411': [
    {
      trips: (fleet) => patched(fleet, 'Prometheus', JsonPatch.replace('/spec/remoteWrite/0/messageVersion', 'V2.0')),
      passes: (fleet) => patched(fleet, 'Prometheus', JsonPatch.remove('/spec/remoteWrite/0/messageVersion')),
    },
    {
      trips: prometheus({ write: `url: ${RECEIVE}, messageVersion: V2.0` }),
      passes: prometheus({ write: 'url: https://mimir.example.net/api/v1/push, messageVersion: V2.0' }),
    },
  ],
  'THANOS-412': [{ trips: (fleet) => across(fleet, 'north'), passes: (fleet) => across(fleet, 'west') }],
  'THANOS-415': [
    { trips: certificate(CERT), passes: certificate(`${CERT}, ${KEY}`) },
    {
      trips: certificate('keyFile: /client/tls.key'),
      passes: certificate('certFile: /a/tls.crt, keyFile: /a/tls.key'),
    },
  ],
  'THANOS-414': [
    {
      trips: (fleet) =>
        server(fleet, { kubeStateMetrics: { metricLabelsAllowlist: { jobs: ['app'] }, collect: ['pods'] } }),
      passes: (fleet) =>
        server(fleet, { kubeStateMetrics: { metricLabelsAllowlist: { pods: ['app'] }, collect: ['pods'] } }),
    },
    {
      trips: (fleet) => server(fleet, { kubeStateMetrics: { collect: [] } }),
      passes: (fleet) => server(fleet, { kubeStateMetrics: { collect: ['nodes'] } }),
    },
  ],
};

/** To a receiver elsewhere that asks for a certificate. */
function certifiedWrite(fleet: Fleet, url: string): void {
  const destination = RemoteWriteDestination.url(url, { clientCertificate: true });
  server(fleet, { remoteWrite: [{ destination, clientCertificate: { secretName: 'client' } }] });
}

function twoWrites(fleet: Fleet, ...names: string[]): void {
  server(fleet, { remoteWrite: names.map((name) => ({ name, destination: remoteWrite })) });
}
