import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { field } from '../../helpers';
import type { Gateway, Ingress, IngressRoute } from '../cluster/objects';
import { hostNamespaces, hostServices, tlsSecrets } from './hosts';

const ingress = (...hosts: string[]): Ingress => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { namespace: 'e2e-thanos', name: hosts[0] ?? '' },
  spec: { tls: [{ hosts, secretName: 'edge-tls' }] },
});

const gateway = (...hosts: string[]): Gateway => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { namespace: 'e2e-thanos', name: 'thanos' },
  spec: {
    listeners: [{}, ...hosts.map((hostname) => ({ hostname, tls: { certificateRefs: [{ name: 'gateway-tls' }] } }))],
  },
});

const route = (host: string, tls?: { secretName: string }): IngressRoute => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'IngressRoute',
  metadata: { namespace: 'e2e-thanos', name: host },
  spec: { routes: [{ match: `Host(\`${host}\`) && (Path(\`/a\`) || PathPrefix(\`/a/\`))` }], tls },
});

describe('What surrounds the Ingresses, Gateways and IngressRoutes of a scenario', () => {
  it('is one certificate for all hosts of a Secret', () => {
    const sign = (names: readonly string[]) => ({ certificate: `of ${names}`, key: 'key' });
    const secrets = tlsSecrets([ingress('query.e2e-edge.svc'), ingress('receive.e2e-edge.svc')], { sign });
    assert.deepEqual(secrets, [
      {
        apiVersion: 'v1',
        kind: 'Secret',
        type: 'kubernetes.io/tls',
        metadata: { namespace: 'e2e-thanos', name: 'edge-tls' },
        stringData: { 'tls.crt': 'of query.e2e-edge.svc,receive.e2e-edge.svc', 'tls.key': 'key' },
      },
    ]);
  });

  it('is DNS in the namespace that the host names', () => {
    const objects = hostServices([ingress('query.e2e-edge.svc')], 'Ingress', '172.18.0.2');
    assert.deepEqual(
      objects.map(
        (object) => `${field(object, 'kind')} ${field(object, 'metadata.namespace')}/${field(object, 'metadata.name')}`,
      ),
      ['Service e2e-edge/query', 'EndpointSlice e2e-edge/query'],
    );
    assert.equal(field(objects[0], 'spec.clusterIP'), 'None');
    assert.deepEqual(field(objects[1], 'endpoints.0.addresses'), ['172.18.0.2']);
    assert.deepEqual(hostNamespaces([ingress('query.e2e-edge.svc')]), ['e2e-edge']);
  });

  it('is the certificates of Gateways too, and DNS once they have an address', () => {
    const objects = [gateway('query.e2e-tokens.svc', 'receive.e2e-tokens.svc'), ingress('query.e2e-edge.svc')];
    const secrets = tlsSecrets(objects, { sign: (names) => ({ certificate: `of ${names}`, key: 'key' }) });
    assert.equal(field(secrets[0], 'metadata.name'), 'gateway-tls');
    assert.equal(field(secrets[0], 'stringData.tls\\.crt'), 'of query.e2e-tokens.svc,receive.e2e-tokens.svc');
    assert.deepEqual(hostNamespaces(objects), ['e2e-tokens', 'e2e-tokens', 'e2e-edge']);
    const names = hostServices(objects, 'Gateway', '10.96.0.7').map((object) => field(object, 'metadata.name'));
    assert.deepEqual(names, ['query', 'query', 'receive', 'receive']);
  });

  it('is the certificates of IngressRoutes with TLS, by the hosts of their rules', () => {
    const objects = [route('query.e2e-edge.svc', { secretName: 'edge-tls' }), route('query.e2e-edge.svc')];
    const secrets = tlsSecrets(objects, { sign: (names) => ({ certificate: `of ${names}`, key: 'key' }) });
    assert.deepEqual(
      secrets.map((secret) => field(secret, 'stringData.tls\\.crt')),
      ['of query.e2e-edge.svc'],
    );
    const names = hostServices(objects, 'IngressRoute', '10.96.0.7').map((object) => field(object, 'metadata.name'));
    assert.deepEqual(names, ['query', 'query']);
  });

  it('is refused for hosts that pods cannot find', () => {
    assert.throws(
      () => hostServices([ingress('query.example.com')], 'Ingress', '172.18.0.2'),
      /query\.example\.com.*e2e\.domain/,
    );
  });
});
