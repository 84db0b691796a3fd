import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Issuer } from '../../lib/certificates/issuer';
import { Authentication } from '../../lib/exposure/authentication';
import { Exposure, type TraefikExposureProps } from '../../lib/exposure/exposure';
import { IngressNginx } from '../../lib/exposure/ingress-nginx';
import type { Route } from '../../lib/exposure/route';
import { Traefik, type TraefikProps } from '../../lib/exposure/traefik';
import { assertProblem, field, find, synth, testChart } from '../helpers';
import { receiveRoute, testRoute } from './routes';

const issuer = Issuer.existing('ClusterIssuer', 'letsencrypt-prod');
const domain = 'thanos.example.com';

const PATHS = 'Path(`/api/v1`) || PathPrefix(`/api/v1/`) || Path(`/graph`)';

function expose(props: TraefikProps = {}, tenant?: string) {
  const chart = testChart();
  const route = testRoute('thanos-query', {
    paths: [
      { path: '/api/v1', type: 'Prefix' },
      { path: '/graph', type: 'Exact' },
    ],
    tenantHeader: 'THANOS-TENANT',
  });
  const options: TraefikExposureProps = { domain, issuer, basicAuth: 'users', ...props };
  Exposure.traefik(options).expose(chart, 'query', { name: 'query', tenant, route });
  return { chart, route };
}

describe('Exposure.traefik', () => {
  const { chart, route } = expose();
  const manifests = synth(chart);

  it('leads the paths of the component to its Service, after the password', () => {
    assert.deepEqual(find(manifests, 'IngressRoute', 'thanos-query')['spec'], {
      entryPoints: ['websecure'],
      routes: [
        {
          kind: 'Rule',
          match: `Host(\`query.thanos.example.com\`) && (${PATHS}) && !PathRegexp(\`(?i)%2F\`)`,
          middlewares: [{ name: 'thanos-query-basic-auth' }],
          services: [{ name: 'thanos-query', port: 10902, nativeLB: true, serversTransport: 'thanos-query' }],
        },
      ],
      tls: { secretName: 'thanos-query-traefik-tls' },
    });
  });

  it('leads out of no prefix by an encoded slash, which is one to the query frontend', () => {
    const matchOf = (route: Route) => {
      const chart = testChart();
      Exposure.traefik({ domain, issuer, basicAuth: 'users' }).expose(chart, 'exposed', { name: 'a', route });
      return String(field(find(synth(chart), 'IngressRoute', route.service), 'spec.routes.0.match'));
    };
    assert.match(matchOf(testRoute('thanos-query')), / && !PathRegexp\(`\(\?i\)%2F`\)$/);
    assert.equal(matchOf(receiveRoute()), 'Host(`a.thanos.example.com`) && (Path(`/api/v1/receive`))');
  });

  it('finds the Service while no pod of it is ready, so that writers are not told 404', () => {
    for (const name of ['thanos-query', 'thanos-query-redirect']) {
      const services = field(find(manifests, 'IngressRoute', name), 'spec.routes.0.services');
      assert.deepEqual(field(services, '0.nativeLB'), true, name);
    }
  });

  it('does not wait long for a pod that has gone, and keeps as many connections as Traefik does by itself', () => {
    assert.deepEqual(find(manifests, 'ServersTransport', 'thanos-query')['spec'], {
      forwardingTimeouts: { dialTimeout: '5s' },
      maxIdleConnsPerHost: 200,
    });
  });

  it('asks for the users of the Secret, and keeps the password at the edge', () => {
    assert.deepEqual(field(find(manifests, 'Middleware', 'thanos-query-basic-auth'), 'spec'), {
      basicAuth: { secret: 'users', realm: 'Authentication Required - thanos', removeHeader: true },
    });
  });

  it('sends plain HTTP to HTTPS', () => {
    const spec = find(manifests, 'IngressRoute', 'thanos-query-redirect')['spec'];
    assert.deepEqual(field(spec, 'entryPoints'), ['web']);
    assert.deepEqual(field(spec, 'routes.0.middlewares'), [{ name: 'thanos-query-redirect' }]);
    assert.deepEqual(field(find(manifests, 'Middleware', 'thanos-query-redirect'), 'spec'), {
      redirectScheme: { scheme: 'https', permanent: true },
    });
  });

  it('asks the issuer for the certificate', () => {
    const certificate = find(manifests, 'Certificate', 'thanos-query-traefik-tls');
    assert.deepEqual(field(certificate, 'spec.dnsNames'), ['query.thanos.example.com']);
  });

  it('lets Traefik connect to the pods', () => {
    const from = route.network.rules().ingress[0]?.from?.[0]?.namespaceSelector?.matchLabels;
    assert.deepEqual(from, { 'kubernetes.io/metadata.name': 'traefik' });
  });

  it('names the tenant of a host, whatever clients say', () => {
    const named = synth(expose({}, 'payments').chart);
    assert.deepEqual(field(find(named, 'Middleware', 'thanos-query-tenant'), 'spec'), {
      headers: { customRequestHeaders: { 'THANOS-TENANT': 'payments' } },
    });
    const middlewares = field(find(named, 'IngressRoute', 'thanos-query'), 'spec.routes.0.middlewares');
    assert.deepEqual(middlewares, [{ name: 'thanos-query-basic-auth' }, { name: 'thanos-query-tenant' }]);
  });

  it('takes every option', () => {
    const props: Required<TraefikProps> = {
      entryPoint: 'secure',
      plainEntryPoint: false,
      controllerNamespace: 'edge',
    };
    const { chart, route } = expose(props);
    const rendered = synth(chart);
    assert.deepEqual(field(find(rendered, 'IngressRoute', 'thanos-query'), 'spec.entryPoints'), ['secure']);
    assert.equal(rendered.filter(({ kind }) => kind === 'IngressRoute').length, 1);
    const from = route.network.rules().ingress[0]?.from?.[0]?.namespaceSelector?.matchLabels;
    assert.deepEqual(from, { 'kubernetes.io/metadata.name': 'edge' });
  });
});

describe('Exposure.traefik refuses', () => {
  it('names that no object can have', () => {
    assertProblem(expose({ controllerNamespace: 'Traefik' }).chart, /controllerNamespace "Traefik" is no name/);
  });

  it('a path that ends a rule', () => {
    const chart = testChart();
    const route = testRoute('thanos-query', { paths: [{ path: '/`) || Path(`/', type: 'Exact' }] });
    Exposure.traefik({ domain, issuer, basicAuth: 'users' }).expose(chart, 'query', { name: 'query', route });
    assertProblem(chart, /THANOS-213: The path .* has characters that end a rule/);
  });

  it('two hosts for one Service under the same object name', () => {
    const chart = testChart();
    const exposure = Exposure.traefik({ domain, issuer, basicAuth: 'users' });
    for (const name of ['a', 'b']) exposure.expose(chart, name, { name, route: receiveRoute() });
    assertProblem(chart, /IngressRoute "thanos-receive" is already made by test\/a/);
  });
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  const authentication = Authentication.clusterTokens();
  // @ts-expect-error Traefik verifies no tokens of clusters
  new Exposure({ controller: new Traefik(), authentication, domain, issuer });
  // @ts-expect-error and ingress-nginx does not either
  new Exposure({ controller: new IngressNginx(), authentication, domain, issuer });
  // @ts-expect-error Traefik is told of certificates of clients by an object that is not rendered
  Exposure.traefik({ domain, issuer, clientCaSecretName: 'clients' });
}
