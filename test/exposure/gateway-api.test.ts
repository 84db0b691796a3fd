import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Size } from 'cdk8s';
import { Issuer } from '../../lib/certificates/issuer';
import type { ExposedRoute } from '../../lib/exposure/exposed-route';
import { Exposure } from '../../lib/exposure/exposure';
import type { OwnGatewayApiProps } from '../../lib/exposure/gateway/gateway-api';
import { assertProblem, field, find, type Manifest, synth, testChart } from '../helpers';
import { receiveRoute, testRoute } from './routes';

const issuer = Issuer.existing('ClusterIssuer', 'letsencrypt-prod');
const hosts = { gatewayClass: 'eg', domain: 'thanos.example.com', issuer };
const listener = { name: 'edge', namespace: 'gateways', sectionName: 'https' };
const GRPC = { port: { name: 'grpc', number: 10901 }, protocol: 'grpc' } as const;
const writer = {
  cluster: 'west',
  issuer: 'https://issuer.example.com/west/',
  subject: 'system:serviceaccount:prometheus:prometheus',
};

const kinds = (manifests: readonly Manifest[]) => manifests.map(({ kind }) => kind);

function receive(admit: (exposed: ExposedRoute) => void): Manifest[] {
  const chart = testChart();
  const route = receiveRoute({ tenantHeader: 'THANOS-TENANT', timeoutSeconds: 60 });
  const exposed = Exposure.gatewayApi({ ...hosts, clusterTokens: true }).expose(chart, 'receive', {
    name: 'receive',
    route,
  });
  admit(exposed);
  return synth(chart);
}

describe('Exposure.gatewayApi with a password', () => {
  const chart = testChart();
  const route = testRoute('thanos-query', { timeoutSeconds: 150, maxBodySize: Size.mebibytes(1) });
  const exposed = Exposure.gatewayApi({ ...hosts, basicAuth: 'basic-auth' }).expose(chart, 'query', {
    name: 'query',
    route,
  });
  const manifests = synth(chart);

  it('has a Gateway with a listener for the host, and one for plain HTTP', () => {
    assert.deepEqual(find(manifests, 'Gateway', 'thanos')['spec'], {
      gatewayClassName: 'eg',
      listeners: [
        { name: 'http', port: 80, protocol: 'HTTP' },
        {
          name: 'query.thanos.example.com',
          hostname: 'query.thanos.example.com',
          port: 443,
          protocol: 'HTTPS',
          tls: { mode: 'Terminate', certificateRefs: [{ name: 'thanos-query-gateway-tls' }] },
        },
      ],
    });
  });

  it('sends plain HTTP to HTTPS, at its own listener alone', () => {
    const spec = find(manifests, 'HTTPRoute', 'thanos-redirect')['spec'];
    assert.deepEqual(field(spec, 'parentRefs'), [{ name: 'thanos', sectionName: 'http' }]);
    assert.deepEqual(field(spec, 'rules.0.filters.0'), {
      type: 'RequestRedirect',
      requestRedirect: { scheme: 'https', statusCode: 301 },
    });
  });

  it('leads the paths of the component to its Service, and keeps the password at the edge', () => {
    assert.deepEqual(find(manifests, 'HTTPRoute', 'thanos-query')['spec'], {
      parentRefs: [{ name: 'thanos', sectionName: 'query.thanos.example.com' }],
      hostnames: ['query.thanos.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['Authorization'] } }],
          backendRefs: [{ name: 'thanos-query', port: 10902 }],
          timeouts: { request: '150s' },
        },
      ],
    });
  });

  it('asks for the users of the Secret, before there is a route', () => {
    assert.deepEqual(find(manifests, 'SecurityPolicy', 'thanos-query')['spec'], {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'thanos-query' }],
      basicAuth: { users: { name: 'basic-auth' } },
    });
    const names = manifests.filter(({ metadata }) => metadata.name === 'thanos-query').map(({ kind }) => kind);
    assert.deepEqual(names, ['SecurityPolicy', 'HTTPRoute']);
  });

  it('asks the issuer for the certificate, under a name that no Ingress of the Service has', () => {
    const certificate = find(manifests, 'Certificate', 'thanos-query-gateway-tls');
    assert.deepEqual(field(certificate, 'spec.dnsNames'), ['query.thanos.example.com']);
    assert.equal(exposed.tlsSecretName, 'thanos-query-gateway-tls');
  });

  it('lets Envoy Gateway connect to the pods', () => {
    const from = route.network.rules().ingress[0]?.from?.[0]?.namespaceSelector?.matchLabels;
    assert.deepEqual(from, { 'kubernetes.io/metadata.name': 'envoy-gateway-system' });
  });
});

