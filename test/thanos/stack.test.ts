import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Chart } from 'cdk8s';
import {
  AzureIdentity,
  Exposure,
  GrpcTls,
  Issuer,
  ObjectStore,
  StoreApi,
  ThanosStack,
  type ThanosStackProps,
} from '../../lib';
import { everyWorkloadOption } from '../every-option';
import { args, assertProblem, configFile, field, find, flag, flags, type Manifest, synth, testChart } from '../helpers';

const objstore = ObjectStore.azureBlob({
  storageAccount: 'thanostore',
  container: 'thanostore',
  identity: AzureIdentity.kubelet({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' }),
});
const readOnly = ObjectStore.azureBlob({
  storageAccount: 'thanostore',
  container: 'thanostore',
  identity: AzureIdentity.workload({ clientId: 'cccccccc-0000-4000-8000-000000000002' }),
  configName: 'objstore-reader',
});
const exposure = Exposure.ingressNginx({
  domain: 'thanos.example.com',
  issuer: Issuer.existing('ClusterIssuer', 'letsencrypt-prod'),
  basicAuth: 'basic-auth',
});

function build(props: Partial<ThanosStackProps> = {}): { chart: Chart; stack: ThanosStack } {
  const chart = testChart();
  return { chart, stack: new ThanosStack(chart, 'thanos', { objstore, ...props }) };
}
const render = (props?: Partial<ThanosStackProps>): Manifest[] => synth(build(props).chart);
const endpoints = (manifests: readonly Manifest[]) =>
  (
    configFile(manifests, 'thanos-query-endpoints', 'endpoints.yaml') as { endpoints: { address: string }[] }
  ).endpoints.map(({ address }) => address);
const names = (manifests: readonly Manifest[], ...kinds: string[]) =>
  manifests
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ metadata }) => metadata.name)
    .sort();

describe('ThanosStack by default', () => {
  const manifests = render();

  it('is every component but the ruler, and exposes nothing', () => {
    assert.deepEqual(names(manifests, 'Deployment', 'StatefulSet'), [
      'thanos-bucketweb',
      'thanos-compactor',
      'thanos-query',
      'thanos-query-frontend',
      'thanos-receive',
      'thanos-storegateway',
    ]);
    assert.deepEqual(names(manifests, 'Ingress', 'NetworkPolicy', 'Secret'), []);
  });

  it('asks receive and the store gateway, where they are', () => {
    assert.deepEqual(endpoints(manifests), [
      'dnssrv+_grpc._tcp.thanos-receive-headless.thanos.svc.cluster.local',
      'dnssrv+_grpc._tcp.thanos-storegateway.thanos.svc.cluster.local',
    ]);
    assert.deepEqual(flags(find(manifests, 'Deployment', 'thanos-query'), 'query.replica-label'), [
      'receive_replica',
      'prometheus_replica',
      'rule_replica',
    ]);
  });

  it('scales query and query frontend from 1 to 10 pods at 60 %, and nothing that holds data', () => {
    assert.deepEqual(names(manifests, 'HorizontalPodAutoscaler'), ['thanos-query', 'thanos-query-frontend']);
    const autoscaler = find(manifests, 'HorizontalPodAutoscaler', 'thanos-query-frontend');
    assert.deepEqual([field(autoscaler, 'spec.minReplicas'), field(autoscaler, 'spec.maxReplicas')], [1, 10]);
  });

  it('lets Prometheus scrape every component, each once', () => {
    const monitors = names(manifests, 'ServiceMonitor');
    assert.deepEqual(monitors, names(manifests, 'Deployment', 'StatefulSet'));
    for (const monitor of monitors) {
      const selected = manifests.filter(
        ({ kind, metadata }) =>
          kind === 'Service' &&
          metadata.labels?.['app.kubernetes.io/component'] === monitor.replace(/^thanos-/, '') &&
          metadata.labels?.['prometheus.io/service-monitor'] !== 'false',
      );
      assert.equal(selected.length, 1, monitor);
      const ports = field(selected[0], 'spec.ports') as { name: string }[];
      assert.ok(
        ports.some(({ name }) => name === 'http'),
        monitor,
      );
    }
  });

  it('applies the configuration of the bucket before any pod that mounts it', () => {
    const at = (kind: string, name: string) => manifests.indexOf(find(manifests, kind, name));
    assert.ok(at('ConfigMap', 'thanos-objstore') < at('StatefulSet', 'thanos-receive'));
  });

  it('is written to inside of the cluster', () => {
    const { url, basicAuth } = build().stack.remoteWrite;
    assert.equal(url, 'http://thanos-receive.thanos.svc.cluster.local:19291/api/v1/receive');
    assert.equal(basicAuth, undefined);
  });
});

