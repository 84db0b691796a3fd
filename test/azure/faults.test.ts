import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AzureRolesCommand } from '../../azure/azure-roles';
import { ArmFailure } from '../../azure/failure';
import { wantedGrants } from '../../azure/grants';
import { FakeArm, type Fault, type Step } from './fake-arm';
import { CONTAINER, KUBELET, run, source } from './setup';

/** A command, the step of it that fails, and how many such steps succeed before. */
const STEPS: [string, AzureRolesCommand, Step, number][] = [
  ['the first list', 'apply', 'GET', 0],
  ['the second list', 'apply', 'GET', 1],
  ['the next page', 'destroy', 'GET', 2],
  ['the first assignment', 'apply', 'PUT', 0],
  ['the last assignment', 'apply', 'PUT', 2],
  ['the first removal', 'destroy', 'DELETE', 0],
  ['the last removal', 'destroy', 'DELETE', 2],
];

/** What a command finds: `destroy` has something to remove. */
async function prepared(command: AzureRolesCommand): Promise<FakeArm> {
  const arm = new FakeArm();
  if (command === 'destroy') await run(arm, 'apply');
  arm.requests.length = 0;
  arm.pageSize = 1;
  return arm;
}

describe('What passes', () => {
  const passing: [string, Fault][] = [
    ['429 without Retry-After', { status: 429, code: 'TooManyRequests' }],
    ['429 with Retry-After', { status: 429, code: 'TooManyRequests', headers: { 'retry-after': '17' } }],
    ['500', { status: 500, code: 'InternalServerError' }],
    ['502 with a page of HTML', { status: 502, body: '<html><h1>Bad gateway</h1></html>' }],
    ['503 with Retry-After', { status: 503, code: 'ServiceUnavailable', headers: { 'retry-after': '3' } }],
    ['504', { status: 504, code: 'GatewayTimeout' }],
    ['408', { status: 408, code: 'RequestTimeout' }],
    ['a refused connection', 'ECONNREFUSED'],
    ['a broken connection', 'ECONNRESET'],
    ['an answer that got lost', 'lost'],
    ['a name that does not resolve', 'ENOTFOUND'],
  ];
  for (const [name, fault] of passing) {
    for (const [step, command, method, skip] of STEPS) {
      it(`${name} at ${step} is waited out`, async () => {
        const arm = (await prepared(command)).fail(method, fault, 2, skip);
        const { ok, rows, waits, lines } = await run(arm, command);
        assert.equal(ok, true);
        assert.deepEqual([...new Set(rows.map(({ status }) => status))], [command === 'apply' ? 'created' : 'deleted']);
        assert.equal(arm.stored.length, command === 'apply' ? 3 : 0);
        assert.equal(waits.length, 2);
        assert.equal(lines.length, 2);
        assert.match(lines[0] ?? '', /role assignments at \/subscriptions.*attempt 1 of 6, the next in \d+ s$/);
      });
    }
  }

  it('honours Retry-After in seconds, as a date, and in milliseconds', async () => {
    const headers: Record<string, string>[] = [
      { 'retry-after': '17' },
      { 'retry-after': 'Thu, 01 Jan 2026 00:00:42 GMT' },
      { 'retry-after-ms': '1500' },
      { 'x-ms-retry-after-ms': '2500' },
      { 'retry-after': 'soon' },
    ];
    const arm = new FakeArm();
    for (const one of headers) arm.fail('GET', { status: 429, headers: one }, 1);
    const { waits } = await run(arm, 'plan', { grants: wantedGrants({ ...source, zones: [] }).grants });
    assert.deepEqual(waits, [17_000, 42_000, 1500, 2500, 16_000]);
  });

  it('backs off further each time', async () => {
    const arm = new FakeArm().fail('GET', { status: 503 }, 5);
    const { waits } = await run(arm, 'plan', { grants: wantedGrants({ ...source, zones: [] }).grants });
    assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16_000]);
  });

  it('includes an identity that Azure has not spread yet, for four minutes', async () => {
    const arm = new FakeArm();
    arm.replication.set(KUBELET.principalId, 9);
    const { ok, waits, lines } = await run(arm, 'apply', { grants: wantedGrants({ ...source, zones: [] }).grants });
    assert.equal(ok, true);
    assert.equal(
      waits.reduce((sum, wait) => sum + wait, 0),
      243_000,
    );
    assert.match(
      lines[0] ?? '',
      /^write role assignments at .*: Azure does not know the new identity everywhere yet; attempt 1 of 10/,
    );
  });
});

