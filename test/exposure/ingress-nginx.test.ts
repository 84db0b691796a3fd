import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Size } from 'cdk8s';
import { type IIssuer, Issuer } from '../../lib/certificates/issuer';
import { Exposure } from '../../lib/exposure/exposure';
import type { IngressNginxProps } from '../../lib/exposure/ingress-nginx';
import { field, find, synth, testChart } from '../helpers';
import { receiveRoute, testRoute } from './routes';

const issuer = Issuer.existing('ClusterIssuer', 'letsencrypt-prod');

function render(
  props: IngressNginxProps & { readonly realm?: string } = {},
  route = receiveRoute(),
  by: IIssuer = issuer,
) {
  const chart = testChart();
  const exposure = Exposure.ingressNginx({
    domain: 'thanos.cookingwithazure.com',
    issuer: by,
    basicAuth: 'basic-auth',
    ...props,
  });
  const exposed = exposure.expose(chart, 'receive', { name: 'receive', route });
  return { exposed, ingress: find(synth(chart), 'Ingress', 'thanos-receive') };
}

describe('IngressNginx by default', () => {
  const { ingress, exposed } = render();

  it('asks for the password, the certificate and https as the article does', () => {
    assert.deepEqual(ingress.metadata.annotations, {
      'cert-manager.io/cluster-issuer': 'letsencrypt-prod',
      'nginx.ingress.kubernetes.io/auth-type': 'basic',
      'nginx.ingress.kubernetes.io/auth-secret': 'basic-auth',
      'nginx.ingress.kubernetes.io/auth-realm': 'Authentication Required - thanos',
      'nginx.ingress.kubernetes.io/force-ssl-redirect': 'true',
      'nginx.ingress.kubernetes.io/proxy-body-size': '10m',
      'nginx.ingress.kubernetes.io/proxy-read-timeout': '120',
      'nginx.ingress.kubernetes.io/proxy-send-timeout': '120',
    });
  });

  it('leads the paths of the route, and no other, to the named port of the Service', () => {
    assert.deepEqual(ingress['spec'], {
      ingressClassName: 'nginx',
      tls: [{ hosts: ['receive.thanos.cookingwithazure.com'], secretName: 'thanos-receive-tls' }],
      rules: [
        {
          host: 'receive.thanos.cookingwithazure.com',
          http: {
            paths: [
              {
                path: '/api/v1/receive',
                pathType: 'Exact',
                backend: { service: { name: 'thanos-receive', port: { name: 'remote-write' } } },
              },
            ],
          },
        },
      ],
    });
  });

  it('is called and labelled as the component, and stands in its namespace', () => {
    assert.deepEqual(ingress.metadata.labels, {
      team: 'a',
      'app.kubernetes.io/instance': 'thanos',
      'app.kubernetes.io/component': 'thanos-receive',
    });
    assert.equal(ingress.metadata.namespace, 'thanos');
    assert.equal(exposed.objects.ingress.name, 'thanos-receive');
  });
});

