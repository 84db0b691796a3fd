import assert from 'node:assert/strict';
import type { ScrapeSelectors } from '../../../lib';
import type { E2e } from '../e2e';
import type { User } from '../edge/client';
import { AUTHORITY_SECRET } from '../edge/hosts';
import type { CountedTarget } from '../samples/target';
import type { Scenario } from '../scenario';
import { SMALL, smallStack } from './small-stack';

/** Two clusters, one of each mode. Both run in the one that there is. */
const CLUSTERS = [
  { name: 'west', datacenter: 'westeu', mode: 'server', pod: 'prometheus-prometheus-0' },
  { name: 'east', datacenter: 'eastus', mode: 'agent', pod: 'prom-agent-prometheus-0' },
] as const;
/** Nothing but an application whose labels are the same in both. */
const NO_TARGETS = { kubeStateMetrics: false, nodeExporter: false, kubelet: false, apiServer: false } as const;
const SCRAPES = 6;
const METRIC = 'orders';

/** Prometheus in one cluster, its agent in another, and one Thanos. */
export const clusters: Scenario = {
  id: 'clusters',
  title: 'Two clusters, with Prometheus and with the agent',
  async run(e2e) {
    const thanos = e2e.namespace('thanos');
    const user = await e2e.step('make credentials and the bucket', async () => {
      await e2e.objectStore(thanos);
      return await e2e.credentials(
        thanos,
        CLUSTERS.map(({ name }) => e2e.namespace(name)),
      );
    });
    await e2e.step('apply both clusters', () => applyClusters(e2e));
    const targets = await e2e.step('start the same application in both', () =>
      Promise.all(CLUSTERS.map(({ name }) => e2e.target(e2e.namespace(name), { metric: METRIC, series: 20 }))),
    );
    await e2e.step('all pods ready', () => e2e.waitReady());
    await e2e.step(`${SCRAPES} scrapes of each`, () => scraped(e2e, targets));
    for (const target of targets) target.stop();
    for (const [index, { name, datacenter, mode, pod }] of CLUSTERS.entries()) {
      const target = targets[index];
      assert.ok(target);
      const matchers = `cluster="${name}",datacenter="${datacenter}"`;
      const found = await e2e.step(`read back what ${name} scraped`, () =>
        e2e.readBack(e2e.reader(user), target, { matchers }),
      );
      const failed = await e2e.metric(e2e.namespace(name), pod, 'prometheus_remote_storage_samples_failed_total', 9090);
      assert.equal(failed, 0, `${name} has given samples up`);
      e2e.evidence.push({
        what: `scraped by the ${mode === 'agent' ? 'agent' : 'Prometheus'} of cluster ${name}, read with its labels`,
        samples: { written: found.written, readBack: found.readBack },
      });
    }
    const seen = await e2e.step('only the labels of the clusters tell them apart', () => assertApart(e2e, user));
    e2e.evidence.push({ what: 'the same application in both clusters', seen });
  },
};

/** Each as in a cluster of its own: a Prometheus reads what is in its own namespace. */
function ownNamespace(namespace: string): ScrapeSelectors {
  const own = { namespaces: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
  return { serviceMonitors: own, podMonitors: own, probes: own, scrapeConfigs: own };
}

async function applyClusters(e2e: E2e): Promise<void> {
  await e2e.apply((fleet) => {
    const central = fleet.addCluster('hub').addThanos(smallStack(e2e));
    for (const { name, datacenter, mode } of CLUSTERS) {
      const namespace = e2e.namespace(name);
      fleet.addCluster(name, { externalLabels: { datacenter } }).addPrometheus({
        mode,
        namespace,
        resources: SMALL,
        scrapeInterval: '2s',
        selectors: ownNamespace(namespace),
        ...NO_TARGETS,
        remoteWrite: [
          {
            destination: central.remoteWrite,
            certificateAuthority: { secretName: AUTHORITY_SECRET },
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
