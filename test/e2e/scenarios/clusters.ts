import assert from 'node:assert/strict';
import { Exposure, type ScrapeSelectors } from '../../../lib';
import type { E2e } from '../e2e';
import { type Certificates, CLIENTS_CA, makeCertificates, refusals } from '../edge/certified';
import type { User } from '../edge/client';
import { AUTHORITY_SECRET } from '../edge/hosts';
import { writeRequest } from '../samples/remote-write';
import type { CountedTarget } from '../samples/target';
import type { Scenario } from '../scenario';
import { edgeExposure, SMALL, smallStack } from './small-stack';

/** Two clusters, one of each mode. Both run in the one that there is; the first writes by password, the second by certificate. */
const CLUSTERS = [
  { name: 'west', datacenter: 'westeu', mode: 'server', pod: 'prometheus-prometheus-0', clientCertificate: undefined },
  {
    name: 'east',
    datacenter: 'eastus',
    mode: 'agent',
    pod: 'prom-agent-prometheus-0',
    clientCertificate: { secretName: 'client' },
  },
] as const;
/** Where certificates are asked for, beside the hosts for passwords. */
const certifiedDomain = (e2e: E2e) => e2e.domainIn('mtls');
/** Nothing but an application whose labels are the same in both. */
const NO_TARGETS = { kubeStateMetrics: false, nodeExporter: false, kubelet: false, apiServer: false } as const;
const SCRAPES = 6;
const METRIC = 'orders';

/** Prometheus in one cluster, its agent in another, and one Thanos. */
export const clusters: Scenario = {
  id: 'clusters',
  title: 'Two clusters: with Prometheus by password, and with the agent by certificate',
  async run(e2e) {
    const [thanos, west, east] = ['thanos', 'west', 'east'].map((name) => e2e.namespace(name));
    assert.ok(thanos && west && east);
    const { user, certificates } = await e2e.step('make credentials, certificates and the bucket', async () => {
      await e2e.objectStore(thanos);
      const user = await e2e.credentials(thanos, [west]);
      const certificates = await makeCertificates(e2e, thanos);
      const { right, authority } = { ...certificates, authority: e2e.surroundings.authority.certificate };
      await e2e.secret(east, 'client', { 'tls.crt': right.certificate, 'tls.key': right.key, 'ca.crt': authority });
      return { user, certificates };
    });
    await e2e.step('apply both clusters', () => applyClusters(e2e));
    const targets = await e2e.step('start the same application in both', () =>
      Promise.all(CLUSTERS.map(({ name }) => e2e.target(e2e.namespace(name), { metric: METRIC, series: 20 }))),
    );
    await e2e.step('all pods ready', () => e2e.waitReady());
    await e2e.step(`${SCRAPES} scrapes of each`, () => scraped(e2e, targets));
    for (const target of targets) target.stop();
    for (const [index, { name, datacenter, mode, pod, clientCertificate }] of CLUSTERS.entries()) {
      const target = targets[index];
      assert.ok(target);
      const matchers = `cluster="${name}",datacenter="${datacenter}"`;
      const found = await e2e.step(`read back what ${name} scraped`, () =>
        e2e.readBack(e2e.reader(user), target, { matchers }),
      );
      const failed = await e2e.metric(e2e.namespace(name), pod, 'prometheus_remote_storage_samples_failed_total', 9090);
      assert.equal(failed, 0, `${name} has given samples up`);
      e2e.evidence.push({
        what: `scraped by the ${mode === 'agent' ? 'agent' : 'Prometheus'} of cluster ${name}, written by ${clientCertificate ? 'certificate' : 'password'}, read with its labels`,
        samples: { written: found.written, readBack: found.readBack },
      });
    }
    const seen = await e2e.step('only the labels of the clusters tell them apart', () => assertApart(e2e, user));
    e2e.evidence.push({ what: 'the same application in both clusters', seen });
    await e2e.step('without a certificate of the authority nobody writes or reads', () => tryAll(e2e, certificates));
  },
};

