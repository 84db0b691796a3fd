import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Issuer } from '../../lib/certificates/issuer';
import { Exposure } from '../../lib/exposure/exposure';
import { field, find, synth, testChart } from '../helpers';
import { testRoute } from './routes';

const domain = 'thanos.example.com';
const own = { gatewayClass: 'eg', domain, issuer: Issuer.existing('ClusterIssuer', 'letsencrypt-prod') };
const tls = { issuer: Issuer.existing('ClusterIssuer', 'internal'), serverName: 'web.thanos.svc.cluster.local' };

describe('A route to pods that ask for certificates', () => {
  it('is one of TLS, whatever is spoken in it, beside routes of plaintext', () => {
    const chart = testChart();
    const exposure = Exposure.gatewayApi({ ...own, basicAuth: 'basic-auth' });
    const { objects } = exposure.expose(chart, 'web', { name: 'web', route: testRoute('web', { tls }) });
    exposure.expose(chart, 'plain', { name: 'plain', route: testRoute('plain') });
    const manifests = synth(chart);
    const policies = manifests.filter(({ kind }) => kind === 'BackendTLSPolicy');
    assert.deepEqual(
      policies.map((policy) => field(policy, 'spec.targetRefs.0')),
      [{ group: '', kind: 'Service', name: 'web', sectionName: 'http' }],
    );
    assert.equal(field(policies[0], 'spec.validation.hostname'), tls.serverName);
    const shown = objects.gateway?.certificate;
    assert.equal(field(find(manifests, 'Certificate', shown?.name ?? ''), 'spec.issuerRef.name'), 'internal');
  });

  it('is left to the owner of a Gateway that exists', () => {
    const chart = testChart();
    const gateway = { name: 'edge', namespace: 'gateways', sectionName: 'https' };
    const exposure = Exposure.gatewayApi({ gateway, domain, basicAuth: 'basic-auth' });
    exposure.expose(chart, 'web', { name: 'web', route: testRoute('web', { tls }) });
    assert.deepEqual(
      synth(chart).map(({ kind }) => kind),
      ['SecurityPolicy', 'HTTPRoute'],
    );
  });
});
