import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AzureRolesCommand } from '../../azure/azure-roles';
import type { GrantSource } from '../../azure/grant-source';
import { type CliOptions, runAzureRoles, runFederated, type Surroundings } from '../../azure/run';
import { FakeArm } from './fake-arm';
import { credential, READER, SUBSCRIPTION, source } from './setup';

type Options = Omit<CliOptions, 'fleet'>;

async function run(
  arm: FakeArm,
  command: AzureRolesCommand,
  changes: Partial<Options> & Pick<Surroundings, 'ask'> = {},
  fleet: GrantSource = source,
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
  const defaults: Options = { output: 'table', cloud: 'AzureCloud' };
  const ok = await runAzureRoles(command, fleet, { ...defaults, ...options }, surroundings);
  return { ok, printed, told };
}

describe('azure-roles', () => {
  it('prints what it would do, by scope', async () => {
    const { ok, printed, told } = await run(new FakeArm(), 'plan');
    assert.equal(ok, true);
    assert.match(
      printed,
      /^ {2}STATUS +ROLE +PRINCIPAL \(OBJECT ID\) +CLIENT ID\n\/subscriptions\/.*containers\/thanostore\n/,
    );
    assert.match(
      printed,
      /to create {2}Storage Blob Data Contributor .*\n {4}for playground\/thanos-compactor, playground\/thanos-receive\n/,
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
    for (const answer of ['', 'y', 'no']) {
      const refused = await run(arm, 'destroy', { ask: async () => answer });
      assert.match(refused.told, /3 to delete\.\nNothing has been removed\.\n$/);
    }
    assert.equal(arm.stored.length, 3);
    const { printed, told } = await run(arm, 'destroy', { ask: async () => ' yes\n' });
    assert.match(told, /to delete .*\n3 to delete\.\n$/s);
    assert.match(printed, /\n3 deleted\.\n$/);
    assert.equal(arm.stored.length, 0);
  });

  it('removes without asking only when told so', async () => {
    const arm = new FakeArm();
    await run(arm, 'apply');
    await assert.rejects(run(arm, 'destroy'), /nobody is there to answer\.\n {2}Add --yes/);
    assert.equal(arm.stored.length, 3);
    await run(arm, 'destroy', { yes: true });
    assert.equal(arm.stored.length, 0);
  });

  it('needs no sign-in where nothing is to be granted', async () => {
    const arm = new FakeArm();
    const { ok, printed } = await run(arm, 'verify', {}, { ...source, buckets: [], zones: [] });
    assert.deepEqual([ok, printed], [true, 'Nothing: no identity of this fleet needs a role, or has one.\n']);
    assert.equal(arm.requests.length, 0);
  });
});

describe('azure-roles stops, with nothing done, for', () => {
  const mistakes: [string, Partial<Options>, RegExp][] = [
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

it('federated prints JSON that stays as it is, and needs neither Azure nor a sign-in', () => {
  let printed = '';
  const print = (text: string) => {
    printed += text;
  };
  runFederated(source, { output: 'json' }, { print, tell: assert.fail });
  const report = JSON.parse(printed);
  assert.deepEqual(Object.keys(report), ['version', 'command', 'credentials', 'warnings']);
  assert.equal(report.credentials[0].subject, 'system:serviceaccount:thanos:thanos-store');
});