describe('What lasts, while Azure is read,', () => {
  const lasting: [string, Fault, RegExp][] = [
    [
      'a missing permission',
      { status: 403, code: 'AuthorizationFailed' },
      /Microsoft\.Authorization\/roleAssignments\/read there.*\n {2}az role assignment create --assignee-object-id "<your object ID.*--role "Reader" --scope "\/subscriptions\/.*\/containers\/thanostore"/,
    ],
    ['another 403', { status: 403, code: 'RequestDisallowedByPolicy' }, /403 RequestDisallowedByPolicy.*A policy/],
    [
      'an expired sign-in',
      { status: 401, code: 'ExpiredAuthenticationToken' },
      /refuses the sign-in.*az login --tenant/,
    ],
    ['a missing account', { status: 404, code: 'ResourceNotFound' }, /404 ResourceNotFound.*has to exist/],
    ['throttling', { status: 429 }, /throttles.*later/],
    ['throttling for an hour', { status: 429, headers: { 'retry-after': '3600' } }, /throttles.*later/],
    ['an outage', { status: 500 }, /keeps answering 500/],
    [
      'a page of HTML',
      { status: 502, body: `<html>${'x'.repeat(5000)}</html>` },
      /keeps answering 502: .{1,500}Run the same/,
    ],
    ['no connection', 'ECONNREFUSED', /No connection.*ECONNREFUSED/],
    ['an API that is not there', { status: 501, code: 'NotImplemented' }, /keeps answering 501/],
  ];
  for (const [name, fault, message] of lasting) {
    for (const command of ['plan', 'apply', 'verify', 'destroy'] as const) {
      it(`${name} stops ${command} before it changes anything`, async () => {
        const arm = new FakeArm().fail('GET', fault);
        await assert.rejects(run(arm, command), (error) => {
          assert.ok(error instanceof ArmFailure);
          assert.match(error.message, message);
          return true;
        });
        assert.equal(arm.count('PUT') + arm.count('DELETE'), 0);
      });
    }
  }

  it('is not waited for when Azure asks for an hour', async () => {
    const arm = new FakeArm().fail('GET', { status: 429, headers: { 'retry-after': '3600' } });
    const lines: string[] = [];
    await assert.rejects(run(arm, 'plan', { progress: (line) => lines.push(line) }));
    assert.deepEqual(lines, []);
  });

  it('names who lacks a permission, because somebody else will run the command', async () => {
    const message = `The client 'ops@example.com' with object id '${KUBELET.principalId}' does not have authorization to perform action 'Microsoft.Authorization/roleAssignments/read' over scope '/x'.`;
    const arm = new FakeArm().fail('GET', { status: 403, code: 'AuthorizationFailed', message });
    await assert.rejects(run(arm, 'plan'), new RegExp(`--assignee-object-id ${KUBELET.principalId} --role "Reader"`));
  });

  it('names every scope that cannot be read', async () => {
    const arm = new FakeArm().fail('GET', { status: 403, code: 'AuthorizationFailed' });
    await assert.rejects(run(arm, 'plan'), /containers\/thanostore.*dnsZones\/cookingwithazure\.com/s);
  });
});

describe('What lasts, while Azure is changed,', () => {
  const lasting: [string, Fault, RegExp][] = [
    [
      'a missing permission',
      { status: 403, code: 'AuthorizationFailed' },
      /roleAssignments\/(write|delete) there.*\n.*"Role Based Access Control Administrator" --scope/,
    ],
    ['a lock', { status: 409, code: 'ScopeLocked' }, /409 ScopeLocked.*az lock list/],
    [
      'a name that is taken',
      { status: 400, code: 'RoleAssignmentUpdateNotPermitted' },
      /same name exists for something else.*az role assignment list --all/,
    ],
    [
      'an assignment that no list shows',
      { status: 409, code: 'RoleAssignmentExists' },
      /does not show it yet.*in a minute/,
    ],
    ['the limit of a subscription', { status: 400, code: 'RoleAssignmentLimitExceeded' }, /Remove assignments/],
    ['anything else', { status: 400, code: 'BadRequestFormat', message: 'Odd.' }, /: 400 BadRequestFormat: Odd$/],
  ];
  for (const [name, fault, message] of lasting) {
    for (const [step, command, method, skip] of STEPS.filter(([, , one]) => one !== 'GET')) {
      it(`${name} at ${step} is reported, and the rest is done`, async () => {
        const arm = (await prepared(command)).fail(method, fault, 1, skip);
        const { ok, rows, waits } = await run(arm, command);
        assert.equal(ok, false);
        const failed = rows.filter(({ status }) => status === 'failed');
        assert.equal(failed.length, 1);
        assert.match(failed[0]?.note ?? '', message);
        assert.equal(rows.filter(({ status }) => status === 'created' || status === 'deleted').length, 2);
        assert.deepEqual(waits, []);
      });
    }
  }

  for (const fault of [{ status: 401 }, { status: 500 }, 'ECONNREFUSED'] as const) {
    it(`${JSON.stringify(fault)} stops the rest: every call would fail alike`, async () => {
      const buckets = Array.from({ length: 40 }, (_, index) => ({ ...source.buckets[0], container: `c${index}00` }));
      const { grants } = wantedGrants({
        clusters: ['playground'],
        buckets: buckets as typeof source.buckets,
        zones: [],
      });
      const arm = new FakeArm().fail('PUT', fault);
      const { ok, rows } = await run(arm, 'apply', { grants });
      assert.equal(ok, false);
      assert.ok(rows.filter(({ status }) => status === 'to create').length >= 30);
      assert.deepEqual(arm.stored, []);
    });
  }

  it('an identity that never appears is reported after four minutes, with what it may be', async () => {
    const arm = new FakeArm();
    arm.replication.set(KUBELET.principalId, 1000);
    const { ok, rows } = await run(arm, 'apply');
    assert.equal(ok, false);
    assert.deepEqual(
      rows.map(({ status }) => status),
      ['failed', 'created', 'failed'],
    );
    assert.match(rows[0]?.note ?? '', /PrincipalNotFound.*principalId is not its object ID.*az ad sp show/);
    assert.equal(rows[0]?.scope, CONTAINER);
  });
});
