import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Chart, Size, Testing } from 'cdk8s';
import { AcmeIssuer } from '../../lib/certificates/acme-issuer';
import { Issuer } from '../../lib/certificates/issuer';
import { Authentication } from '../../lib/exposure/authentication';
import type { ExposeProps } from '../../lib/exposure/exposed-route';
import { Exposure, type IngressNginxExposureProps } from '../../lib/exposure/exposure';
import type { Route } from '../../lib/exposure/route';
import { assertProblem, problems, synth, testChart } from '../helpers';
import { receiveRoute, testRoute } from './routes';

const issuer = Issuer.existing('ClusterIssuer', 'letsencrypt-prod');
const domain = 'thanos.cookingwithazure.com';
const defaults = { domain, issuer, basicAuth: 'basic-auth' };

describe('Exposure', () => {
  it('gives each component a host below its domain, and says its URL', () => {
    const chart = testChart();
    const exposure = Exposure.ingressNginx(defaults);
    const query = exposure.expose(chart, 'query', { name: 'query', route: testRoute('thanos-query-frontend') });
    const receive = exposure.expose(chart, 'receive', { name: 'receive', route: receiveRoute() });
    assert.equal(query.host, 'query.thanos.cookingwithazure.com');
    assert.equal(receive.url, 'https://receive.thanos.cookingwithazure.com');
    assert.deepEqual(problems(chart), []);
  });

  it('exposes one component outside of its domain', () => {
    const chart = testChart();
    const route = receiveRoute();
    assert.equal(
      Exposure.ingressNginx(defaults).expose(chart, 'receive', { host: 'write.example.com', route }).url,
      'https://write.example.com',
    );
  });

  it('tells others how clients authenticate', () => {
    const exposed = Exposure.ingressNginx(defaults).expose(testChart(), 'receive', {
      name: 'receive',
      route: receiveRoute(),
    });
    assert.deepEqual(exposed.authentication, Authentication.basic({ secretName: 'basic-auth' }));
  });

  it('asks for a certificate per host, and uses an existing one for all hosts when it is given that', () => {
    const expose = (exposure: Exposure) =>
      exposure.expose(testChart(), 'receive', { name: 'receive', route: receiveRoute() }).tlsSecretName;
    assert.equal(expose(Exposure.ingressNginx(defaults)), 'thanos-receive-tls');
    assert.equal(
      expose(Exposure.ingressNginx({ domain, basicAuth: 'basic-auth', tlsSecretName: 'wildcard' })),
      'wildcard',
    );
  });

  it('lets the controller, and nobody else, connect to the port of the route', () => {
    const route = receiveRoute();
    const exposure = Exposure.ingressNginx({ ...defaults, controllerNamespace: 'app-routing-system' });
    exposure.expose(testChart(), 'receive', { name: 'receive', route });
    const from = [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'app-routing-system' } },
        podSelector: undefined,
      },
    ];
    const rules = route.network.rules().ingress;
    assert.equal(rules.length, 1);
    assert.deepEqual(rules[0]?.from, from);
    assert.deepEqual(
      rules[0]?.ports?.map(({ port }) => port?.value),
      [19291],
    );
  });

  it('exposes a Service at a second host under another name', () => {
    const chart = testChart();
    const route = receiveRoute();
    Exposure.ingressNginx(defaults).expose(chart, 'receive', { name: 'receive', route });
    const internal = Exposure.ingressNginx({ ...defaults, ingressClass: 'internal' });
    internal.expose(chart, 'receive-internal', { name: 'receive-internal', route, objectName: 'receive-internal' });
    assert.deepEqual(
      synth(chart).map(({ metadata }) => metadata.name),
      ['thanos-receive', 'receive-internal'],
    );
  });

  it('takes a namespaced Issuer of the same namespace', () => {
    const chart = testChart();
    const own = new AcmeIssuer(chart, 'issuer', { email: 'ops@cookingwithazure.com' });
    Exposure.ingressNginx({ ...defaults, issuer: own }).expose(chart, 'receive', {
      name: 'receive',
      route: receiveRoute(),
    });
    assert.deepEqual(problems(chart), []);
  });

  it('leads one host to different paths of different components', () => {
    const chart = testChart();
    const exposure = Exposure.ingressNginx(defaults);
    exposure.expose(chart, 'query', { name: 'all', route: testRoute('thanos-query') });
    exposure.expose(chart, 'receive', { name: 'all', route: receiveRoute() });
    assert.deepEqual(problems(chart), []);
  });
});

