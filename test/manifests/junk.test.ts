import assert from 'node:assert/strict';
import { it } from 'node:test';
import { checkManifests } from '../../lib/manifests/check';
import { Inventory } from '../../lib/manifests/inventory';

const JUNK: readonly unknown[] = [undefined, null, 0, -1, '', 'text', true, [], [null], {}, { a: [] }];
const SUBCOMMANDS = ['query', 'query-frontend', 'receive', 'store', 'compact', 'rule', 'sidecar', 'tools'];

it('No rule throws, whatever stands where something else belongs', () => {
  for (const junk of JUNK) {
    const objects = SUBCOMMANDS.flatMap((subcommand) => [
      { spec: junk },
      { spec: { selector: junk, template: junk, replicas: junk, strategy: junk, volumeClaimTemplates: junk } },
      { spec: { template: { metadata: junk, spec: { containers: junk, volumes: junk } } } },
      {
        spec: {
          volumeClaimTemplates: [junk],
          template: {
            spec: {
              containers: [
                {
                  name: junk,
                  image: 'thanos:v0.42.5',
                  args: [
                    subcommand,
                    junk,
                    '--objstore.config-file=/a/b',
                    `--index-cache.config=${JSON.stringify(junk)}`,
                    '--',
                  ],
                  env: [junk],
                  volumeMounts: [junk, { name: 'a', mountPath: '/a' }],
                  resources: junk,
                },
              ],
              volumes: [junk, { name: 'a', secret: junk, configMap: junk }],
            },
          },
        },
      },
    ]).map((fields) => ({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'a', namespace: 'b' },
      ...fields,
    }));
    const scaler = {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'a' },
      spec: junk,
    };
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { selector: junk } };
    assert.ok(Array.isArray(checkManifests(new Inventory([...objects, scaler, service]))));
  }
});