describe('Exposures with one Gateway', () => {
  it('share it, each with its listener', () => {
    const chart = testChart();
    const exposure = Exposure.gatewayApi({ ...hosts, basicAuth: 'basic-auth' });
    exposure.expose(chart, 'query', { name: 'query', route: testRoute('thanos-query') });
    exposure.expose(chart, 'web', { name: 'bucketweb', route: testRoute('thanos-bucketweb') });
    const listeners = field(find(synth(chart), 'Gateway', 'thanos'), 'spec.listeners') as { name: string }[];
    assert.deepEqual(
      listeners.map(({ name }) => name),
      ['http', 'query.thanos.example.com', 'bucketweb.thanos.example.com'],
    );
  });

  it('are refused where they ask for two classes', () => {
    const chart = testChart();
    const expose = (name: string, props: Partial<OwnGatewayApiProps>) =>
      Exposure.gatewayApi({ ...hosts, ...props, basicAuth: 'basic-auth' }).expose(chart, name, {
        name,
        route: testRoute(name),
      });
    expose('query', {});
    expose('web', { gatewayClass: 'internal' });
    assertProblem(chart, /THANOS-228: The Gateway "thanos" is asked for with class eg and with class internal/);
  });
});

describe('Exposure.gatewayApi at an existing Gateway', () => {
  const chart = testChart();
  Exposure.gatewayApi({ gateway: listener, domain: 'thanos.example.com', basicAuth: 'basic-auth' }).expose(
    chart,
    'query',
    { name: 'query', route: testRoute('thanos-query') },
  );
  const manifests = synth(chart);

  it('renders the route and its policy, and leaves the rest to the owner of the Gateway', () => {
    assert.deepEqual(kinds(manifests), ['SecurityPolicy', 'HTTPRoute']);
    const spec = find(manifests, 'HTTPRoute', 'thanos-query')['spec'];
    assert.deepEqual(field(spec, 'parentRefs'), [listener]);
  });
});

