import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { parseOptions } from './options';
import { UsageProblem } from './problem';

const IDS = ['article', 'blocks'];

/** What is said about a command line that is refused. */
function refused(...argv: string[]): string {
  const printed = mock.method(process.stderr, 'write', () => true);
  try {
    parseOptions(argv, IDS);
  } catch (error) {
    assert.ok(error instanceof UsageProblem);
    assert.equal(error.exitCode, 2);
    return [error.message, ...printed.mock.calls.map(({ arguments: [text] }) => String(text))].join('\n');
  } finally {
    printed.mock.restore();
  }
  return assert.fail('it is accepted');
}

describe('The command line of a run', () => {
  it('runs every scenario, in the order of the index', () => {
    assert.deepEqual(parseOptions(['--context', 'kind'], IDS)?.scenario, IDS);
    const some = parseOptions(['--context', 'kind', '--scenario', 'blocks', '--scenario', 'article'], IDS);
    assert.deepEqual(some?.scenario, IDS);
  });

  it('asks for the context', () => assert.match(refused(), /--context "\$\(kubectl config current-context\)"/));

  it('lists without a context', () => assert.equal(parseOptions(['--list'], IDS)?.list, true));

  it('names all mistakes at once', () => {
    const said = refused('--scenario', 'nope', '--proof', 'docs/proof.md');
    assert.match(said, /no scenario "nope".*article, blocks/);
    assert.match(said, /--context/);
    assert.match(said, /--proof needs a run of all scenarios/);
  });

  it('writes the proof of a run of all scenarios alone', () => {
    assert.match(refused('--context', 'kind', '--scenario', 'blocks', '--proof', 'x'), /leave --scenario out/);
    assert.equal(parseOptions(['--context', 'kind', '--proof', 'x'], IDS)?.proof, 'x');
  });

  it('takes addresses that endpoints of Kubernetes can have', () => {
    assert.match(refused('--context', 'kind', '--ingress-address', 'localhost'), /IPv4/);
    assert.match(refused('--context', 'kind', '--blob-endpoint', 'http://azurite:10000'), /account/);
    assert.match(refused('--context', 'kind', '--redis', 'redis://172.18.0.1:6379'), /host and port/);
    assert.equal(
      parseOptions(['--context', 'kind', '--memcached', '172.18.0.1:11211'], IDS)?.memcached,
      '172.18.0.1:11211',
    );
  });

  it('takes the version to upgrade from, which git knows', () => {
    assert.equal(parseOptions(['--context', 'kind', '--upgrade-from', 'v0.1.0'], IDS)?.upgradeFrom, 'v0.1.0');
    assert.equal(parseOptions(['--context', 'kind'], IDS)?.upgradeFrom, undefined);
  });

  it('refuses options that do not exist', () => assert.match(refused('--cluster', 'kind'), /unknown option/));
});
