import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { runDiff } from '../../diff/run';

/** A folder of what others render, in two versions each. It is theirs, so it is not in this repository. */
const FOLDER = process.env['PEER_MANIFESTS'];

interface Change {
  readonly kind: string;
  readonly name: string;
  readonly path: string;
  readonly level: string;
  readonly code: string;
  readonly message: string;
  readonly also: readonly { readonly code: string; readonly message: string }[];
}

/** Every change between two files or folders. */
async function changesOf(base: string, head: string): Promise<readonly Change[]> {
  let printed = '';
  await runDiff(
    { base: join(FOLDER ?? '', base), head: join(FOLDER ?? '', head), output: 'json' },
    {
      read: assert.fail,
      print: (text) => {
        printed += text;
      },
      tell: () => {},
    },
  );
  const { changes }: { changes: readonly Change[] } = JSON.parse(printed);
  return changes;
}

/** The objects of which a code is said, be it beside a worse one. */
function withCode(changes: readonly Change[], code: string): string[] {
  const said = changes.filter((each) => each.code === code || each.also.some((other) => other.code === code));
  return [...new Set(said.map(({ kind, name }) => `${kind} ${name}`))].sort();
}

const levels = (changes: readonly Change[]) => [...new Set(changes.map(({ level }) => level))].sort();

describe('Two versions of what others render', {
  skip: FOLDER === undefined && 'PEER_MANIFESTS names no folder',
}, () => {
  it('bitnami-a.yaml, bitnami-b.yaml: an upgrade of the image rolls every workload, and refuses none', async () => {
    const changes = await changesOf('bitnami-a.yaml', 'bitnami-b.yaml');
    assert.deepEqual(levels(changes), ['none', 'restart']);
    assert.equal(withCode(changes, 'DIFF-114').length, 7);
    const receive = changes.find(({ kind, name }) => kind === 'StatefulSet' && name.endsWith('-receive'));
    assert.match(receive?.message ?? '', /Prometheus repeats them from its WAL/);
  });

  it('tc-0.30.0.yaml, tc-0.38.0.yaml: selectors of all workloads changed, which is refused', async () => {
    const changes = await changesOf('tc-0.30.0.yaml', 'tc-0.38.0.yaml');
    assert.equal(withCode(changes, 'DIFF-130').length, 4);
    assert.equal(withCode(changes, 'DIFF-132').length, 4);
    assert.equal(withCode(changes, 'DIFF-134').length, 1);
    assert.ok(!levels(changes).includes('data'));
  });

  it('kt-v0.26.0, kt-v0.29.0: an upgrade over two versions', async () => {
    const changes = await changesOf('kt-v0.26.0', 'kt-v0.29.0');
    assert.deepEqual(levels(changes), ['config', 'none', 'restart']);
    assert.ok(withCode(changes, 'DIFF-114').length > 10);
  });

  it('kp-v0.13.0, kp-v0.14.0: a recording rule of another name, dropped metrics, and a Prometheus on an emptyDir', async () => {
    const changes = await changesOf('kp-v0.13.0', 'kp-v0.14.0');
    assert.deepEqual(withCode(changes, 'DIFF-451'), ['PrometheusRule kubernetes-monitoring-rules']);
    assert.ok(withCode(changes, 'DIFF-620').includes('ServiceMonitor kubelet'));
    assert.match(changes.find(({ code }) => code === 'DIFF-601')?.message ?? '', /on its emptyDir is lost$/);
    assert.ok(changes.every(({ message }) => !/\S{200}/.test(message)));
  });
});
