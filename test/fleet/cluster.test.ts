import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Chart } from 'cdk8s';
import { AzureIdentity, Cluster, Exposure, ObjectStore, RemoteWriteDestination } from '../../lib';
import { args, field, find, flags, type Manifest } from '../helpers';

const objstore = ObjectStore.azureBlob({
  storageAccount: 'thanostore',
  container: 'thanostore',
  identity: AzureIdentity.kubelet({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' }),
});
const manifests = (cluster: Cluster, chart: string) =>
  (cluster.charts.find(({ node }) => node.id === chart) as Chart).toJson() as Manifest[];
const namespaces = (cluster: Cluster) =>
  Object.fromEntries(
    manifests(cluster, '00-namespaces').map(({ metadata }) => [
      metadata.name,
      metadata.labels?.['pod-security.kubernetes.io/enforce'],
    ]),
  );

describe('A cluster', () => {
  it('gives a stack a namespace and a chart of its own, and labels its blocks with the cluster', () => {
    const cluster = new Cluster('west');
    cluster.addThanos({ objstore, receive: { externalLabels: { receive_region: 'eu' } } });
    assert.deepEqual(namespaces(cluster), { thanos: 'restricted' });
    const receive = find(manifests(cluster, 'thanos'), 'StatefulSet', 'thanos-receive');
    assert.equal(receive.metadata.namespace, 'thanos');
    assert.deepEqual(flags(receive, 'label'), [
      'receive_cluster="west"',
      'receive_region="eu"',
      'receive_replica="$(POD_NAME)"',
    ]);
  });

  it('takes several stacks, isolated by name and namespace', () => {
    const cluster = new Cluster('west');
    for (const name of ['team-a', 'team-b']) cluster.addThanos({ name, objstore });
    assert.deepEqual(namespaces(cluster), { 'team-a': 'restricted', 'team-b': 'restricted' });
    find(manifests(cluster, 'team-a'), 'Service', 'team-a-query');
    find(manifests(cluster, 'team-b'), 'Service', 'team-b-query');
  });

  it('says of each further chart of one name what that name is', () => {
    const cluster = new Cluster('west');
    for (const namespace of ['a', 'b', 'c']) cluster.addChart('apps', { namespace });
    assert.deepEqual(
      cluster.node.validate().map((message) => /two charts called "([^"]*)"/.exec(message)?.[1]),
      ['apps', 'apps'],
    );
  });

  it('sends with its labels and with the password of the exposed receive', () => {
    const cluster = new Cluster('west', { externalLabels: { datacenter: 'westeu' } });
    const issuer = cluster.addLetsEncrypt({ email: 'ops@cookingwithazure.com' });
    const exposure = Exposure.ingressNginx({ domain: 'thanos.example.com', issuer, basicAuth: 'basic-auth' });
    cluster.addPrometheus({ remoteWrite: cluster.addThanos({ objstore, exposure }).remoteWrite });
    const prometheus = find(manifests(cluster, 'prometheus'), 'Prometheus', 'prometheus');
    assert.deepEqual(field(prometheus, 'spec.externalLabels'), { cluster: 'west', datacenter: 'westeu' });
    assert.deepEqual(field(prometheus, 'spec.remoteWrite.0'), {
      name: 'Thanos',
      url: 'https://receive.thanos.example.com/api/v1/receive',
      messageVersion: 'V1.0',
      metadataConfig: { send: false },
      basicAuth: {
        username: { name: 'remotewrite-secret', key: 'user' },
        password: { name: 'remotewrite-secret', key: 'password' },
      },
    });
    assert.deepEqual(
      manifests(cluster, 'issuers').map(({ kind, metadata }) => [kind, metadata.name]),
      [['ClusterIssuer', 'letsencrypt-prod']],
    );
  });

  it('keeps all namespaces restricted but that of node-exporter', () => {
    const cluster = new Cluster('west');
    const destination = RemoteWriteDestination.url('https://receive.example.com/api/v1/receive');
    cluster.addPrometheus({ remoteWrite: destination });
    assert.deepEqual(namespaces(cluster), { prometheus: 'restricted', 'node-exporter': 'privileged' });
    const objects = manifests(cluster, 'prometheus');
    assert.equal(objects.filter(({ kind }) => kind === 'Namespace').length, 0);
    assert.equal(find(objects, 'DaemonSet', 'node-exporter').metadata.namespace, 'node-exporter');
  });

  it('sends by the agent, to several receivers, without node-exporter, under further labels', () => {
    const cluster = new Cluster('west');
    const destination = RemoteWriteDestination.url('https://receive.example.com/api/v1/receive');
    cluster.addPrometheus({
      mode: 'agent',
      namespace: 'monitoring',
      nodeExporter: false,
      externalLabels: { environment: 'test' },
      remoteWrite: [
        { name: 'a', destination, tenant: 'team-a' },
        { name: 'b', destination, basicAuth: { secretName: 'other' } },
      ],
    });
    assert.deepEqual(namespaces(cluster), { monitoring: 'restricted' });
    const agent = find(manifests(cluster, 'monitoring'), 'PrometheusAgent', 'prometheus');
    assert.deepEqual(field(agent, 'spec.externalLabels'), { cluster: 'west', environment: 'test' });
    assert.deepEqual(field(agent, 'spec.remoteWrite.0.headers'), { 'THANOS-TENANT': 'team-a' });
    assert.equal(field(agent, 'spec.remoteWrite.1.basicAuth.password.name'), 'other');
  });

  it('does not send to a receive of another cluster that is not exposed there', () => {
    const hub = new Cluster('hub');
    const { remoteWrite } = hub.addThanos({ objstore });
    hub.addPrometheus({ remoteWrite });
    const west = new Cluster('west');
    west.addPrometheus({ remoteWrite });
    const problems = (cluster: Cluster) => cluster.node.findAll().flatMap(({ node }) => node.validate());
    assert.deepEqual(problems(hub), []);
    assert.match(problems(west).join(), /thanos-receive\.thanos\.svc.*in another cluster.*Expose receive there/);
  });

  it('renders the same bytes whatever the order of other clusters', () => {
    const render = () => {
      const cluster = new Cluster('west');
      cluster.addThanos({ objstore, ruler: true, networkPolicies: true });
      return JSON.stringify(manifests(cluster, 'thanos'));
    };
    const first = render();
    new Cluster('east').addThanos({ objstore });
    assert.equal(render(), first);
  });

  it('gives a compactor to each stack, and never two pods of it', () => {
    const cluster = new Cluster('west');
    cluster.addThanos({ objstore });
    const compactor = find(manifests(cluster, 'thanos'), 'StatefulSet', 'thanos-compactor');
    assert.equal(field(compactor, 'spec.replicas'), 1);
    assert.ok(args(compactor).includes('--wait'));
  });
});