describe('ThanosStack with an exposure', () => {
  it('exposes query and receive as in the founding article, and is written to from outside', () => {
    const { chart, stack } = build({ exposure });
    const manifests = synth(chart);
    assert.deepEqual(names(manifests, 'Ingress'), ['thanos-query-frontend', 'thanos-receive']);
    assert.equal(stack.remoteWrite.url, 'https://receive.thanos.example.com/api/v1/receive');
    assert.equal(stack.remoteWrite.basicAuth, true);
    assert.equal(stack.exposedQuery?.url, 'https://query.thanos.example.com');
  });

  it('reaches neither probes, metrics, profiles nor administration from outside', () => {
    const manifests = render({ exposure: { query: exposure, receive: exposure, bucketWeb: exposure } });
    const ingresses = manifests.filter(({ kind }) => kind === 'Ingress');
    assert.equal(ingresses.length, 3);
    const forbidden = ['/-/healthy', '/-/ready', '/-/reload', '/metrics', '/debug/pprof/', '/api/v1/blocks/mark'];
    for (const ingress of ingresses) {
      const paths = field(ingress, 'spec.rules.0.http.paths') as { path: string; pathType: string }[];
      for (const path of forbidden) {
        const open = paths.filter((rule) =>
          rule.pathType === 'Exact' ? rule.path === path : `${path}/`.startsWith(`${rule.path.replace(/\/$/, '')}/`),
        );
        // The query frontend serves no blocks; its API prefix leads to a 404 there.
        if (path === '/api/v1/blocks/mark' && ingress.metadata.name === 'thanos-query-frontend') continue;
        assert.deepEqual(open, [], `${ingress.metadata.name} ${path}`);
      }
    }
  });

  it('exposes just what is asked for', () => {
    assert.deepEqual(names(render({ exposure: { bucketWeb: exposure } }), 'Ingress'), ['thanos-bucketweb']);
  });
});

describe('ThanosStack with a ruler', () => {
  it('comes with one word: stateful, asked by the querier it asks, with links to the exposed query', () => {
    const manifests = render({ ruler: true, exposure });
    const ruler = find(manifests, 'StatefulSet', 'thanos-ruler');
    assert.equal(flag(ruler, 'query'), 'http://thanos-query.thanos.svc.cluster.local:10902');
    assert.equal(flag(ruler, 'alert.query-url'), 'https://query.thanos.example.com');
    assert.equal(endpoints(manifests).at(-1), 'dnssrv+_grpc._tcp.thanos-ruler.thanos.svc.cluster.local');
  });

  it('can be stateless: it writes to receive, and the querier does not ask it', () => {
    const manifests = render({ ruler: { mode: 'stateless' } });
    assert.deepEqual(configFile(manifests, 'thanos-ruler-remote-write', 'remote-write.yaml'), {
      remote_write: [{ url: 'http://thanos-receive.thanos.svc.cluster.local:19291/api/v1/receive' }],
    });
    assert.equal(endpoints(manifests).length, 2);
    assert.ok(!args(find(manifests, 'StatefulSet', 'thanos-ruler')).some((arg) => arg.startsWith('--objstore')));
  });
});

describe('ThanosStack with every option', () => {
  const all: Required<ThanosStackProps> = {
    name: 'hub',
    objstore,
    defaults: {
      ...everyWorkloadOption,
      logLevel: 'debug',
      logFormat: 'json',
      tracing: { endpoint: 'otel:4317', insecure: true },
    },
    receive: { router: { replicas: 2 }, replicas: 3, replicationFactor: 3, logLevel: 'warn' },
    query: { replicas: 2, endpoints: [StoreApi.at('remote.example.com:10901')] },
    queryFrontend: { replicas: 2 },
    storeGateway: { shards: 2, objstore: readOnly },
    compactor: { retention: { raw: '180d', fiveMinutes: '2y', oneHour: '5y' } },
    bucketWeb: { refresh: '10m', objstore: readOnly },
    ruler: { replicas: 2 },
    exposure: { query: exposure, receive: exposure, bucketWeb: exposure },
    grpcTls: GrpcTls.privateCa(),
    monitoring: { interval: '15s' },
    networkPolicies: true,
  };
  const manifests = render(all);

  it('names everything after the stack', () => {
    const foreign = manifests.filter(({ metadata }) => !metadata.name.startsWith('hub-'));
    assert.deepEqual(foreign, []);
  });

  it('gives the common options to all components, unless one says otherwise', () => {
    const level = (kind: string, name: string) => flag(find(manifests, kind, name), 'log.level');
    assert.equal(level('Deployment', 'hub-query'), 'debug');
    assert.equal(level('StatefulSet', 'hub-storegateway-1'), 'debug');
    assert.equal(level('StatefulSet', 'hub-receive-ingestor'), 'warn');
  });

  it('lets components that only read have an identity that may not write', () => {
    const withOwn = manifests
      .filter(
        ({ kind, metadata }) =>
          kind === 'ServiceAccount' && metadata.annotations?.['azure.workload.identity/client-id'],
      )
      .map(({ metadata }) => metadata.name);
    assert.deepEqual(withOwn.sort(), ['hub-bucketweb', 'hub-storegateway-0', 'hub-storegateway-1']);
    const config = (name: string) => configFile(manifests, name, 'objstore.yaml') as { config: { container: string } };
    assert.deepEqual(config('hub-objstore-reader').config.container, config('hub-objstore').config.container);
  });

  it('asks every shard, every ingestor, the ruler and the addresses given', () => {
    const config = configFile(manifests, 'hub-query-endpoints', 'endpoints.yaml') as {
      endpoints: { address: string }[];
    };
    assert.deepEqual(
      config.endpoints.map(({ address }) =>
        address.replace('dnssrvnoa+_grpc._tcp.', '').replace(/\.thanos\.svc.*/, ''),
      ),
      ['hub-receive-ingestor', 'hub-storegateway-0', 'hub-storegateway-1', 'remote.example.com:10901', 'hub-ruler'],
    );
  });

  it('has a NetworkPolicy for every workload, which lets in just who talks to it', () => {
    assert.deepEqual(names(manifests, 'NetworkPolicy'), names(manifests, 'Deployment', 'StatefulSet'));
    const clients = (name: string, port: number) =>
      (field(find(manifests, 'NetworkPolicy', name), 'spec.ingress') as { from: object[]; ports: { port: number }[] }[])
        .filter(({ ports }) => ports.some((rule) => rule.port === port))
        .map(({ from }) => {
          const [peer] = from;
          const component = field(peer, 'podSelector.matchLabels.app\\.kubernetes\\.io/component');
          return component ?? field(peer, 'namespaceSelector.matchLabels.kubernetes\\.io/metadata\\.name');
        })
        .sort();
    assert.deepEqual(clients('hub-query', 10902), ['prometheus', 'query-frontend', 'ruler']);
    assert.deepEqual(clients('hub-query-frontend', 10902), ['ingress-nginx', 'prometheus']);
    assert.deepEqual(clients('hub-receive-router', 19291), ['ingress-nginx']);
    assert.deepEqual(clients('hub-receive-ingestor', 10901), ['query', 'receive-router']);
    assert.deepEqual(clients('hub-storegateway-0', 10901), ['query']);
    assert.deepEqual(clients('hub-compactor', 10902), ['prometheus']);
  });
});

