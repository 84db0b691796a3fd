import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { AzureRolesCommand } from '../../azure/azure-roles';
import { type CliOptions, runAzureRoles, runFederated, type Surroundings } from '../../azure/run';
import { FakeArm } from './fake-arm';
import { credential, READER, SUBSCRIPTION, TOKEN } from './setup';

const directory = mkdtempSync(join(tmpdir(), 'azure-roles-'));
after(() => rmSync(directory, { recursive: true }));

/** A compiled main.ts. */
function main(name: string, text: string): string {
  const file = join(directory, `${name}.js`);
  writeFileSync(file, `const test = require(${JSON.stringify(join(__dirname, 'fleet.js'))});\n${text}\n`);
  return file;
}

const article = main('article', 'exports.fleet = test.articleFleet();\nexports.fleet.synth();');

async function run(
  arm: FakeArm,
  command: AzureRolesCommand,
  changes: Partial<CliOptions> & Partial<Surroundings> = {},
) {
  let printed = '';
  let told = '';
  const { ask, ...options } = changes;
  const surroundings: Surroundings = {
    print: (text) => {
      printed += text;
    },
    tell: (text) => {
      told += text;
    },
    ask,
    azure: { credential, httpClient: arm, wait: async () => undefined },
  };
  const defaults: CliOptions = { fleet: article, output: 'table', cloud: 'AzureCloud' };
  const ok = await runAzureRoles(command, { ...defaults, ...options }, surroundings);
  return { ok, printed, told };
}

describe('azure-roles', () => {
  it('prints what it would do, by scope', async () => {
    const { ok, printed, told } = await run(new FakeArm(), 'plan');
    assert.equal(ok, true);
    assert.match(
      printed,
      /^ {2}STATUS +ROLE +PRINCIPAL \(OBJECT ID\) +CLIENT ID +FOR\n\/subscriptions\/.*containers\/thanostore\n/,
    );
    assert.match(
      printed,
      /to create {2}Storage Blob Data Contributor .* playground\/thanos-compactor, playground\/thanos-receive\n/,
    );
    assert.match(printed, /\n3 to create\.\n$/);
    assert.equal(told, '');
  });

  it('prints JSON that stays as it is', async () => {
    const { printed } = await run(new FakeArm(), 'apply', { output: 'json' });
    const report = JSON.parse(printed);
    assert.deepEqual(Object.keys(report), ['version', 'command', 'ok', 'summary', 'rows', 'warnings']);
    assert.deepEqual([report.version, report.command, report.ok, report.summary], [1, 'apply', true, { created: 3 }]);
    assert.deepEqual(Object.keys(report.rows[0]).sort(), [
      'clientId',
      'name',
      'neededBy',
      'ours',
      'principalId',
      'role',
      'scope',
      'status',
    ]);
  });

  it('fails verify when something is missing, and not otherwise', async () => {
    const arm = new FakeArm();
    assert.equal((await run(arm, 'verify')).ok, false);
    await run(arm, 'apply');
    assert.equal((await run(arm, 'verify')).ok, true);
  });

  it('says what Reader and Data Access opens, each time', async () => {
    const { told, printed } = await run(new FakeArm(), 'plan', { readerAndDataAccess: true, output: 'json' });
    assert.match(told, /^Warning: Reader and Data Access hands out the keys.*Thanos does not need it\.\n$/);
    assert.equal(JSON.parse(printed).warnings.length, 1);
  });

  it('asks before it removes, and takes nothing but yes for a yes', async () => {
    const arm = new FakeArm();
    await run(arm, 'apply');
    for (const answer of ['', 'y', 'no']) await run(arm, 'destroy', { ask: async () => answer });
    assert.equal(arm.stored.length, 3);
    const { printed, told } = await run(arm, 'destroy', { ask: async () => ' yes\n' });
    assert.match(told, /to delete .*\n3 to delete\.\n$/s);
    assert.match(printed, /\n3 deleted\.\n$/);
    assert.equal(arm.stored.length, 0);
  });

  it('removes without asking only when told so', async () => {
    const arm = new FakeArm();
    await run(arm, 'apply');
    await assert.rejects(run(arm, 'destroy'), /nobody is there to answer. Add --yes/);
    assert.equal(arm.stored.length, 3);
    await run(arm, 'destroy', { yes: true });
    assert.equal(arm.stored.length, 0);
  });

  it('needs no sign-in where nothing is to be granted', async () => {
    const secret = "test.articleFleet().clusters[0]; const { Fleet } = require('FLEET'); ".replace(
      'FLEET',
      join(__dirname, '../../lib/fleet/fleet.js'),
    );
    const fleet = main(
      'secret',
      `${secret}
const fleet = new Fleet();
const store = { bind: () => ({ file: '/x', volume: { volume: { name: 'x' }, mount: { name: 'x', mountPath: '/x' } }, environment: [], podLabels: {}, podAnnotations: {}, serviceAccountAnnotations: {}, destinations: [] }) };
new test.BucketUser(fleet.addCluster('a').addChart('b', { namespace: 'c' }), 'receive', store, 'write');
exports.fleet = fleet;`,
    );
    const arm = new FakeArm();
    const { ok, printed } = await run(arm, 'verify', { fleet });
    assert.deepEqual([ok, printed], [true, 'Nothing: no identity of this fleet needs a role, or has one.\n']);
    assert.equal(arm.requests.length, 0);
  });

  it('writes no manifest, and leaves nothing behind', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('cdk8s-thanos-'));
    await run(new FakeArm(), 'plan');
    assert.deepEqual(
      readdirSync(directory).filter((name) => !name.endsWith('.js')),
      [],
    );
    assert.deepEqual(
      readdirSync(tmpdir()).filter((name) => name.startsWith('cdk8s-thanos-')),
      before,
    );
  });
});