describe('Exposure.gatewayApi with tokens of clusters', () => {
  const manifests = receive(({ tokens }) => {
    tokens?.admit(writer);
    tokens?.admit({ ...writer, subject: 'system:serviceaccount:monitoring:agent' });
    tokens?.admit(writer);
    tokens?.admit({ ...writer, tenant: 'payments' });
  });

  it('admits the ServiceAccounts of the cluster, and denies everybody else', () => {
    assert.deepEqual(find(manifests, 'SecurityPolicy', 'thanos-receive-west')['spec'], {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'thanos-receive-west' }],
      jwt: {
        providers: [
          {
            name: 'west',
            issuer: 'https://issuer.example.com/west/',
            audiences: ['receive.thanos.example.com'],
            remoteJWKS: { uri: 'https://issuer.example.com/west/openid/v1/jwks' },
          },
        ],
      },
      authorization: {
        defaultAction: 'Deny',
        rules: [
          {
            name: 'west',
            action: 'Allow',
            principal: {
              jwt: {
                provider: 'west',
                claims: [
                  {
                    name: 'sub',
                    values: ['system:serviceaccount:monitoring:agent', 'system:serviceaccount:prometheus:prometheus'],
                  },
                ],
              },
            },
          },
        ],
      },
    });
  });

  it('denies everybody at the host itself, so that no route is open while its policy is not there', () => {
    assert.deepEqual(find(manifests, 'SecurityPolicy', 'thanos-receive')['spec'], {
      targetRefs: [
        {
          group: 'gateway.networking.k8s.io',
          kind: 'Gateway',
          name: 'thanos',
          sectionName: 'receive.thanos.example.com',
        },
      ],
      authorization: { defaultAction: 'Deny' },
    });
  });

  it('denies at the route alone where the Gateway belongs to somebody else', () => {
    const chart = testChart();
    const { tokens } = Exposure.gatewayApi({
      gateway: listener,
      domain: 'thanos.example.com',
      clusterTokens: true,
    }).expose(chart, 'receive', { name: 'receive', route: receiveRoute({}) });
    tokens?.admit(writer);
    assert.deepEqual(field(find(synth(chart), 'SecurityPolicy', 'thanos-receive'), 'spec.targetRefs'), [
      { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'thanos-receive' },
    ]);
  });

  it('takes what says that it is of the cluster, and drops its token and its tenant', () => {
    assert.deepEqual(field(find(manifests, 'HTTPRoute', 'thanos-receive-west'), 'spec.rules'), [
      {
        matches: [
          {
            path: { type: 'Exact', value: '/api/v1/receive' },
            headers: [{ type: 'Exact', name: 'THANOS-CLUSTER', value: 'west' }],
          },
        ],
        filters: [
          {
            type: 'RequestHeaderModifier',
            requestHeaderModifier: { remove: ['Authorization', 'THANOS-TENANT'] },
          },
        ],
        backendRefs: [{ name: 'thanos-receive', port: 19291 }],
        timeouts: { request: '60s' },
      },
    ]);
  });

  it('names the tenant itself', () => {
    const route = find(manifests, 'HTTPRoute', 'thanos-receive-west.payments');
    assert.equal(field(route, 'spec.rules.0.matches.0.headers.0.value'), 'west.payments');
    assert.deepEqual(field(route, 'spec.rules.0.filters.0.requestHeaderModifier'), {
      set: [{ name: 'THANOS-TENANT', value: 'payments' }],
      remove: ['Authorization'],
    });
  });

  it('leads nobody else to receive', () => {
    const routes = manifests.filter(({ kind }) => kind === 'HTTPRoute').map(({ metadata }) => metadata.name);
    assert.deepEqual(routes.sort(), [
      'thanos-receive',
      'thanos-receive-west',
      'thanos-receive-west.payments',
      'thanos-redirect',
    ]);
    // It takes what no writer's route does, so that the edge denies from the beginning, and leads nowhere.
    assert.deepEqual(field(find(manifests, 'HTTPRoute', 'thanos-receive'), 'spec.rules'), [
      { matches: [{ path: { type: 'Exact', value: '/api/v1/receive' } }] },
    ]);
  });

  it('drops both headers where Thanos is told of another one', () => {
    const chart = testChart();
    const route = receiveRoute({ tenantHeader: 'X-Team' });
    const { tokens } = Exposure.gatewayApi({ ...hosts, clusterTokens: true }).expose(chart, 'receive', {
      name: 'receive',
      route,
    });
    tokens?.admit(writer);
    const filter = field(find(synth(chart), 'HTTPRoute', 'thanos-receive-west'), 'spec.rules.0.filters.0');
    assert.deepEqual(field(filter, 'requestHeaderModifier.remove'), ['Authorization', 'X-Team', 'THANOS-TENANT']);
  });
});

