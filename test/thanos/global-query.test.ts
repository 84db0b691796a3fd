import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  AzureIdentity,
  Exposure,
  Fleet,
  GrpcTls,
  Issuer,
  ObjectStore,
  StoreApi,
  ThanosGlobalQuery,
  type ThanosGlobalQueryProps,
} from '../../lib';
import { everyWorkloadOption } from '../every-option';
import { configFile, field, find, flag, flags, synth, testChart } from '../helpers';

const issuer = Issuer.existing('ClusterIssuer', 'letsencrypt-prod');
const users = Exposure.ingressNginx({ domain: 'global.example.com', issuer, basicAuth: 'basic-auth' });
const queriers = Exposure.azureInternalLoadBalancer({
  domain: 'global.example.com',
  issuer,
  clientCaSecretName: 'clients',
});
const objstore = (container: string) =>
  ObjectStore.azureBlob({
    storageAccount: 'thanostore',
    container,
    identity: AzureIdentity.kubelet({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' }),
  });
const endpoints = [StoreApi.at('store.example.com:10901', { replicaLabels: ['receive_replica'] })];

function render(props: Partial<ThanosGlobalQueryProps> = {}) {
  const chart = testChart();
  const global = new ThanosGlobalQuery(chart, 'global', { endpoints, ...props });
  return { global, manifests: synth(chart) };
}

describe('ThanosGlobalQuery', () => {
  it('asks people for certificates, where its exposure does', () => {
    const domain = 'global.example.com';
    const byCertificate = Exposure.ingressNginx({ domain, issuer, clientCaSecretName: 'people-ca' });
    for (const exposure of [byCertificate, { query: byCertificate }]) {
      const { annotations } = find(render({ exposure }).manifests, 'Ingress', 'thanos-global-query-frontend').metadata;
      assert.equal(annotations?.['nginx.ingress.kubernetes.io/auth-tls-secret'], 'thanos/people-ca');
    }
  });

  it('is a querier and its frontend, with autoscalers as in a stack, and nothing else', () => {
    const { manifests } = render();
    const workloads = manifests.filter(({ kind }) => ['Deployment', 'StatefulSet'].includes(kind));
    assert.deepEqual(
      workloads.map(({ metadata }) => metadata.name),
      ['thanos-global-query', 'thanos-global-query-frontend'],
    );
    assert.equal(find(manifests, 'HorizontalPodAutoscaler', 'thanos-global-query')['kind'], 'HorizontalPodAutoscaler');
    assert.deepEqual(flags(find(manifests, 'Deployment', 'thanos-global-query'), 'query.replica-label'), [
      'receive_replica',
      'prometheus_replica',
      'rule_replica',
    ]);
    assert.equal(
      flag(find(manifests, 'Deployment', 'thanos-global-query-frontend'), 'query-frontend.downstream-url'),
      'http://thanos-global-query.thanos.svc.cluster.local:10902',
    );
  });

  it('takes every option', () => {
    const every: Required<ThanosGlobalQueryProps> = {
      name: 'world',
      endpoints,
      clientTlsSecretName: 'client',
      grpcTls: GrpcTls.privateCa(),
      defaults: everyWorkloadOption,
      query: { mode: 'distributed', partitionLabels: ['receive_cluster'] },
      queryFrontend: { compressResponses: false },
      exposure: { query: users, storeApi: queriers },
      monitoring: { prometheusNamespace: 'monitoring' },
      networkPolicies: true,
    };
    const { global, manifests } = render(every);
    const query = find(manifests, 'Deployment', 'world-query');
    assert.equal(flag(query, 'query.mode'), 'distributed');
    assert.deepEqual(field(query, 'spec.template.spec.priorityClassName'), 'high');
    assert.equal(global.exposedQuery?.url, 'https://query.global.example.com');
    assert.equal(global.storeApi.address, 'grpc.global.example.com:443');
    assert.equal(find(manifests, 'Ingress', 'world-query-frontend').kind, 'Ingress');
    assert.equal(find(manifests, 'NetworkPolicy', 'world-query-frontend').kind, 'NetworkPolicy');
  });

  it('is exposed to users by an Exposure alone', () => {
    const { global, manifests } = render({ exposure: users });
    assert.equal(manifests.filter(({ kind }) => kind === 'Ingress').length, 1);
    assert.equal(global.storeApi.network, global.query.network);
  });
});

describe('Cluster.addGlobalQuery', () => {
  it('asks stacks of other clusters at their hosts, and one of its own cluster without a detour', () => {
    const fleet = new Fleet({ outdir: '/nowhere' });
    const west = fleet.addCluster('west').addThanos({
      objstore: objstore('west'),
      exposure: {
        storeApi: Exposure.ingressNginx({ domain: 'west.example.com', issuer, clientCaSecretName: 'clients' }),
      },
    });
    const cluster = fleet.addCluster('east');
    const east = cluster.addThanos({ objstore: objstore('east'), networkPolicies: true });
    cluster.addGlobalQuery({ endpoints: [west, east.query], clientTlsSecretName: 'client' });
    assert.deepEqual(fleet.validate(), []);
    const manifests = cluster.charts.flatMap((each) => each.toJson());
    const config = configFile(manifests, 'thanos-global-query-endpoints', 'endpoints.yaml') as {
      endpoints: { address: string }[];
    };
    assert.deepEqual(
      config.endpoints.map(({ address }) => address),
      ['grpc.west.example.com:443', 'dns+thanos-query.thanos.svc.cluster.local:10901'],
    );
    const policy = find(manifests, 'NetworkPolicy', 'thanos-query');
    assert.match(JSON.stringify(policy['spec']), /"kubernetes.io\/metadata.name":"thanos-global"/);
    assert.ok(find(manifests, 'Namespace', 'thanos-global'));
  });

  it('names the whole way of a circle, at each querier on it', () => {
    const fleet = new Fleet({ outdir: '/nowhere' });
    const expose = (name: string) => ({
      storeApi: Exposure.ingressNginx({ domain: `${name}.example.com`, issuer, clientCaSecretName: 'clients' }),
    });
    const clientTlsSecretName = 'client';
    const west = fleet.addCluster('west').addThanos({
      objstore: objstore('west'),
      exposure: expose('west'),
      query: { clientTlsSecretName },
    });
    const middle = fleet
      .addCluster('middle')
      .addGlobalQuery({ endpoints: [west], exposure: expose('middle'), clientTlsSecretName });
    const top = fleet
      .addCluster('top')
      .addGlobalQuery({ endpoints: [middle], exposure: expose('top'), clientTlsSecretName });
    west.query.addEndpoint(top);
    const found = fleet.validate();
    assert.deepEqual(
      found.map(({ cluster, rule }) => `${cluster} ${rule}`),
      ['west THANOS-683', 'middle THANOS-683', 'top THANOS-683'],
    );
    assert.match(
      found[0]?.message ?? '',
      /"grpc.top.example.com:443" and then "grpc.middle.example.com:443" and then "grpc.west.example.com:443"/,
    );
  });
});
