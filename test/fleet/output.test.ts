import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type Chart, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Fleet } from '../../lib';
import { Output } from '../../lib/fleet/output';
import { reportProblem } from '../../lib/validation/problem';

/** Every file of a folder, with its bytes and the time of its last change. */
function tree(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(folder, entry);
      const { mtimeMs } = statSync(path);
      return [entry, statSync(path).isDirectory() ? 'folder' : `${mtimeMs} ${readFileSync(path, 'utf8')}`];
    }),
  );
}

describe('A synthesis that fails', () => {
  let parent: string;
  let outdir: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'output-'));
    outdir = join(parent, 'dist');
    fleetWith(() => {}).synth();
  });
  afterEach(() => rmSync(parent, { recursive: true }));

  /** Two clusters; `spoil` gets a chart of the second one, once the first is rendered as it should be. */
  function fleetWith(spoil: (chart: Chart) => void): Fleet {
    const fleet = new Fleet({ outdir });
    fleet.addCluster('east').addNamespace(`apps-${fleet.clusters.length}`);
    const chart = fleet.addCluster('west').addChart('apps', { namespace: 'apps' });
    new kplus.ConfigMap(chart, 'config', { metadata: { name: 'config' } });
    spoil(chart);
    return fleet;
  }

  const assertNothingLost = (fail: () => void, message: RegExp) => {
    const before = tree(parent);
    assert.ok(Object.keys(before).length >= 5);
    assert.throws(fail, { message });
    assert.deepEqual(tree(parent), before);
  };

  it('leaves what was there, byte for byte, for what a rule finds', () => {
    const fleet = fleetWith((chart) =>
      reportProblem(chart, { rule: 'THANOS-130', what: 'It is wrong', fix: 'Mend it' }),
    );
    assertNothingLost(() => fleet.synth(), /It is wrong\. Mend it/);
  });

  it('leaves what was there for an object that cannot be rendered', () => {
    const value = () => {
      throw new Error('no value yet');
    };
    const fleet = fleetWith(
      (chart) => new kplus.ConfigMap(chart, 'lazy', { data: { a: Lazy.any({ produce: value }) } }),
    );
    assertNothingLost(() => fleet.synth(), /no value yet/);
  });

  it('leaves what was there for a file that cannot be written', () => {
    const fleet = fleetWith(() => {});
    fleet.clusters[1]?.addChart('long'.repeat(100));
    assertNothingLost(() => fleet.synth(), /ENAMETOOLONG/);
  });

  it('puts back what was there when it fails half-way through replacing it', () => {
    const output = new Output(outdir);
    for (const name of ['new', 'east', 'west']) output.addFolder(name, new Map([['a.k8s.yaml', name]]));
    const before = tree(outdir);
    const staging = readdirSync(parent).find((name) => name !== 'dist') ?? '';
    rmSync(join(parent, staging, 'west'), { recursive: true });
    assert.throws(() => output.commit('remove'), { code: 'ENOENT' });
    assert.deepEqual(tree(outdir), before);
    output.discard();
    assert.deepEqual(readdirSync(parent), ['dist']);
  });
});
