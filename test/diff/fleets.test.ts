import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { AzureIdentity, type ClusterThanosProps, Fleet, ObjectStore } from '../../lib';
import { inFolder, tree } from '../fleet/setup';
import { judgedFields } from './compare';

const container = (name: string, clientId = '5c424851-e907-4cb0-acb5-3ea42fc56082') =>
  ObjectStore.azureBlob({ storageAccount: 'metrics', container: name, identity: AzureIdentity.kubelet({ clientId }) });
const objstore = container('thanos');
type Thanos = Partial<ClusterThanosProps>;

/** What is rendered for a cluster with Thanos and Prometheus. */
function hub(options: Thanos = {}): string {
  return inFolder((folder) => {
    const fleet = new Fleet({ outdir: folder });
    const cluster = fleet.addCluster('hub');
    const thanos = cluster.addThanos({ objstore, ...options });
    cluster.addPrometheus({ remoteWrite: thanos.remoteWrite });
    fleet.synth();
    return Object.values(tree(join(folder, 'hub'))).join('\n---\n');
  });
}

/** The codes of Thanos, its rings and Prometheus that a change is given as the worst, each once. */
function codes(before: string, after: string): string[] {
  const given = judgedFields({ before, after }).map(({ level, code }) => `${level} ${code}`);
  return [...new Set(given)].filter((text) => /DIFF-[456]/.test(text)).sort();
}

function dataCodes(before: string, after: string): string[] {
  return codes(before, after).filter((code) => code.startsWith('data'));
}

const three: Thanos = { receive: { router: {}, replicationFactor: 3, replicas: 3 } };
const five: Thanos = { receive: { router: {}, replicationFactor: 3, replicas: 5 } };
const between = (from: number, to: number): Thanos => ({
  receive: { router: {}, replicationFactor: 3, replicas: { from, to } },
});

describe('The steps of docs/hashring.md', () => {
  it('each name the next one, and put nothing at stake', () => {
    assert.deepEqual(codes(hub(three), hub(between(3, 5))), ['config DIFF-504']);
    assert.deepEqual(codes(hub(between(3, 5)), hub(five)), ['config DIFF-502']);
    assert.deepEqual(codes(hub(five), hub(between(5, 3))), ['config DIFF-502']);
    assert.deepEqual(codes(hub(between(5, 3)), hub(three)), ['restart DIFF-505']);
  });

  it('are told from both in one, whichever way', () => {
    assert.deepEqual(codes(hub(three), hub(five)), ['data DIFF-501']);
    assert.deepEqual(codes(hub(five), hub(three)), ['data DIFF-501']);
  });
});

describe('A change of a fleet', () => {
  const before = hub();

  it('is none where nothing changes', () => assert.deepEqual(judgedFields({ before, after: hub() }), []));

  it('puts no metrics at stake where it is an ordinary one', () => {
    const ordinary: Readonly<Record<string, string>> = {
      'another version': before.replaceAll('v0.42.5', 'v0.43.0'),
      'more memory': before.replaceAll('memory: 512Mi', 'memory: 2Gi'),
      'a ruler': hub({ ruler: true }),
      'longer retention': hub({ receive: { retention: '30d' }, compactor: { retention: { raw: '0d' } } }),
      'network policies': hub({ networkPolicies: true }),
      'another identity': hub({ objstore: container('thanos', '5c424851-e907-4cb0-acb5-3ea42fc56083') }),
    };
    for (const [title, after] of Object.entries(ordinary)) assert.deepEqual(dataCodes(before, after), [], title);
  });

  it('is one of data where a bucket is another one, said once for all who read the ConfigMap', () => {
    const said = judgedFields({ before, after: hub({ objstore: container('archive') }) });
    const [worst, ...more] = said.filter(({ code }) => code === 'DIFF-420');
    assert.deepEqual(more, []);
    for (const name of ['thanos-receive', 'thanos-storegateway', 'thanos-compactor']) {
      assert.match(worst?.message ?? '', new RegExp(`StatefulSet thanos/${name}\\b`));
    }
    assert.deepEqual(
      worst?.also.map(({ code }) => code).filter((code) => /DIFF-4/.test(code)),
      ['DIFF-472'],
    );
  });

  it('is one of data where the ruler is asked no more, though it runs', () => {
    const ruled = hub({ ruler: true });
    const after = ruled.replace(/ *- address: dns[^\n]*ruler[^\n]*\n/, '');
    assert.notEqual(after, ruled);
    assert.deepEqual(dataCodes(ruled, after), ['data DIFF-441']);
  });
});

describe('What a Secret holds', () => {
  it('is in no message', () => {
    const secret = (bucket: string, key: string) => `
---
apiVersion: v1
kind: Secret
metadata: { name: objstore, namespace: thanos }
stringData:
  objstore.yaml: |
    type: S3
    config: { bucket: ${bucket}, endpoint: s3.example.com, secret_key: ${key} }
`;
    const stored = hub({ objstore: ObjectStore.existingSecret({ name: 'objstore' }) });
    const said = judgedFields({
      before: stored + secret('HUSH-A', 'HUSH-B'),
      after: stored + secret('HUSH-C', 'HUSH-D'),
    });
    const messages = said.flatMap(({ message, also }) => [message, ...also.map((each) => each.message)]);
    assert.ok(said.some(({ code }) => code === 'DIFF-420'));
    assert.deepEqual(
      messages.filter((message) => message.includes('HUSH')),
      [],
    );
  });
});
