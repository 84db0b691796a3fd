import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Inventory } from '../../lib/manifests/inventory';

const receive = (mount: object, volume: object) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'receive', namespace: 'thanos' },
  spec: {
    containers: [
      {
        name: 'receive',
        image: 'quay.io/thanos/thanos:v0.42.5',
        args: ['receive', '--receive.hashrings-file=/etc/thanos/ring.json'],
        volumeMounts: [{ name: 'config', mountPath: '/etc/thanos', ...mount }],
      },
    ],
    volumes: [{ name: 'config', ...volume }],
  },
});
const configMap = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'rings', namespace: 'thanos' },
  data: { 'ring.json': '["plain"]', other: '["renamed"]' },
};
const secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'rings', namespace: 'thanos' },
  data: { 'ring.json': Buffer.from('["secret"]').toString('base64') },
};
const renamed = [{ key: 'other', path: 'ring.json' }];

describe('The configuration of a Thanos process is read', () => {
  const volumes: [string, object, object, unknown][] = [
    ['from a ConfigMap', {}, { configMap: { name: 'rings' } }, ['plain']],
    ['from a key of another name', {}, { configMap: { name: 'rings', items: renamed } }, ['renamed']],
    ['from a Secret', {}, { secret: { secretName: 'rings' } }, ['secret']],
    [
      'from one file',
      { mountPath: '/etc/thanos/ring.json', subPath: 'ring.json' },
      { configMap: { name: 'rings' } },
      ['plain'],
    ],
    [
      'from what is projected',
      {},
      { projected: { sources: [{ configMap: { name: 'rings', items: renamed } }] } },
      ['renamed'],
    ],
    [
      'from a Secret that is projected',
      {},
      { projected: { sources: [{}, { secret: { name: 'rings' } }] } },
      ['secret'],
    ],
    [
      'nowhere where the key is left out',
      {},
      { configMap: { name: 'rings', items: [{ key: 'other', path: 'x' }] } },
      undefined,
    ],
    ['nowhere where the ConfigMap is made elsewhere', {}, { configMap: { name: 'others' } }, undefined],
  ];
  for (const [where, mount, volume, expected] of volumes) {
    it(where, () => {
      const [process] = new Inventory([receive(mount, volume), configMap, secret]).thanos;
      assert.deepEqual(process?.config('receive.hashrings'), expected);
    });
  }
});
