import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiObject, JsonPatch } from 'cdk8s';
import { Resource } from 'cdk8s-plus-27';
import { Construct, type IConstruct } from 'constructs';
import { AzureIdentity, Cluster, Exposure, Issuer, ObjectStore } from '../../lib';

/** Everything of the library that its public fields lead to. */
function reachable(from: object): Set<IConstruct> {
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (value instanceof ApiObject || value instanceof Cluster) return;
    // What is private to TypeScript only is left out by name.
    const getters = 'configMaps' in value ? [value.configMaps] : [];
    const fields = Object.entries(value).filter(([key]) => !['node', 'common', 'kind', 'props', 'files'].includes(key));
    for (const field of [...getters, ...fields.map(([, content]) => content)]) visit(field);
  };
  visit(from);
  return new Set([...seen].filter((value) => Construct.isConstruct(value)));
}

describe('Every object of a cluster', () => {
  const cluster = new Cluster('hub');
  const thanos = cluster.addThanos({
    objstore: ObjectStore.azureBlob({
      storageAccount: 'thanostore',
      container: 'thanostore',
      identity: AzureIdentity.kubelet({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' }),
    }),
    defaults: { tracing: { endpoint: 'otel.observability:4317' } },
    receive: { router: {}, replicas: 3, replicationFactor: 3, limits: { default: { request: { seriesLimit: 1 } } } },
    query: { replicas: 2 },
    storeGateway: { shards: 2, replicas: 2 },
    compactor: { selector: [{ action: 'keep', sourceLabels: ['a'], regex: 'b' }] },
    ruler: { mode: 'stateless', replicas: 2 },
    exposure: Exposure.ingressNginx({
      domain: 'thanos.example.com',
      issuer: Issuer.existing('ClusterIssuer', 'letsencrypt-prod'),
      basicAuth: 'basic-auth',
    }),
    networkPolicies: true,
  });
  const prometheus = cluster.addPrometheus({
    remoteWrite: thanos.remoteWrite,
    replicas: 2,
    kubeStateMetrics: { networkPolicy: true },
  });

  for (const [name, stack] of Object.entries({ thanos, prometheus })) {
    const found = reachable(stack);
    const objects = stack.node.findAll().filter((construct) => construct instanceof ApiObject);

    it(`can be reached by public fields: ${name}`, () => {
      assert.ok(objects.length > 10);
      const hidden = objects.filter((object) => {
        const { scope } = object.node;
        return !found.has(scope instanceof Resource ? scope : object);
      });
      assert.deepEqual(
        hidden.map(({ kind, name }) => `${kind} ${name}`),
        [],
      );
    });

    it(`can be patched: ${name}`, () => {
      for (const object of objects) object.addJsonPatch(JsonPatch.add('/metadata/annotations', { patched: 'yes' }));
      for (const object of objects) {
        assert.equal(object.toJson().metadata.annotations.patched, 'yes', `${object.kind} ${object.name}`);
      }
    });
  }
});