describe('IngressNginx with every option', () => {
  const all: Required<IngressNginxProps> = {
    ingressClass: 'webapprouting.kubernetes.azure.com',
    controllerNamespace: 'app-routing-system',
    annotations: {
      'nginx.ingress.kubernetes.io/limit-connections': '10',
      'nginx.ingress.kubernetes.io/proxy-read-timeout': '600',
    },
  };
  const { ingress, exposed } = render({ ...all, realm: 'Metrics' });

  it('uses the class and the realm', () => {
    assert.equal(field(ingress, 'spec.ingressClassName'), 'webapprouting.kubernetes.azure.com');
    assert.equal(ingress.metadata.annotations?.['nginx.ingress.kubernetes.io/auth-realm'], 'Metrics');
  });

  it('adds annotations, which win over the limits of the component', () => {
    assert.equal(ingress.metadata.annotations?.['nginx.ingress.kubernetes.io/limit-connections'], '10');
    assert.equal(ingress.metadata.annotations?.['nginx.ingress.kubernetes.io/proxy-read-timeout'], '600');
    assert.equal(ingress.metadata.annotations?.['nginx.ingress.kubernetes.io/proxy-send-timeout'], '120');
  });

  it('connects from the namespace of the controller', () => {
    assert.match(JSON.stringify(exposed.route.network.rules().ingress), /"kubernetes.io\/metadata.name":"app-routing/);
  });
});

describe('IngressNginx', () => {
  it('leaves limits to the controller where the component has none', () => {
    const { ingress } = render({}, testRoute('thanos-receive'));
    assert.deepEqual(
      Object.keys(ingress.metadata.annotations ?? {}).filter((key) => key.includes('proxy')),
      [],
    );
  });

  const sizes: [Size, string][] = [
    [Size.kibibytes(1500), '1500k'],
    [Size.mebibytes(1.5), '1536k'],
    [Size.kibibytes(2048), '2m'],
    [Size.gibibytes(2), '2048m'],
  ];
  for (const [size, written] of sizes) {
    it(`writes ${size.toKibibytes()} KiB as ${written}, the way nginx reads it`, () => {
      const { ingress } = render({}, receiveRoute({ maxBodySize: size }));
      assert.equal(ingress.metadata.annotations?.['nginx.ingress.kubernetes.io/proxy-body-size'], written);
    });
  }

  it('names an Issuer by the annotation for Issuers', () => {
    const { ingress } = render({}, receiveRoute(), Issuer.existing('Issuer', 'ours'));
    assert.equal(ingress.metadata.annotations?.['cert-manager.io/issuer'], 'ours');
    assert.equal(ingress.metadata.annotations?.['cert-manager.io/cluster-issuer'], undefined);
  });

  it('asks no issuer where the certificate exists', () => {
    const chart = testChart();
    Exposure.ingressNginx({ domain: 'example.com', basicAuth: 'basic-auth', tlsSecretName: 'wildcard' }).expose(
      chart,
      'receive',
      { name: 'receive', route: receiveRoute() },
    );
    const ingress = find(synth(chart), 'Ingress', 'thanos-receive');
    assert.doesNotMatch(JSON.stringify(ingress.metadata.annotations), /cert-manager/);
    assert.equal(field(ingress, 'spec.tls.0.secretName'), 'wildcard');
  });
});

describe('IngressNginx with certificates of clients, for HTTP', () => {
  const chart = testChart();
  const { route } = Exposure.ingressNginx({
    domain: 'example.com',
    issuer,
    clientCaSecretName: 'clients',
    annotations: { 'nginx.ingress.kubernetes.io/auth-tls-verify-depth': '2' },
  }).expose(chart, 'receive', { name: 'receive', route: receiveRoute() });
  const ingress = find(synth(chart), 'Ingress', 'thanos-receive');

  it('asks for them in place of a password, with the limits and the redirect as ever', () => {
    assert.deepEqual(ingress.metadata.annotations, {
      'cert-manager.io/cluster-issuer': 'letsencrypt-prod',
      'nginx.ingress.kubernetes.io/auth-tls-secret': 'thanos/clients',
      'nginx.ingress.kubernetes.io/auth-tls-verify-client': 'on',
      'nginx.ingress.kubernetes.io/auth-tls-verify-depth': '2',
      'nginx.ingress.kubernetes.io/force-ssl-redirect': 'true',
      'nginx.ingress.kubernetes.io/proxy-body-size': '10m',
      'nginx.ingress.kubernetes.io/proxy-read-timeout': '120',
      'nginx.ingress.kubernetes.io/proxy-send-timeout': '120',
    });
  });

  it('leads the paths of the route and no other to the Service, and lets the controller in', () => {
    const paths = field(ingress, 'spec.rules.0.http.paths') as { path: string; pathType: string }[];
    assert.deepEqual(
      paths.map(({ path, pathType }) => [path, pathType]),
      [['/api/v1/receive', 'Exact']],
    );
    const [rule] = route.network.rules().ingress;
    assert.equal(rule?.from?.[0]?.namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'], 'ingress-nginx');
    assert.equal(rule?.ports?.[0]?.port?.value, 19291);
  });
});
