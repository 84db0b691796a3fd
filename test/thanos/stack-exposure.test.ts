import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AzureIdentity, Exposure, Issuer, ObjectStore, ThanosStack, type ThanosStackExposure } from '../../lib';
import { field, find, synth, testChart } from '../helpers';

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
}