describe('Exposure.gatewayApi with certificates of clients', () => {
  const chart = testChart();
  const route = testRoute('thanos-query', {
    ...GRPC,
    paths: [{ path: '/thanos.Store', type: 'Prefix' }],
    timeoutSeconds: 150,
  });
  Exposure.gatewayApi({ ...hosts, clientCaSecretName: 'clients' }).expose(chart, 'grpc', { name: 'grpc', route });
  const manifests = synth(chart);

  it('leads the services of StoreAPI to the querier, as long as it takes', () => {
    assert.deepEqual(field(find(manifests, 'GRPCRoute', 'thanos-query'), 'spec.rules'), [
      {
        matches: [{ method: { service: 'thanos.Store' } }],
        backendRefs: [{ name: 'thanos-query', port: 10901 }],
      },
    ]);
    assert.deepEqual(find(manifests, 'BackendTrafficPolicy', 'thanos-query')['spec'], {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'GRPCRoute', name: 'thanos-query' }],
      timeout: { http: { requestTimeout: '150s' } },
    });
  });

  it('asks for a certificate at the listener of the host', () => {
    assert.deepEqual(find(manifests, 'ClientTrafficPolicy', 'thanos-query')['spec'], {
      targetRefs: [
        {
          group: 'gateway.networking.k8s.io',
          kind: 'Gateway',
          name: 'thanos',
          sectionName: 'grpc.thanos.example.com',
        },
      ],
      tls: {
        alpnProtocols: ['h2'],
        clientValidation: { caCertificateRefs: [{ kind: 'Secret', name: 'clients' }] },
      },
    });
  });
});

describe('Exposure.gatewayApi with certificates of clients, for HTTP', () => {
  const chart = testChart();
  const route = receiveRoute({ tenantHeader: 'THANOS-TENANT', timeoutSeconds: 60 });
  const byCertificate = Exposure.gatewayApi({ ...hosts, clientCaSecretName: 'clients' });
  const { host } = byCertificate.expose(chart, 'receive', { name: 'receive', route });
  Exposure.gatewayApi({ ...hosts, basicAuth: 'basic-auth' }).expose(chart, 'query', {
    name: 'query',
    route: testRoute('thanos-query'),
  });
  const manifests = synth(chart);

  it('asks at the listener of that host alone, over whichever HTTP the client speaks', () => {
    assert.deepEqual(find(manifests, 'ClientTrafficPolicy', 'thanos-receive')['spec'], {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'thanos', sectionName: host }],
      tls: { clientValidation: { caCertificateRefs: [{ kind: 'Secret', name: 'clients' }] } },
    });
    assert.equal(kinds(manifests).filter((kind) => kind === 'ClientTrafficPolicy').length, 1);
  });

  it('leads the paths of the route from that listener alone, and takes headers away as with a password', () => {
    const spec = find(manifests, 'HTTPRoute', 'thanos-receive')['spec'];
    assert.deepEqual(field(spec, 'parentRefs'), [{ name: 'thanos', sectionName: host }]);
    assert.deepEqual(field(spec, 'rules.0.matches'), [{ path: { type: 'Exact', value: '/api/v1/receive' } }]);
    assert.deepEqual(field(spec, 'rules.0.filters.0.requestHeaderModifier'), { remove: ['Authorization'] });
    assert.deepEqual(field(spec, 'rules.0.timeouts'), { request: '60s' });
  });

  it('answers plain HTTP without a certificate: with a redirect, and to challenges of ACME', () => {
    const listeners = field(find(manifests, 'Gateway', 'thanos'), 'spec.listeners') as { name: string }[];
    assert.deepEqual(listeners[0], { name: 'http', port: 80, protocol: 'HTTP' });
    assert.deepEqual(field(find(manifests, 'HTTPRoute', 'thanos-redirect'), 'spec.parentRefs'), [
      { name: 'thanos', sectionName: 'http' },
    ]);
  });

  it('names the tenant of a host, whatever the client says', () => {
    const tenants = testChart();
    byCertificate.expose(tenants, 'payments', { name: 'payments', route, tenant: 'payments' });
    const filter = field(find(synth(tenants), 'HTTPRoute', 'thanos-receive'), 'spec.rules.0.filters.0');
    assert.deepEqual(field(filter, 'requestHeaderModifier.set'), [{ name: 'THANOS-TENANT', value: 'payments' }]);
  });
});
