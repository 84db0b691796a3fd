import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AzureIdentity, Exposure, Issuer, ObjectStore, ThanosStack, type ThanosStackExposure } from '../../lib';
import { assertProblem, field, find, type Manifest, synth, testChart } from '../helpers';

const objstore = ObjectStore.azureBlob({
  storageAccount: 'thanostore',
  container: 'thanostore',
  identity: AzureIdentity.kubelet({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' }),
});
const issuer = Issuer.existing('ClusterIssuer', 'letsencrypt-prod');
const domain = 'thanos.example.com';
const gateway = { gatewayClass: 'eg', domain, issuer };

function render(exposure: ThanosStackExposure) {
  const chart = testChart();
  const query = { tenancy: { enforce: true, header: 'X-Team' } };
  const stack = new ThanosStack(chart, 'thanos', { objstore, query, exposure });
  return { stack, manifests: synth(chart) };
}

describe('A host for the people of one tenant', () => {
  const { manifests } = render({
    tenantQueries: { payments: Exposure.gatewayApi({ ...gateway, basicAuth: 'payments' }) },
  });
  const route = find(manifests, 'HTTPRoute', 'thanos-query-frontend-payments');

  it('names the tenant by the header that the frontend looks at, whatever a request says', () => {
    assert.deepEqual(field(route, 'spec.hostnames'), ['query-payments.thanos.example.com']);
    assert.deepEqual(field(route, 'spec.rules.0.filters.0.requestHeaderModifier.set'), [
      { name: 'X-Team', value: 'payments' },
    ]);
  });

  it('leads to nothing that Thanos does not keep apart', () => {
    const matches = field(route, 'spec.rules.0.matches') as { path: { value: string } }[];
    assert.ok(!matches.some(({ path }) => ['/', '/api/v1', '/api/v1/rules'].includes(path.value)));
  });

  it('has users of its own', () => {
    const policy = find(manifests, 'SecurityPolicy', 'thanos-query-frontend-payments');
    assert.deepEqual(field(policy, 'spec.basicAuth.users'), { name: 'payments' });
  });
});

describe('Query at both edges', () => {
  const old = Exposure.ingressNginx({ domain: 'old.example.com', issuer, basicAuth: 'basic-auth' });
  const { stack, manifests } = render({
    query: [old, Exposure.gatewayApi({ ...gateway, basicAuth: 'basic-auth-gateway' })],
  });

  it('is at two hosts, of which alerts link to the first', () => {
    assert.equal(
      field(find(manifests, 'Ingress', 'thanos-query-frontend'), 'spec.rules.0.host'),
      'query.old.example.com',
    );
    assert.deepEqual(field(find(manifests, 'HTTPRoute', 'thanos-query-frontend'), 'spec.hostnames'), [
      'query.thanos.example.com',
    ]);
    assert.equal(stack.exposedQuery?.host, 'query.old.example.com');
  });
});

describe('Certificates in place of passwords', () => {
  const byCertificate = Exposure.ingressNginx({ domain, issuer, clientCaSecretName: 'clients' });
  const atGateway = Exposure.gatewayApi({ ...gateway, clientCaSecretName: 'clients' });
  const asking = (manifests: Manifest[], kind: 'Ingress' | 'ClientTrafficPolicy') =>
    manifests
      .filter((each) => each.kind === kind)
      .map(({ metadata }) => metadata.name)
      .sort();

  it('are asked for at ingress-nginx, for writers, readers and bucket web', () => {
    const exposure = { query: byCertificate, receive: byCertificate, bucketWeb: byCertificate };
    const { stack, manifests } = render(exposure);
    assert.deepEqual(asking(manifests, 'Ingress'), [
      'thanos-bucketweb',
      'thanos-query-frontend-mtls',
      'thanos-receive-mtls',
    ]);
    for (const name of asking(manifests, 'Ingress')) {
      const { annotations } = find(manifests, 'Ingress', name).metadata;
      assert.equal(annotations?.['nginx.ingress.kubernetes.io/auth-tls-secret'], 'thanos/clients', name);
      assert.equal(annotations['nginx.ingress.kubernetes.io/auth-type'], undefined, name);
    }
    assert.deepEqual(stack.remoteWrite.certificates, { url: stack.remoteWrite.url, privateCa: false });
    assert.equal(stack.remoteWrite.basicAuth, false);
  });

  it('are asked for at a Gateway, each at its listener', () => {
    const { manifests } = render({ query: atGateway, receive: atGateway, bucketWeb: atGateway });
    const policies = manifests.filter(({ kind }) => kind === 'ClientTrafficPolicy');
    const sections = policies.map((each) => field(each, 'spec.targetRefs.0.sectionName'));
    assert.deepEqual(
      sections.sort(),
      ['bucketweb', 'query', 'receive'].map((name) => `${name}.${domain}`),
    );
  });

  it('are asked for by one exposure for query and receive, as passwords are', () => {
    const chart = testChart();
    new ThanosStack(chart, 'thanos', { objstore, exposure: byCertificate });
    assert.equal(asking(synth(chart), 'Ingress').length, 2);
  });

  it('are those of a tenant at its host, which names it', () => {
    const payments = Exposure.gatewayApi({ ...gateway, clientCaSecretName: 'payments-ca' });
    const { manifests } = render({ tenantQueries: { payments } });
    const policy = find(manifests, 'ClientTrafficPolicy', 'thanos-query-frontend-payments');
    assert.deepEqual(field(policy, 'spec.tls.clientValidation.caCertificateRefs'), [
      { kind: 'Secret', name: 'payments-ca' },
    ]);
    const route = find(manifests, 'HTTPRoute', 'thanos-query-frontend-payments');
    assert.deepEqual(field(route, 'spec.rules.0.filters.0.requestHeaderModifier.set'), [
      { name: 'X-Team', value: 'payments' },
    ]);
  });

  it('can be asked for beside passwords at one controller, where alerts link to the first host', () => {
    const old = Exposure.ingressNginx({ domain: 'old.example.com', issuer, basicAuth: 'basic-auth' });
    const { stack, manifests } = render({ query: [old, byCertificate], receive: [old, byCertificate] });
    assert.deepEqual(asking(manifests, 'Ingress'), [
      'thanos-query-frontend',
      'thanos-query-frontend-mtls',
      'thanos-receive',
      'thanos-receive-mtls',
    ]);
    assert.equal(stack.exposedQuery?.host, 'query.old.example.com');
    assert.deepEqual(stack.remoteWrite.certificates, {
      url: 'https://receive.thanos.example.com/api/v1/receive',
      privateCa: false,
    });
  });

  it('let the controller in as passwords do', () => {
    const policies = (receive: ThanosStackExposure['receive']) => {
      const chart = testChart();
      new ThanosStack(chart, 'thanos', { objstore, exposure: { receive }, networkPolicies: true });
      return synth(chart).filter(({ kind }) => kind === 'NetworkPolicy');
    };
    const byPassword = Exposure.ingressNginx({ domain, issuer, basicAuth: 'basic-auth' });
    assert.deepEqual(policies(byCertificate), policies(byPassword));
  });
});

describe('Certificates of people of tenants', () => {
  it('are refused with one authority for two tenants', () => {
    const one = Exposure.gatewayApi({ ...gateway, clientCaSecretName: 'clients' });
    const chart = testChart();
    const query = { tenancy: { enforce: true } };
    new ThanosStack(chart, 'thanos', {
      objstore,
      query,
      exposure: { tenantQueries: { payments: one, platform: one } },
    });
    assertProblem(
      chart,
      /THANOS-227.*certificates of the authority in Secret "clients".*clientCaSecretName: 'payments-ca'/,
    );
  });

  it('are refused at ingress-nginx, which cannot name the tenant', () => {
    const payments = Exposure.ingressNginx({ domain, issuer, clientCaSecretName: 'payments-ca' });
    const chart = testChart();
    const query = { tenancy: { enforce: true } };
    new ThanosStack(chart, 'thanos', { objstore, query, exposure: { tenantQueries: { payments } } });
    assertProblem(chart, /THANOS-226/);
  });
});

it('A load balancer in front of receive is refused: nobody asks for certificates there', () => {
  const receive = Exposure.azureInternalLoadBalancer({ domain, issuer, clientCaSecretName: 'clients' });
  const chart = testChart();
  new ThanosStack(chart, 'thanos', { objstore, exposure: { receive } });
  assertProblem(chart, /THANOS-684.*it is for StoreAPI alone.*Exposure\.ingressNginx/);
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  const byToken = Exposure.gatewayApi({ ...gateway, clusterTokens: true });
  const byPassword = Exposure.gatewayApi({ ...gateway, basicAuth: 'basic-auth' });
  // @ts-expect-error people have no tokens of clusters
  render({ query: byToken });
  // @ts-expect-error and queriers show certificates
  render({ storeApi: byToken });
  // @ts-expect-error clusters move from passwords to tokens, and not between passwords
  render({ receive: [byPassword, byPassword] });
  const byCertificate = Exposure.gatewayApi({ ...gateway, clientCaSecretName: 'clients' });
  // @ts-expect-error a certificate does not say to which of two edges it belongs
  render({ receive: [byCertificate, byCertificate] });
  // @ts-expect-error clusters move away from passwords, and not back
  render({ receive: [byCertificate, byPassword] });
  // @ts-expect-error two edges are enough
  render({ receive: [byPassword, byCertificate, byToken] });
  // @ts-expect-error people have no tokens of clusters
  render({ tenantQueries: { payments: byToken }, bucketWeb: byToken });
}