describe('Exposure refuses', () => {
  const exposures: [string, Partial<Omit<IngressNginxExposureProps, 'issuer' | 'tlsSecretName'>>, RegExp][] = [
    ['a URL as domain', { domain: 'https://thanos.example.com' }, /domain "https.*has a scheme.*Write the name alone/],
    ['a wildcard as domain', { domain: '*.thanos.example.com' }, /domain "\*.*is a wildcard/],
    ['a domain with a dot in front', { domain: '.example.com' }, /domain ".example.com" is no DNS name/],
    ['an empty domain', { domain: '' }, /domain "" is no DNS name: it is empty/],
    ['no Secret', { basicAuth: '' }, /Secret "" is no name of a Secret/],
    ['a Secret of another namespace', { basicAuth: 'monitoring/basic-auth' }, /"monitoring\/basic-auth" names a name/],
    ['a realm with quotes', { realm: 'the "Thanos"' }, /realm "the \\"Thanos\\"" has characters/],
    ['a realm of two lines', { realm: 'a\nb' }, /realm "a\\nb" has characters/],
    ['an empty realm', { realm: '' }, /realm "" has characters/],
    ['a class that is no name', { ingressClass: 'nginx/internal' }, /ingressClass "nginx\/internal" is no name/],
    ['a namespace that is no name', { controllerNamespace: 'Ingress' }, /controllerNamespace "Ingress" is no name/],
    [
      'an annotation that lets everybody in',
      { annotations: { 'nginx.ingress.kubernetes.io/satisfy': 'any' } },
      /annotations sets nginx.ingress.kubernetes.io\/satisfy.*Remove/,
    ],
  ];
  for (const [mistake, props, message] of exposures) {
    it(`${mistake}, and says so once`, () => {
      const chart = testChart();
      const exposure = Exposure.ingressNginx({ ...defaults, ...props });
      exposure.expose(chart, 'query', { name: 'query', route: testRoute('thanos-query-frontend') });
      exposure.expose(chart, 'receive', { name: 'receive', route: receiveRoute() });
      assertProblem(chart, message);
    });
  }

  const hosts: [string, { readonly host: string } | { readonly name: string }, RegExp][] = [
    ['a URL as host', { host: 'https://query.example.com' }, /host "https.*has a scheme/],
    ['a path in a host', { host: 'example.com/query' }, /host "example.com\/query".*has a path/],
    ['a port in a host', { host: 'query.example.com:443' }, /host "query.example.com:443".*has a port/],
    ['a wildcard host', { host: '*.example.com' }, /host "\*.example.com".*is a wildcard/],
    ['capitals', { host: 'Query.example.com' }, /host "Query.example.com" is no DNS name/],
    ['an underscore', { name: 'query_frontend' }, /name "query_frontend" is no DNS name.*for example 'query'/],
    ['a label that is too long', { name: 'q'.repeat(64) }, /more than 63 characters between two dots/],
    ['a host that is too long', { name: Array(115).fill('q').join('.') }, /The host .*at most 253/],
  ];
  for (const [mistake, where, message] of hosts) {
    it(mistake, () => {
      const chart = testChart();
      const props: ExposeProps = { route: receiveRoute(), ...where };
      Exposure.ingressNginx(defaults).expose(chart, 'receive', props);
      assertProblem(chart, message);
    });
  }

  const routes: [string, Partial<Route>, RegExp][] = [
    ['no body at all', { maxBodySize: Size.kibibytes(0) }, /maxBodySize is 0 KiB.*no limit at all/],
    ['a part of a kibibyte', { maxBodySize: Size.mebibytes(0.3) }, /maxBodySize is 307.2 KiB/],
    ['no time', { timeoutSeconds: 0 }, /timeoutSeconds is 0/],
    ['a part of a second', { timeoutSeconds: 1.5 }, /timeoutSeconds is 1.5/],
    ['a path that is an expression', { paths: [{ path: '/api/.*', type: 'Prefix' }] }, /path "\/api\/\.\*" has char/],
    ['a path without a slash', { paths: [{ path: 'api', type: 'Prefix' }] }, /path "api" has characters/],
  ];
  for (const [mistake, overrides, message] of routes) {
    it(mistake, () => {
      const chart = testChart();
      Exposure.ingressNginx(defaults).expose(chart, 'receive', { name: 'receive', route: receiveRoute(overrides) });
      assertProblem(chart, message);
    });
  }

  it('a TLS Secret of another namespace', () => {
    const chart = testChart();
    const exposure = Exposure.ingressNginx({ domain, basicAuth: 'basic-auth', tlsSecretName: 'certs/wildcard' });
    exposure.expose(chart, 'receive', { name: 'receive', route: receiveRoute() });
    assertProblem(chart, /tlsSecretName "certs\/wildcard" names a namespace/);
  });

  it('the same host and path twice, also in another chart of the app', () => {
    const app = Testing.app();
    const charts = ['a', 'b'].map((id) => new Chart(app, id, { namespace: id, disableResourceNameHashes: true }));
    for (const chart of charts) {
      const route = testRoute('thanos-query', {}, chart.node.id);
      Exposure.ingressNginx(defaults).expose(chart, 'query', { name: 'query', route });
    }
    const found = charts.map(problems);
    assert.deepEqual(found[0], []);
    assert.equal(found[1]?.length, 1);
    assert.match(found[1]?.[0] ?? '', /query.thanos.cookingwithazure.com already leads to a\/query.*path \//);
  });

  it('two hosts for one Service under the same object name', () => {
    const chart = testChart();
    const exposure = Exposure.ingressNginx(defaults);
    const route = receiveRoute();
    exposure.expose(chart, 'a', { name: 'a', route });
    exposure.expose(chart, 'b', { name: 'b', route });
    assertProblem(chart, /Ingress "thanos-receive" is already made by test\/a.*'thanos-receive-internal'/);
  });

  it('an Issuer of another namespace', () => {
    const chart = testChart('monitoring');
    const own = new AcmeIssuer(chart, 'issuer', { email: 'ops@cookingwithazure.com' });
    const exposure = Exposure.ingressNginx({ ...defaults, issuer: own });
    exposure.expose(chart, 'receive', { name: 'receive', route: receiveRoute() });
    assertProblem(chart, /"letsencrypt-prod" is in namespace monitoring.*namespace thanos.*AcmeClusterIssuer/);
  });
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  const route = receiveRoute();
  // @ts-expect-error a certificate comes from an issuer or from an existing Secret
  Exposure.ingressNginx({ domain, basicAuth: 'basic-auth' });
  // @ts-expect-error and not from both
  Exposure.ingressNginx({ ...defaults, tlsSecretName: 'wildcard' });
  // @ts-expect-error nothing is exposed without authentication
  Exposure.ingressNginx({ domain, issuer });
  const exposure = Exposure.ingressNginx(defaults);
  // @ts-expect-error a component is exposed by a name or by a host
  exposure.expose(testChart(), 'a', { route });
  // @ts-expect-error and not by both
  exposure.expose(testChart(), 'b', { route, name: 'receive', host: 'receive.example.com' });
  // @ts-expect-error unknown options are mistakes
  Exposure.ingressNginx({ ...defaults, className: 'nginx' });
}