describe('A stateless ruler of a stack', () => {
  it('finds the state of its alerts again, whatever labels receive adds to it', () => {
    const { chart } = build({
      receive: {
        router: {},
        tenancy: { labelName: 'team' },
        externalLabels: { receive_cluster: 'hub' },
        hashrings: [
          { name: 'a', tenants: ['a'], ingestors: { externalLabels: { receive_ring: 'a' } } },
          { name: 'default' },
        ],
      },
      ruler: { mode: 'stateless' },
    });
    assert.deepEqual(flags(find(synth(chart), 'StatefulSet', 'thanos-ruler'), 'restore-ignored-label'), [
      'rule_replica',
      'team',
      'receive_ring',
      'receive_cluster',
    ]);
  });
});

describe('ThanosStack with limits of head series', () => {
  it('lets the routers ask its querier for them, also with NetworkPolicies', () => {
    const url = 'http://thanos-query.thanos.svc.cluster.local:10902';
    const limits = { global: { metaMonitoring: { url } }, default: { headSeriesLimit: 1000 } };
    const manifests = render({ receive: { router: {}, limits }, networkPolicies: true });
    const ingress = field(find(manifests, 'NetworkPolicy', 'thanos-query'), 'spec.ingress') as object[];
    const components = ingress.map((rule) =>
      field(rule, 'from.0.podSelector.matchLabels.app\\.kubernetes\\.io/component'),
    );
    assert.ok(components.includes('receive-router'), JSON.stringify(components));
  });
});

describe('ThanosStack refuses', () => {
  it('samples out of order without vertical compaction, at which the compactor would halt', () => {
    assertProblem(
      build({ receive: { outOfOrderWindow: '1h' } }).chart,
      /halts at the first overlap.*verticalCompaction/,
    );
    const mended = build({ receive: { outOfOrderWindow: '1h' }, compactor: { verticalCompaction: true } });
    assert.ok(synth(mended.chart).length > 0);
  });

  it('to enforce a tenant label that receive does not write', () => {
    const query = { tenancy: { enforce: true, labelName: 'team' } };
    assertProblem(
      build({ query }).chart,
      /label team is the tenant, and receive writes the tenant into label tenant_id/,
    );
    const mended = build({ query, receive: { tenancy: { labelName: 'team' } } });
    assert.ok(synth(mended.chart).length > 0);
  });

  it('to expose a bucket web that is not there', () => {
    assertProblem(build({ bucketWeb: false, exposure: { bucketWeb: exposure } }).chart, /nothing to expose/);
  });
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  // @ts-expect-error a stack has a bucket
  new ThanosStack(testChart(), 'a', {});
  // @ts-expect-error the stack names its components
  new ThanosStack(testChart(), 'b', { objstore, query: { component: 'q' } });
  // @ts-expect-error a stateless ruler has no TSDB to retain
  new ThanosStack(testChart(), 'c', { objstore, ruler: { mode: 'stateless', retention: '2d' } });
  // @ts-expect-error zones are for the split shape
  new ThanosStack(testChart(), 'd', { objstore, receive: { zones: ['a', 'b'] } });
}
