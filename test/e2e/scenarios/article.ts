import assert from 'node:assert/strict';
import type { KubernetesObject } from '../cluster/objects';
import type { E2e } from '../e2e';
import type { User } from '../edge/client';
import { AUTHORITY_SECRET } from '../edge/hosts';
import type { Scenario } from '../scenario';
import { compareStretch } from './prometheus-samples';
import { edgeExposure, ownTargets, SMALL, smallStack } from './small-stack';

const LABELS = { cluster: 'playground', datacenter: 'westeu' };
/** What is sent on: enough to see every target, and little. */
const SENT =
  'up|scrape_.+|kube_node_info|kube_namespace_created|node_uname_info|prometheus_build_info|thanos_build_info';
/** What Prometheus scrapes here, by job. The kubelet's are left out where nodes do not let Prometheus ask them. */
const JOBS = ['kube-state-metrics', 'node-exporter', 'prometheus', 'thanos-query', 'thanos-receive'];
/** How long a stretch of samples is compared, one by one. Unit: seconds. */
const WINDOW = 60;

/** The set-up of main.ts: Prometheus in the cluster, and a Thanos that it writes to through the edge. */
export const article: Scenario = {
  id: 'article',
  title: 'The article: Prometheus, TLS ingress with basic auth, Thanos',
  async run(e2e) {
    const thanos = e2e.namespace('thanos');
    const prometheus = e2e.namespace('prometheus');
    const user = await e2e.step('make credentials and the bucket', async () => {
      await e2e.objectStore(thanos);
      return await e2e.credentials(thanos, [prometheus]);
    });
    const objects = await e2e.step('apply, with warnings as errors', () =>
      e2e.apply((fleet) => {
        const hub = fleet.addCluster(LABELS.cluster, { externalLabels: { datacenter: LABELS.datacenter } });
        const exposed = edgeExposure(e2e);
        const central = hub.addThanos({
          ...smallStack(e2e),
          compactor: { retention: { raw: '180d', fiveMinutes: '2y', oneHour: '5y' } },
          bucketWeb: { refresh: '10m' },
          exposure: { query: exposed, receive: exposed },
        });
        hub.addPrometheus({
          namespace: prometheus,
          resources: SMALL,
          scrapeInterval: '10s',
          selectors: ownTargets(e2e),
          kubeStateMetrics: { resources: SMALL },
          nodeExporter: { namespace: e2e.namespace('node-exporter'), resources: SMALL },
          remoteWrite: [
            {
              name: 'Thanos',
              destination: central.remoteWrite,
              certificateAuthority: { secretName: AUTHORITY_SECRET },
              writeRelabelings: [{ action: 'keep', sourceLabels: ['__name__'], regex: SENT }],
            },
          ],
        });
      }),
    );
    await e2e.step('all pods ready', () => e2e.waitReady());
    await e2e.step('namespaces enforce the restricted standard', () => assertRestricted(e2e));
    await e2e.step('series arrive, with their labels', () => assertLabels(e2e, user));
    await e2e.step('every sample of a minute arrived once', () => compareMinute(e2e, user, prometheus));
    await e2e.step('strangers are refused', () => assertRefused(e2e, user));
    e2e.evidence.push({
      what: 'applied as rendered',
      seen: `${objects.length} objects without a warning; all pods ready, the namespaces restricted`,
    });
  },
};

async function assertRestricted({ kubectl, scenario }: E2e): Promise<void> {
  for (const name of ['thanos', 'prometheus']) {
    const full = `cdk8s-thanos-e2e-${scenario}-${name}`;
    const { metadata } = await kubectl.json<KubernetesObject>(['get', 'namespace', full]);
    assert.equal(metadata.labels?.['pod-security.kubernetes.io/enforce'], 'restricted', full);
  }
}

async function assertLabels(e2e: E2e, user: User): Promise<void> {
  const reader = e2e.reader(user);
  await e2e.until(
    'series of every target',
    async () => {
      const found = await reader.vector('count by (cluster, datacenter, job) (up == 1)');
      const jobs = found.map(({ metric }) => metric['job'] ?? '').sort();
      const missing = JOBS.filter((job) => !jobs.includes(job));
      assert.deepEqual(missing, [], `targets that are up: ${jobs.join(', ')}; missing`);
      for (const { metric } of found) {
        assert.deepEqual({ cluster: metric['cluster'], datacenter: metric['datacenter'] }, LABELS);
      }
    },
    { seconds: 120, everySeconds: 2 },
  );
}

async function compareMinute(e2e: E2e, user: User, namespace: string): Promise<void> {
  const time = Math.floor(Date.now() / 1000);
  const stretch = { namespace, sent: SENT, labels: LABELS, time, seconds: WINDOW };
  const counted = await compareStretch(e2e, e2e.reader(user), stretch);
  e2e.evidence.push({
    what: "a minute of Prometheus' own samples, against what the query frontend answers",
    samples: { written: counted, readBack: counted },
    seen: `series of ${JOBS.join(', ')} with cluster and datacenter`,
  });
}

/** No password, a wrong one, and paths that nobody needs from outside. */
async function assertRefused(e2e: E2e, user: User): Promise<void> {
  const wrong = { ...user, password: `${user.password}x` };
  const [query, receive] = [`query.${e2e.domain}`, `receive.${e2e.domain}`];
  const ask = async (host: string, path: string, who?: User, method: 'GET' | 'POST' = 'GET') =>
    (await e2e.edge.https(host, path, { user: who, method })).status;
  for (const who of [undefined, wrong]) {
    assert.equal(await ask(query, '/api/v1/query?query=up', who), 401);
    assert.equal(await ask(query, '/api/v1/query_range?query=up', who), 401);
    assert.equal(await ask(query, '/', who), 401);
    assert.equal(await ask(receive, '/api/v1/receive', who, 'POST'), 401);
  }
  assert.equal(await ask(query, '/api/v1/query?query=up', user), 200);
  for (const path of ['/metrics', '/-/ready', '/-/healthy', '/debug/pprof/', '/api/v2/query']) {
    assert.equal(await ask(query, path, user), 404, `query${path}`);
  }
  for (const path of ['/', '/metrics', '/-/ready', '/api/v1/query', '/api/v1/receive/more', '/api/v1/otlp']) {
    assert.equal(await ask(receive, path, user), 404, `receive${path}`);
  }
  for (const [host, path] of [
    [query, '/api/v1/query?query=up'],
    [receive, '/api/v1/receive'],
  ] as const) {
    const { status } = await e2e.edge.http(host, path, { user });
    assert.ok(status >= 300 && status < 500, `${host} without TLS answers ${status}`);
  }
  e2e.evidence.push({
    what: 'asked without a password, with a wrong one, for other paths, and without TLS',
    seen: '401 on query and receive; 404 for probes, metrics, profiles and everything else; no answer without TLS',
  });
}