/** Each as in a cluster of its own: a Prometheus reads what is in its own namespace. */
function ownNamespace(namespace: string): ScrapeSelectors {
  const own = { namespaces: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
  return { serviceMonitors: own, podMonitors: own, probes: own, scrapeConfigs: own };
}

async function applyClusters(e2e: E2e): Promise<void> {
  await e2e.apply((fleet) => {
    const byPassword = edgeExposure(e2e);
    const byCertificate = Exposure.ingressNginx({
      domain: certifiedDomain(e2e),
      tlsSecretName: 'mtls-tls',
      clientCaSecretName: CLIENTS_CA,
      privateCa: true,
      ingressClass: e2e.surroundings.ingressClass,
    });
    const exposure = { query: [byPassword, byCertificate], receive: [byPassword, byCertificate] } as const;
    const central = fleet.addCluster('hub').addThanos({ ...smallStack(e2e), exposure });
    for (const { name, datacenter, mode, clientCertificate } of CLUSTERS) {
      const namespace = e2e.namespace(name);
      fleet.addCluster(name, { externalLabels: { datacenter }, clientCertificate }).addPrometheus({
        mode,
        namespace,
        resources: SMALL,
        scrapeInterval: '2s',
        selectors: ownNamespace(namespace),
        ...NO_TARGETS,
        remoteWrite: [
          {
            destination: central.remoteWrite,
            certificateAuthority: clientCertificate ? undefined : { secretName: AUTHORITY_SECRET },
            writeRelabelings: [{ action: 'keep', sourceLabels: ['__name__'], regex: METRIC }],
          },
        ],
      });
    }
  });
}

async function scraped(e2e: E2e, targets: readonly CountedTarget[]): Promise<void> {
  await e2e.until(
    'scrapes',
    async () => {
      const counts = targets.map(({ written }) => written.length);
      assert.ok(
        counts.every((count) => count >= SCRAPES),
        `scraped ${counts.join(' and ')} times`,
      );
    },
    { seconds: 60 },
  );
}

/** Labels of a series that say which cluster it is from; the operator makes its own of the namespace, which differs here alone. */
const OF_CLUSTER = ['cluster', 'datacenter', 'prometheus', 'prometheus_replica'];

async function assertApart(e2e: E2e, user: User): Promise<string> {
  const found = await e2e.reader(user).vector(`last_over_time(${METRIC}[10m])`);
  const rest = (cluster: string) =>
    found
      .filter(({ metric }) => metric['cluster'] === cluster)
      .map(({ metric }) => Object.entries(metric).filter(([name]) => !OF_CLUSTER.includes(name)))
      .map((labels) => JSON.stringify(labels.sort(([a], [b]) => (a < b ? -1 : 1))))
      .sort();
  const [west, east] = CLUSTERS.map(({ name }) => rest(name));
  assert.ok(west && west.length > 0, 'nothing of west');
  assert.deepEqual(east, west);
  assert.equal(found.length, 2 * west.length, 'series of neither cluster');
  const pairs = new Set(found.map(({ metric }) => `${metric['cluster']} ${metric['datacenter']}`));
  assert.deepEqual([...pairs].sort(), CLUSTERS.map(({ name, datacenter }) => `${name} ${datacenter}`).sort());
  return `${found.length} series, ${west.length} of each; cluster and datacenter differ, job, instance and the application's labels do not`;
}

/** Writes as who should not, and looks what became of it by certificate, as Grafana does. */
async function tryAll(e2e: E2e, certificates: Certificates): Promise<void> {
  const domain = certifiedDomain(e2e);
  const at = { edge: e2e.edge, other: `query.${e2e.domain}`, certificates };
  const body = writeRequest([{ __name__: 'stranger' }], [{ number: 1, timestamp: Date.now() }]);
  const written = await refusals({ ...at, host: `receive.${domain}` }, '/api/v1/receive', { method: 'POST', body });
  const plain = await e2e.edge.http(`receive.${domain}`, '/api/v1/receive');
  assert.match(String(plain.status), /^30[178]$/, 'plain HTTP asks for no certificate, and leads to HTTPS');
  const path = `/api/v1/query?query=${encodeURIComponent(`count by (__name__) ({__name__=~"stranger|${METRIC}"})`)}`;
  const host = `query.${domain}`;
  const answer = await e2e.edge.https(host, path, { certificate: certificates.right });
  assert.equal(answer.status, 200, answer.body);
  const { result } = JSON.parse(answer.body).data as { result: { metric: Record<string, string> }[] };
  assert.deepEqual(
    result.map(({ metric }) => metric['__name__']),
    [METRIC],
  );
  const seen = `${written}; plain HTTP: ${plain.status}`;
  e2e.evidence.push({ what: 'written where certificates are asked for, with', seen });
  e2e.evidence.push({ what: 'asked there, with', seen: await refusals({ ...at, host }, path) });
}
