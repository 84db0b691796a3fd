import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Chart } from 'cdk8s';
import {
  Authentication,
  AzureIdentity,
  type ClientCertificateAuthentication,
  Exposure,
  GatewayApi,
  type GatewayApiObjects,
  GrpcTls,
  Issuer,
  ObjectStore,
  StoreApi,
  ThanosGlobalQuery,
  ThanosQuery,
  ThanosStack,
  type ThanosStackProps,
} from '../../lib';
import { assertProblem, configFile, field, find, flag, type Manifest, problems, synth, testChart } from '../helpers';

const objstore = ObjectStore.azureBlob({
  storageAccount: 'thanostore',
  container: 'thanostore',
  identity: AzureIdentity.kubelet({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' }),
});
const edge = {
  gatewayClass: 'eg',
  domain: 'west.example.com',
  issuer: Issuer.existing('ClusterIssuer', 'letsencrypt-prod'),
};
const byGateway = (options: { readonly gatewayName?: string } = {}) =>
  Exposure.gatewayApi({ ...edge, ...options, clientCaSecretName: 'clients' });
const SIDECAR = StoreApi.at('sidecar.example.com:10901');
const internal = GrpcTls.issuer(Issuer.existing('ClusterIssuer', 'internal'));

function stack(chart: Chart, props: Partial<ThanosStackProps> = {}): ThanosStack {
  return new ThanosStack(chart, props.name ?? 'thanos', {
    objstore,
    grpcTls: GrpcTls.privateCa(),
    exposure: { storeApi: byGateway() },
    ...props,
  });
}

const ofKind = (manifests: readonly Manifest[], kind: string) => manifests.filter((each) => each.kind === kind);

describe('StoreAPI of a stack with grpcTls at a Gateway', () => {
  const chart = testChart();
  const thanos = stack(chart, {
    exposure: {
      storeApi: byGateway(),
      query: Exposure.gatewayApi({ ...edge, basicAuth: 'basic-auth' }),
      receive: Exposure.gatewayApi({ ...edge, clusterTokens: true }),
    },
    networkPolicies: true,
  });
  const manifests = synth(chart);

  it('is behind a Gateway that shows the querier a certificate of its authority, for clients alone', () => {
    assert.deepEqual(field(find(manifests, 'Gateway', 'thanos'), 'spec.tls'), {
      backend: { clientCertificateRef: { name: 'thanos-gateway-grpc-tls' } },
    });
    assert.deepEqual(find(manifests, 'Certificate', 'thanos-gateway-grpc')['spec'], {
      secretName: 'thanos-gateway-grpc-tls',
      dnsNames: ['thanos-gateway-grpc.thanos.svc.cluster.local'],
      usages: ['digital signature', 'client auth'],
      privateKey: { algorithm: 'ECDSA', size: 256 },
      issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'thanos-grpc-ca' },
    });
  });

  it('is verified by the name and the authority of its certificate', () => {
    const policy = find(manifests, 'BackendTLSPolicy', 'thanos-query');
    assert.deepEqual(policy['spec'], {
      targetRefs: [{ group: '', kind: 'Service', name: 'thanos-query', sectionName: 'grpc' }],
      validation: {
        caCertificateRefs: [{ group: '', kind: 'Secret', name: 'thanos-gateway-grpc-tls' }],
        hostname: 'thanos-query.thanos.svc.cluster.local',
      },
    });
    const names = field(find(manifests, 'Certificate', 'thanos-query-grpc'), 'spec.dnsNames') as string[];
    assert.ok(names.includes('thanos-query.thanos.svc.cluster.local'));
  });

  // Envoy Gateway v1.9 looks at a Secret again where a listener or a policy names it, and not where spec.tls.backend does.
  it('has its renewed certificate read, by the Secret that the policy names', () => {
    const [shown, verifying] = [
      field(find(manifests, 'Gateway', 'thanos'), 'spec.tls.backend.clientCertificateRef.name'),
      field(find(manifests, 'BackendTLSPolicy', 'thanos-query'), 'spec.validation.caCertificateRefs.0.name'),
    ];
    assert.equal(shown, verifying);
  });

  it('leaves what else is behind that Gateway as it was', () => {
    assert.equal(ofKind(manifests, 'Gateway').length, 1);
    assert.equal(ofKind(manifests, 'BackendTLSPolicy').length, 1);
  });

  it('has the policy in the file before its route', () => {
    const kinds = manifests.filter(({ metadata }) => metadata.name === 'thanos-query').map(({ kind }) => kind);
    assert.ok(kinds.indexOf('BackendTLSPolicy') < kinds.indexOf('GRPCRoute'));
  });

  it('takes certificates of grpcTls, from inside of the cluster too', () => {
    const querier = find(manifests, 'Deployment', 'thanos-query');
    assert.equal(flag(querier, 'grpc-server-tls-client-ca'), '/etc/thanos/grpc-certificate/ca.crt');
    assert.deepEqual(thanos.query.storeApi.grpcTls, {
      authority: 'Issuer thanos/thanos-grpc-ca',
      serverName: 'thanos-query.thanos.svc.cluster.local',
    });
    assert.equal(thanos.query.storeApi.tls, undefined);
  });

  it('opens the port that it opened without', () => {
    const ingress = (grpcTls: GrpcTls | undefined) => {
      const other = testChart();
      stack(other, { grpcTls, networkPolicies: true });
      return field(find(synth(other), 'NetworkPolicy', 'thanos-query'), 'spec');
    };
    assert.deepEqual(ingress(GrpcTls.privateCa()), ingress(undefined));
  });

  it('changes nothing of the Gateway without grpcTls', () => {
    const plain = testChart();
    stack(plain, { grpcTls: undefined });
    const rendered = synth(plain);
    assert.deepEqual(Object.keys(find(rendered, 'Gateway', 'thanos')['spec'] as object), [
      'gatewayClassName',
      'listeners',
    ]);
    assert.deepEqual(ofKind(rendered, 'BackendTLSPolicy'), []);
  });
});

describe('A global query with grpcTls', () => {
  it('shows the Gateway of a region its certificate for that, and what is here its own', () => {
    const region = stack(testChart());
    const chart = testChart();
    const here = new ThanosQuery(chart, 'here', { component: 'here', endpoints: [SIDECAR], grpcTls: internal });
    new ThanosGlobalQuery(chart, 'global', {
      endpoints: [region, here],
      clientTlsSecretName: 'storeapi-client',
      grpcTls: internal,
    });
    const { endpoints } = configFile(synth(chart), 'thanos-global-query-endpoints', 'endpoints.yaml') as {
      endpoints: object[];
    };
    assert.deepEqual(
      endpoints.map((endpoint) => field(endpoint, 'client_config')),
      [
        {
          tls_config: {
            enabled: true,
            cert_file: '/etc/thanos/client-tls/tls.crt',
            key_file: '/etc/thanos/client-tls/tls.key',
          },
          server_name: 'grpc.west.example.com',
        },
        {
          tls_config: {
            enabled: true,
            cert_file: '/etc/thanos/grpc-certificate/tls.crt',
            key_file: '/etc/thanos/grpc-certificate/tls.key',
            ca_file: '/etc/thanos/grpc-certificate/ca.crt',
          },
          server_name: 'thanos-here.thanos.svc.cluster.local',
        },
      ],
    );
  });

  it('is exposed to one above it in the same way', () => {
    const chart = testChart();
    const region = stack(testChart());
    new ThanosGlobalQuery(chart, 'global', {
      endpoints: [region],
      clientTlsSecretName: 'storeapi-client',
      grpcTls: internal,
      exposure: { storeApi: byGateway() },
    });
    const policy = find(synth(chart), 'BackendTLSPolicy', 'thanos-global-query');
    assert.equal(field(policy, 'spec.validation.hostname'), 'thanos-global-query.thanos.svc.cluster.local');
  });
});

describe('A Gateway in front of two stacks with grpcTls', () => {
  function two(first: GrpcTls, second: GrpcTls, gatewayName = 'both'): Chart {
    const chart = testChart();
    const exposure = (domain: string) => ({
      storeApi: Exposure.gatewayApi({ ...edge, domain, gatewayName, clientCaSecretName: 'clients' }),
    });
    stack(chart, { name: 'east', grpcTls: first, exposure: exposure('east.example.com') });
    stack(chart, { name: 'west', grpcTls: second, exposure: exposure('west.example.com') });
    return chart;
  }

  it('shows both the same certificate', () => {
    const manifests = synth(two(internal, internal));
    const secrets = ofKind(manifests, 'BackendTLSPolicy').map((policy) =>
      field(policy, 'spec.validation.caCertificateRefs.0.name'),
    );
    assert.deepEqual(secrets, ['both-gateway-grpc-tls', 'both-gateway-grpc-tls']);
    const named = ofKind(manifests, 'Certificate').filter(({ metadata }) => metadata.name === 'both-gateway-grpc');
    assert.equal(named.length, 1);
  });

  it('is refused where their authorities differ', () => {
    assertProblem(
      two(GrpcTls.privateCa(), GrpcTls.privateCa()),
      /THANOS-228: The Gateway "both" is to show pods a certificate of Issuer east-grpc-ca and one of Issuer west-grpc-ca, .*gatewayName of its own/,
    );
    assertProblem(two(internal, GrpcTls.privateCa()), /of ClusterIssuer internal and one of Issuer west-grpc-ca/);
  });
});

describe('StoreAPI of a stack with grpcTls where nobody can show it a certificate', () => {
  const fix = /THANOS-237: .*Exposure\.gatewayApi and a gatewayClass.*Exposure\.azureInternalLoadBalancer/;

  it('is refused at ingress-nginx', () => {
    const chart = testChart();
    const { domain, issuer } = edge;
    stack(chart, { exposure: { storeApi: Exposure.ingressNginx({ domain, issuer, clientCaSecretName: 'clients' }) } });
    assertProblem(chart, fix);
  });

  it('is refused at a Gateway of somebody else', () => {
    const chart = testChart();
    const storeApi = new Exposure<ClientCertificateAuthentication, GatewayApiObjects>({
      controller: new GatewayApi({ gateway: { name: 'edge', namespace: 'gateways', sectionName: 'https' } }),
      authentication: Authentication.clientCertificate({ caSecretName: 'clients' }),
      domain: edge.domain,
      certificate: 'of the edge',
    });
    stack(chart, { exposure: { storeApi } });
    assert.match(problems(chart).join('\n'), fix);
  });
});
