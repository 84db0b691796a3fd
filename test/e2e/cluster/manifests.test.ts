import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Authority } from '../edge/authority';
import { Signer } from '../edge/signer';
import { Kubectl } from './kubectl';
import { Manifests } from './manifests';

/** An API server that answers when it is told to. */
class SlowCluster extends Kubectl {
  readonly asked: (() => void)[] = [];

  override apply(): Promise<void> {
    return new Promise((resolve) => void this.asked.push(resolve));
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('The namespaces of a scenario', () => {
  it('are there for everybody who asks for them, also while somebody else makes them', async () => {
    const authority = new Authority();
    const cluster = new SlowCluster('test');
    const manifests = new Manifests(cluster, {
      scenario: 'caches',
      authority,
      signer: new Signer(),
      ingressAddress: '172.18.0.2',
    });
    let there = 0;
    const both = [1, 2].map(() => manifests.makeNamespaces(['cdk8s-thanos-e2e-caches-servers']).then(() => there++));
    // The namespace, and then the Secret in it.
    for (const _ of [1, 2]) {
      await turn();
      assert.equal(there, 0);
      cluster.asked.shift()?.();
    }
    await Promise.all(both);
    assert.equal(there, 2);
    assert.deepEqual(cluster.asked, []);
    authority.discard();
  });
});
