import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Issuer } from '../../lib/certificates/issuer';
import type { AzureInternalLoadBalancerProps } from '../../lib/exposure/azure-internal-load-balancer';
import { Exposure } from '../../lib/exposure/exposure';
import type { Route } from '../../lib/exposure/route';
import { assertProblem, field, find, synth, testChart } from '../helpers';
import { testRoute } from './routes';

const GRPC = { port: { name: 'grpc', number: 10901 }, protocol: 'grpc' } as const;

function expose(props: AzureInternalLoadBalancerProps = {}, route: Partial<Route> = GRPC) {
  const chart = testChart();
  const exposure = Exposure.azureInternalLoadBalancer({
    domain: 'north.internal.example.com',
    issuer: Issuer.existing('ClusterIssuer', 'private-ca'),
    clientCaSecretName: 'clients',
    ...props,
  });
  const exposed = exposure.expose(chart, 'query', { name: 'grpc', route: testRoute('thanos-query', route) });
  return { chart, exposed };
}

describe('AzureInternalLoadBalancer', () => {
  it('is a Service with an address of the virtual network, which leads to the pods', () => {
    const { chart, exposed } = expose();
    const service = find(synth(chart), 'Service', 'thanos-query-internal');
    assert.deepEqual(service.metadata.annotations, {
      'service.beta.kubernetes.io/azure-load-balancer-internal': 'true',
    });
    assert.deepEqual(service['spec'], {
      type: 'LoadBalancer',
      externalTrafficPolicy: 'Local',
      selector: exposed.route.network.identity.selector,
      ports: [{ name: 'grpc', port: 443, targetPort: 'grpc', protocol: 'TCP' }],
    });
    assert.equal(exposed.host, 'grpc.north.internal.example.com');
  });

  it('is no second way by which pods are scraped', () => {
    const service = find(synth(expose().chart), 'Service', 'thanos-query-internal');
    assert.equal(service.metadata.labels?.['prometheus.io/service-monitor'], 'false');
  });

  it('asks the issuer for the certificate of a server', () => {
    const certificate = find(synth(expose().chart), 'Certificate', 'thanos-query-tls');
    assert.equal(certificate.metadata.namespace, 'thanos');
    assert.deepEqual(certificate['spec'], {
      secretName: 'thanos-query-tls',
      dnsNames: ['grpc.north.internal.example.com'],
      usages: ['digital signature', 'key encipherment', 'server auth'],
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'private-ca' },
    });
  });

  it('asks nobody where the Secret exists', () => {
    const chart = testChart();
    Exposure.azureInternalLoadBalancer({
      domain: 'a.example',
      tlsSecretName: 'ours',
      clientCaSecretName: 'clients',
    }).expose(chart, 'query', { name: 'grpc', route: testRoute('thanos-query', GRPC) });
    assert.deepEqual(
      synth(chart).map(({ kind }) => kind),
      ['Service'],
    );
  });

  it('takes an address, a subnet and annotations', () => {
    const props: Required<AzureInternalLoadBalancerProps> = {
      address: '10.20.0.250',
      subnet: 'load-balancers',
      annotations: { 'external-dns.kubernetes.io/hostname': 'grpc.north.internal.example.com' },
    };
    assert.deepEqual(find(synth(expose(props).chart), 'Service', 'thanos-query-internal').metadata.annotations, {
      'external-dns.kubernetes.io/hostname': 'grpc.north.internal.example.com',
      'service.beta.kubernetes.io/azure-load-balancer-internal': 'true',
      'service.beta.kubernetes.io/azure-load-balancer-internal-subnet': 'load-balancers',
      'service.beta.kubernetes.io/azure-load-balancer-ipv4': '10.20.0.250',
    });
  });

  it('lets everybody who reaches it connect, as the pods ask for certificates', () => {
    const { ingress } = expose().exposed.route.network.rules();
    assert.equal(field(ingress, '0.from.0.ipBlock.cidr'), '0.0.0.0/0');
  });

  const mistakes: readonly [string, AzureInternalLoadBalancerProps, Partial<Route>, RegExp][] = [
    ['an address that is none', { address: '10.1.0.256' }, GRPC, /"10.1.0.256".*no IPv4 address/],
    [
      'to be made public by an annotation',
      { annotations: { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'false' } },
      GRPC,
      /annotations sets .*-internal, which decides where/,
    ],
    ['a route where nobody speaks TLS', {}, {}, /leads to port http of thanos-query, where nobody speaks TLS/],
  ];
  for (const [name, props, route, message] of mistakes) {
    it(`refuses ${name}`, () => assertProblem(expose(props, route).chart, message));
  }
});
