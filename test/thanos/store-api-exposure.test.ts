import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Chart } from 'cdk8s';
import {
  Authentication,
  Exposure,
  IngressNginx,
  Issuer,
  StoreApi,
  type StoreApiExposure,
  ThanosQuery,
} from '../../lib';
import type { ThanosQueryProps } from '../../lib/thanos/query';
import { assertProblem, configFile, field, find, flag, type Manifest, synth, testChart } from '../helpers';

const issuer = Issuer.existing('ClusterIssuer', 'letsencrypt-prod');
const byIngress = Exposure.ingressNginx({ domain: 'west.example.com', issuer, clientCaSecretName: 'clients' });
const byLoadBalancer = Exposure.azureInternalLoadBalancer({
  domain: 'west.internal.example.com',
  tlsSecretName: 'grpc-server',
  clientCaSecretName: 'clients',
});
const sidecar = StoreApi.at('dns+sidecar.example.com:10901');

function querier(storeApiExposure?: StoreApiExposure, props: Partial<ThanosQueryProps> = {}) {
  const chart = testChart();
  const query = new ThanosQuery(chart, 'query', {
    endpoints: [sidecar],
    networkPolicy: true,
    storeApiExposure,
    ...props,
  });
  return { chart, query };
}

const endpoints = (chart: Chart, name = 'thanos-query') =>
  (configFile(synth(chart), `${name}-endpoints`, 'endpoints.yaml') as { endpoints: object[] }).endpoints;
const mounts = (workload: Manifest) =>
  (field(workload, 'spec.template.spec.volumes') as { name: string; secret?: { secretName: string } }[]).flatMap(
    ({ name, secret }) => (secret ? [`${name}: ${secret.secretName}`] : []),
  );

describe('StoreAPI through ingress-nginx', () => {
  const { chart, query } = querier(byIngress);
  const manifests = synth(chart);
  const ingress = find(manifests, 'Ingress', 'thanos-query');

  it('is gRPC to the pods, and TLS with certificates of clients from outside', () => {
    assert.deepEqual(ingress.metadata.annotations, {
      'cert-manager.io/cluster-issuer': 'letsencrypt-prod',
      'nginx.ingress.kubernetes.io/auth-tls-secret': 'thanos/clients',
      'nginx.ingress.kubernetes.io/auth-tls-verify-client': 'on',
      'nginx.ingress.kubernetes.io/backend-protocol': 'GRPC',
      'nginx.ingress.kubernetes.io/force-ssl-redirect': 'true',
      'nginx.ingress.kubernetes.io/proxy-read-timeout': '150',
      'nginx.ingress.kubernetes.io/proxy-send-timeout': '150',
    });
    assert.deepEqual(field(ingress, 'spec.tls'), [
      { hosts: ['grpc.west.example.com'], secretName: 'thanos-query-tls' },
    ]);
    assert.deepEqual(field(ingress, 'spec.rules.0.http.paths.0'), {
      path: '/thanos.Store',
      pathType: 'Prefix',
      backend: { service: { name: 'thanos-query', port: { name: 'grpc' } } },
    });
  });

  it('is what queriers ask each other for, without reflection', () => {
    const paths = (field(ingress, 'spec.rules.0.http.paths') as { path: string }[]).map(({ path }) => path);
    assert.ok(paths.includes('/thanos.info.Info'));
    assert.ok(paths.every((path) => path.startsWith('/thanos.')));
  });

  it('stays plaintext inside of the cluster', () => {
    assert.equal(flag(find(manifests, 'Deployment', 'thanos-query'), 'grpc-server-tls-cert'), undefined);
    assert.equal(query.storeApi.tls, undefined);
  });

  it('lets the controller in', () => {
    const policy = find(manifests, 'NetworkPolicy', 'thanos-query');
    assert.deepEqual(field(policy, 'spec.ingress.0'), {
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } }],
      ports: [{ port: 10901, protocol: 'TCP' }],
    });
  });

  it('refuses to be told not to ask for certificates', () => {
    const annotations = { 'nginx.ingress.kubernetes.io/auth-tls-verify-client': 'optional' };
    const open = Exposure.ingressNginx({ domain: 'a.example', issuer, clientCaSecretName: 'clients', annotations });
    assertProblem(querier(open).chart, /annotations sets .*auth-tls-verify-client/);
  });

  it('refuses a Secret of another namespace', () => {
    const foreign = Exposure.ingressNginx({ domain: 'a.example', issuer, clientCaSecretName: 'kube-system/clients' });
    assertProblem(querier(foreign).chart, /Secret of the clients' authority "kube-system\/clients" names a namespace/);
  });
});