describe('azure-roles stops, with nothing done, for', () => {
  const mistakes: [string, Partial<CliOptions>, RegExp][] = [
    ['a fleet that is not compiled', { fleet: join(directory, 'none.js') }, /There is no .*none.js.*npx tsc/],
    [
      'a main.ts without fleet',
      { fleet: main('empty', '') },
      /exports no fleet. Write: export const fleet = new Fleet\(\)/,
    ],
    [
      'a main.ts that throws',
      { fleet: main('throws', "throw new TypeError('oh no');") },
      /does not run: TypeError: oh no\n +at .*throws.js:2/,
    ],
    [
      'a main.ts that exits',
      { fleet: main('exits', "console.error('bye'); process.exit(3);") },
      /ended with exit code 3: bye/,
    ],
    [
      'a fleet that does not validate',
      {
        fleet: main(
          'invalid',
          "exports.fleet = test.articleFleet(); exports.fleet.addCluster('X!'); exports.fleet.synth();",
        ),
      },
      /cluster name "X!" is no folder/,
    ],
    [
      'a fleet that does not validate, and is not synthesised',
      { fleet: main('unsynthesised', "exports.fleet = test.articleFleet(); exports.fleet.addCluster('X!');") },
      /does not validate: X!\/.*cluster name "X!" is no folder/,
    ],
    ['a foreign subscription', { subscription: READER.clientId }, /is not in subscription cccccccc/],
    ['a subscription name', { subscription: 'production' }, /subscription "production" is no GUID/],
    ['an endpoint without TLS', { armEndpoint: 'http://localhost:8080' }, /is no https URL, and a token is sent there/],
    ['an endpoint that is no URL', { armEndpoint: 'localhost' }, /is no https URL/],
  ];
  for (const [mistake, options, message] of mistakes) {
    it(mistake, async () => {
      const arm = new FakeArm();
      await assert.rejects(run(arm, 'apply', options), (error) => {
        assert.ok(error instanceof Error && 'exitCode' in error);
        assert.equal(error.exitCode, 2);
        assert.match(error.message, message);
        return true;
      });
      assert.equal(arm.requests.length, 0);
    });
  }

  it('a sign-in that Azure refuses', async () => {
    const arm = new FakeArm().fail('GET', { status: 401, code: 'ExpiredAuthenticationToken' });
    await assert.rejects(run(arm, 'apply'), { exitCode: 2 });
  });

  it('not an outage, which is no mistake', async () => {
    await assert.rejects(run(new FakeArm().fail('GET', { status: 503 }), 'apply'), { exitCode: 1 });
  });

  it('and accepts the subscription that it is in', async () => {
    assert.equal((await run(new FakeArm(), 'plan', { subscription: SUBSCRIPTION })).ok, true);
  });
});

it('federated needs neither Azure nor a sign-in', async () => {
  let printed = '';
  const print = (text: string) => {
    printed += text;
  };
  await runFederated({ fleet: article, output: 'json' }, { print, tell: assert.fail });
  const report = JSON.parse(printed);
  assert.deepEqual(Object.keys(report), ['version', 'command', 'credentials', 'warnings']);
  assert.equal(report.credentials[0].subject, 'system:serviceaccount:thanos:thanos-store');
});

it('Nothing that is printed holds the token', async () => {
  const { printed, told } = await run(new FakeArm().fail('PUT', { status: 500 }, 1), 'apply');
  assert.notEqual(told, '');
  assert.equal((printed + told).includes(TOKEN), false);
});
