import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Issuer } from '../../lib/certificates/issuer';
import { Exposure } from '../../lib/exposure/exposure';
import { assertProblem, problems, testChart } from '../helpers';
import { testRoute } from './routes';

const issuer = Issuer.existing('ClusterIssuer', 'letsencrypt-prod');
const hosts = { gatewayClass: 'eg', domain: 'thanos.example.com', issuer };
const listener = { name: 'edge', namespace: 'gateways', sectionName: 'https' };

describe('Exposure.gatewayApi refuses', () => {
  it('names that no object can have, all at once', () => {
    const chart = testChart();
    Exposure.gatewayApi({
      gateway: { name: 'Edge', namespace: 'gate_ways', sectionName: 'https' },
      controllerNamespace: 'Envoy',
      domain: 'thanos.example.com',
      basicAuth: 'basic-auth',
    }).expose(chart, 'query', { name: 'query', route: testRoute('thanos-query') });
    const found = problems(chart).join('\n');
    for (const option of ['gateway.name "Edge"', 'gateway.namespace "gate_ways"', 'controllerNamespace "Envoy"']) {
      assert.ok(found.includes(`THANOS-202: ${option} is no name`), option);
    }
  });

  it('two routes of one name', () => {
    const chart = testChart();
    const exposure = Exposure.gatewayApi({ ...hosts, basicAuth: 'basic-auth' });
    for (const name of ['a', 'b']) exposure.expose(chart, name, { name, route: testRoute('thanos-query') });
    assertProblem(chart, /HTTPRoute "thanos-query" is already made by test\/a.*'thanos-query-internal'/);
  });
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  const domain = 'thanos.example.com';
  // @ts-expect-error a Gateway of its own needs certificates
  Exposure.gatewayApi({ gatewayClass: 'eg', domain, basicAuth: 'basic-auth' });
  // @ts-expect-error an existing one has them
  Exposure.gatewayApi({ gateway: listener, domain, basicAuth: 'basic-auth', issuer });
  // @ts-expect-error a Gateway is its own, or it exists
  Exposure.gatewayApi({ ...hosts, gateway: listener, basicAuth: 'basic-auth' });
  // @ts-expect-error routes without a listener would answer over plain HTTP
  Exposure.gatewayApi({ gateway: { name: 'edge', namespace: 'gateways' }, domain, basicAuth: 'basic-auth' });
  // @ts-expect-error nothing is exposed without authentication
  Exposure.gatewayApi(hosts);
  // @ts-expect-error in one way
  Exposure.gatewayApi({ ...hosts, basicAuth: 'basic-auth', clusterTokens: true });
  // @ts-expect-error an existing Gateway does not ask for certificates
  Exposure.gatewayApi({ gateway: listener, domain, clientCaSecretName: 'clients' });
}