describe('StoreAPI through an internal load balancer', () => {
  const { chart, query } = querier(byLoadBalancer);
  const manifests = synth(chart);
  const deployment = find(manifests, 'Deployment', 'thanos-query');

  it('is TLS of Thanos itself, which asks clients for certificates', () => {
    assert.equal(flag(deployment, 'grpc-server-tls-cert'), '/etc/thanos/grpc-tls/tls.crt');
    assert.equal(flag(deployment, 'grpc-server-tls-key'), '/etc/thanos/grpc-tls/tls.key');
    assert.equal(flag(deployment, 'grpc-server-tls-client-ca'), '/etc/thanos/grpc-client-ca/ca.crt');
    assert.deepEqual(mounts(deployment), ['grpc-tls: grpc-server', 'grpc-client-ca: clients']);
  });

  it('lets clients of the virtual network in', () => {
    const policy = find(manifests, 'NetworkPolicy', 'thanos-query');
    assert.equal(field(policy, 'spec.ingress.0.from.0.ipBlock.cidr'), '0.0.0.0/0');
    assert.equal(field(policy, 'spec.ingress.0.ports.0.port'), 10901);
  });

  it('is TLS for queriers of the same cluster too, at the address inside', () => {
    new ThanosQuery(chart, 'global', {
      component: 'global',
      endpoints: [query],
      clientTlsSecretName: 'client',
    });
    assert.deepEqual(endpoints(chart, 'thanos-global'), [
      {
        address: 'dns+thanos-query.thanos.svc.cluster.local:10901',
        group: true,
        client_config: {
          tls_config: {
            enabled: true,
            ca_file: '/etc/thanos/client-tls/ca.crt',
            cert_file: '/etc/thanos/client-tls/tls.crt',
            key_file: '/etc/thanos/client-tls/tls.key',
          },
          server_name: 'grpc.west.internal.example.com',
        },
      },
    ]);
  });
});

describe('A querier of exposed StoreAPIs', () => {
  const west = querier(byIngress, { replicaLabels: ['west_replica'] }).query.exposedStoreApi;
  const north = querier(byLoadBalancer).query.exposedStoreApi;
  assert.ok(west && north);
  const { chart, query } = querier(undefined, {
    endpoints: [{ storeApi: west }, StoreApi.as('client-of-north', { storeApi: north })],
    clientTlsSecretName: 'client',
  });
  const manifests = synth(chart);

  it('shows its certificate, verifies each by its own authority, and misses those that are away', () => {
    assert.deepEqual(endpoints(chart), [
      {
        address: 'grpc.west.example.com:443',
        strict: true,
        client_config: {
          tls_config: {
            enabled: true,
            cert_file: '/etc/thanos/client-tls/tls.crt',
            key_file: '/etc/thanos/client-tls/tls.key',
          },
          server_name: 'grpc.west.example.com',
        },
      },
      {
        address: 'grpc.west.internal.example.com:443',
        strict: true,
        client_config: {
          tls_config: {
            enabled: true,
            ca_file: '/etc/thanos/client-tls-2/ca.crt',
            cert_file: '/etc/thanos/client-tls-2/tls.crt',
            key_file: '/etc/thanos/client-tls-2/tls.key',
          },
          server_name: 'grpc.west.internal.example.com',
        },
      },
    ]);
  });

  it('mounts each certificate once', () => {
    assert.deepEqual(mounts(find(manifests, 'Deployment', 'thanos-query')), [
      'client-tls: client',
      'client-tls-2: client-of-north',
    ]);
  });

  it('deduplicates by the labels by which they do', () => assert.ok(query.replicaLabels.includes('west_replica')));

  it('may connect to them', () => {
    const egress = field(find(manifests, 'NetworkPolicy', 'thanos-query'), 'spec.egress') as object[];
    assert.ok(egress.some((rule) => JSON.stringify(rule).includes('{"port":443,"protocol":"TCP"}')));
  });

  it('refuses a Secret of another namespace', () => {
    const foreign = querier(undefined, { endpoints: [{ storeApi: west }], clientTlsSecretName: 'thanos/client' });
    assertProblem(foreign.chart, /THANOS-202: clientTlsSecretName "thanos\/client" is no name of a Secret/);
  });

  it('keeps files that are named, and takes the rest from its Secret', () => {
    const files = { certFile: '/own/tls.crt', keyFile: '/own/tls.key', clientCertificate: true, privateCa: true };
    const own = querier(undefined, {
      endpoints: [StoreApi.at('10.0.0.1:10901', { tls: files })],
      clientTlsSecretName: 'client',
    });
    assert.deepEqual(field(endpoints(own.chart), '0.client_config.tls_config'), {
      enabled: true,
      ca_file: '/etc/thanos/client-tls/ca.crt',
      cert_file: '/own/tls.crt',
      key_file: '/own/tls.key',
    });
  });
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  const users = Exposure.ingressNginx({ domain: 'example.com', issuer, basicAuth: 'basic-auth' });
  // @ts-expect-error queriers know no passwords
  querier(users);
  // @ts-expect-error one of the two ways to authenticate
  Exposure.ingressNginx({ domain: 'example.com', issuer, basicAuth: 'basic-auth', clientCaSecretName: 'clients' });
  // @ts-expect-error an exposure without authentication
  Exposure.ingressNginx({ domain: 'example.com', issuer });
  // @ts-expect-error a load balancer that anybody may use
  Exposure.azureInternalLoadBalancer({ domain: 'example.com', issuer });
  new Exposure({
    controller: new IngressNginx(),
    // @ts-expect-error no authentication
    authentication: { type: 'none' },
    domain: 'example.com',
    issuer,
  });
  Authentication.clientCertificate({ caSecretName: 'clients' });
}
