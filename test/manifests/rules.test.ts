import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outcome } from '../validation/attempt';
import { inSecret, receive, serviceAccount, store } from '../validation/cases/setup-azure';
import { ingress, receiver } from '../validation/cases/setup-exposure';
import { prometheus } from '../validation/cases/setup-prometheus';

const NGINX = 'nginx.ingress.kubernetes.io';
const PASSED = (attempt: string) => assert.deepEqual(outcome(attempt), []);

describe('What a rule says of a Secret', () => {
  it('is what is wrong, and never what it holds', () => {
    const config =
      'type: AZURE\nconfig: {storage_account: Sesame, container: open/sesame, sesame: sesame, client_id: sesame}';
    const found = outcome(inSecret(config));
    assert.deepEqual(found.map(({ rule }) => rule).sort(), [
      ...['THANOS-030', 'THANOS-030', 'THANOS-302', 'THANOS-302', 'THANOS-303'],
    ]);
    for (const { message } of found) assert.doesNotMatch(message, /sesame/i);
  });

  it('names a field that others have instead', () => {
    const [found] = outcome(
      inSecret('type: AZURE\nconfig: {storage_account: aaa, container: bbb, account_key: sesame}'),
    );
    assert.match(found?.message ?? '', /"account_key".* storage_account_key in place of account_key/);
  });

  it('is nothing of the password in a URL', () => {
    const [found] = outcome(prometheus({ write: 'url: "https://user:sesame@receive.example.net/api/v1/receive"' }));
    assert.match(found?.message ?? '', /THANOS-403/);
    assert.doesNotMatch(found?.message ?? '', /sesame/);
  });
});

describe('The rules leave alone', () => {
  it('Ingresses that are meant to share a host', () => {
    const auth = `${NGINX}/auth-type: basic, ${NGINX}/auth-secret: basic-auth`;
    PASSED(receiver + ingress() + ingress({ name: 'canary', annotations: `${auth}, ${NGINX}/canary: "true"` }));
  });

  it('Secrets of other namespaces, where the controller is told to allow them', () => {
    const annotations = `${NGINX}/auth-type: basic, ${NGINX}/auth-secret: other/basic-auth`;
    PASSED(`${receiver}${ingress({ annotations })}---
apiVersion: v1
kind: ConfigMap
metadata: { name: ingress-nginx-controller, namespace: ingress-nginx }
data: { allow-cross-namespace-resources: "true" }
`);
  });

  it('remote write behind a middleware, which may authenticate', () => {
    PASSED(receiver + ingress({ annotations: 'traefik.ingress.kubernetes.io/router.middlewares: auth@file' }));
  });

  it('TLS that ends in front of the cluster, as far as annotations say so', () => {
    const annotations = `${NGINX}/auth-type: basic, traefik.ingress.kubernetes.io/router.tls: "true"`;
    PASSED(receiver + ingress({ annotations, spec: '' }));
  });

  it('object stores that come from the environment, and other providers', () => {
    PASSED(store({}).replace(/--objstore\.config=.*\]/, '--objstore.config=$(OBJSTORE_CONFIG)"]'));
    PASSED(store({ bucket: 'thanos', anything: 1 }, { type: 'S3' }));
  });

  it('pods that bring the identity of their own', () => {
    const annotated = serviceAccount('azure.workload.identity/client-id: 5c424851-e907-4cb0-acb5-3ea42fc56082');
    const pods = store({}, {}, '', 'serviceAccountName: thanos-store').replace(
      'env: []',
      'env: [{ name: AZURE_CLIENT_ID, value: a }]',
    );
    PASSED(`${pods}---${annotated}`);
  });

  it('receivers whose labels nobody knows before they run', () => {
    PASSED(`${receive('west', '"$(UNKNOWN)"')}---${receive('north', '"$(UNKNOWN)"')}`);
  });

  it('a Prometheus that has a tenant, or a label, of its own for Thanos', () => {
    const url = 'url: https://receive.example.net/api/v1/receive';
    const externalLabels = '{}';
    PASSED(prometheus({ externalLabels, write: `${url}, headers: { THANOS-TENANT: west }` }));
    PASSED(
      prometheus({ externalLabels, write: `${url}, writeRelabelConfigs: [{ targetLabel: cluster, replacement: a }]` }),
    );
    PASSED(prometheus({ externalLabels, write: 'url: https://mimir.example.net/api/v1/push' }));
  });
});

describe('The rules of hosts and listeners', () => {
  it('look at remote write that asks for certificates of clients as authenticated', () => {
    const annotations = 'cert-manager.io/cluster-issuer: letsencrypt';
    const mutual = receiver.replace('args: [receive,', 'args: [receive, --remote-write.server-tls-client-ca=/ca.crt,');
    assert.equal(outcome(receiver + ingress({ annotations })).length, 1);
    PASSED(mutual + ingress({ annotations }));
  });

  it('see one host and path twice in the same object', () => {
    const [found] = outcome(receiver + ingress().replace(/( {10}- path:[\s\S]*)$/, '$1$1'));
    assert.match(found?.message ?? '', /THANOS-205.*in the same object/);
  });

  it('never throw on what is no manifest of theirs', () => {
    const junk = ['null', '[]', '7', '{ rules: 7, tls: {}, acme: [], remoteWrite: [7, {}], externalLabels: 7 }'];
    const kinds = [
      ['networking.k8s.io/v1', 'Ingress'],
      ['cert-manager.io/v1', 'ClusterIssuer'],
      ['cert-manager.io/v1', 'Certificate'],
      ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
      ['monitoring.coreos.com/v1', 'Prometheus'],
      ['monitoring.coreos.com/v1alpha1', 'PrometheusAgent'],
      ['v1', 'ServiceAccount'],
      ['v1', 'Service'],
    ];
    for (const spec of junk) {
      for (const [apiVersion, kind] of kinds) {
        outcome(`{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: a, annotations: 7 }, spec: ${spec} }`);
      }
    }
  });
});
