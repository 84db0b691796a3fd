import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { assignmentName } from '../../azure/assignment';
import { wantedGrants } from '../../azure/grants';
import { FakeArm, foreignAssignment, type StoredAssignment } from './fake-arm';
import {
  ALL_TO_CREATE,
  applied,
  contributor,
  grants,
  id,
  OTHER,
  role,
  somebodyIsFaster,
  withoutFaults,
} from './roles-setup';
import { ACCOUNT, bucket, CONTAINER, KUBELET, run, SUBSCRIPTION, source, TOKEN, ZONE } from './setup';

describe('plan', () => {
  it('says what is missing, and changes nothing', async () => {
    const arm = new FakeArm();
    const { ok, statuses, rows } = await run(arm, 'plan');
    assert.equal(ok, true);
    assert.deepEqual(statuses, ALL_TO_CREATE);
    assert.deepEqual(rows.at(0), {
      status: 'to create',
      principalId: KUBELET.principalId,
      clientId: KUBELET.clientId,
      role: 'Storage Blob Data Contributor',
      scope: CONTAINER,
      name: assignmentName(contributor),
      neededBy: ['playground/thanos-compactor', 'playground/thanos-receive'],
      ours: false,
    });
    assert.equal(arm.count('GET'), 2);
    assert.equal(arm.requests.length, 2);
  });

  it('shows who else has a role at these scopes, and what our identities inherit', async () => {
    const arm = new FakeArm();
    arm.stored.push(
      foreignAssignment({
        scope: CONTAINER,
        principalId: OTHER,
        roleDefinitionId: '/x/8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
      }),
      foreignAssignment({
        scope: ACCOUNT,
        principalId: KUBELET.principalId,
        roleDefinitionId: role('Reader and Data Access'),
      }),
      foreignAssignment({
        scope: `/subscriptions/${SUBSCRIPTION}`,
        principalId: OTHER,
        roleDefinitionId: role('DNS Zone Contributor'),
      }),
    );
    const { rows } = await run(arm, 'plan');
    assert.deepEqual(
      rows.slice(3).map(({ status, role: name, scope, note }) => ({ status, name, scope, note })),
      [
        { status: 'foreign', name: 'Reader and Data Access', scope: ACCOUNT, note: 'inherited from a wider scope' },
        { status: 'foreign', name: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', scope: CONTAINER, note: undefined },
      ],
    );
  });

  it('shows once what several containers inherit', async () => {
    const arm = new FakeArm();
    const buckets = [bucket('a'), bucket('b', { container: 'second' })];
    arm.stored.push(
      foreignAssignment({
        scope: ACCOUNT,
        principalId: KUBELET.principalId,
        roleDefinitionId: role('Storage Blob Data Reader'),
      }),
    );
    const { rows } = await run(arm, 'plan', { grants: wantedGrants({ ...source, buckets, zones: [] }).grants });
    assert.deepEqual(
      rows.map(({ status }) => status),
      ['to create', 'to create', 'foreign'],
    );
  });

  it('finds an assignment however Azure spells its IDs', async () => {
    const arm = await applied();
    const upper = arm.stored.splice(0).map(
      (one): StoredAssignment => ({
        ...one,
        scope: one.scope.toUpperCase(),
        principalId: one.principalId.toUpperCase(),
        roleDefinitionId: one.roleDefinitionId.toUpperCase(),
      }),
    );
    arm.stored.push(...upper);
    const { rows } = await run(arm, 'plan');
    assert.deepEqual(
      rows.map(({ status, ours }) => [status, ours]),
      [
        ['exists', true],
        ['exists', true],
        ['exists', true],
      ],
    );
  });

  it('says when a condition narrows what exists', async () => {
    const arm = new FakeArm();
    arm.stored.push(
      foreignAssignment({ ...contributor, roleDefinitionId: role(contributor.role), condition: '@Resource[x]' }),
    );
    const { rows } = await run(arm, 'plan');
    assert.equal(rows[0]?.note, 'made by somebody else; a condition narrows it');
  });

  it('reads pages to the end', async () => {
    const arm = await applied();
    arm.pageSize = 1;
    const { statuses } = await run(arm, 'plan');
    assert.deepEqual(
      statuses,
      ALL_TO_CREATE.map((text) => text.replace('to create', 'exists')),
    );
    assert.equal(arm.count('GET'), 3);
  });

  it('of 200 grants asks once per scope, several at a time and never too many', async () => {
    const arm = new FakeArm();
    const buckets = Array.from({ length: 200 }, (_, index) =>
      bucket(`receive-${index}`, {
        container: `blocks-${index % 50}`,
        identity: { ...KUBELET, clientId: id('c', index), principalId: id('a', index) },
      }),
    );
    const { rows } = await run(arm, 'plan', { grants: wantedGrants({ ...source, buckets, zones: [] }).grants });
    assert.equal(rows.length, 200);
    assert.equal(arm.requests.length, 50);
    assert.equal(arm.mostAtOnce, 8);
  });
});

describe('apply', () => {
  it('makes what is missing, for service principals, with a name and a text that say where it comes from', async () => {
    const arm = new FakeArm();
    const { ok, statuses, waits } = await run(arm, 'apply');
    assert.equal(ok, true);
    assert.deepEqual(
      statuses,
      ALL_TO_CREATE.map((text) => text.replace('to create', 'created')),
    );
    assert.deepEqual(
      arm.stored.find((one) => one.name === assignmentName(contributor)),
      {
        name: assignmentName(contributor),
        scope: CONTAINER,
        principalId: KUBELET.principalId,
        principalType: 'ServicePrincipal',
        roleDefinitionId: role('Storage Blob Data Contributor'),
        description: 'cdk8s-thanos: playground/thanos-compactor, playground/thanos-receive',
      },
    );
    assert.deepEqual(waits, []);
  });

  it('does nothing the second time', async () => {
    const arm = await applied();
    const { ok, statuses } = await run(arm, 'apply');
    assert.equal(ok, true);
    assert.deepEqual(
      statuses,
      ALL_TO_CREATE.map((text) => text.replace('to create', 'exists')),
    );
    assert.equal(arm.count('PUT'), 0);
  });

  it('leaves alone what somebody made under another name, and does not call it ours', async () => {
    const arm = new FakeArm();
    const existing = foreignAssignment({ ...contributor, roleDefinitionId: role(contributor.role) });
    arm.stored.push(existing);
    const { ok, rows } = await run(arm, 'apply');
    assert.equal(ok, true);
    assert.equal(arm.count('PUT'), 2);
    assert.deepEqual([rows[0]?.status, rows[0]?.name, rows[0]?.ours], ['exists', existing.name, false]);
  });

  for (const rePut of [200, 409] as const) {
    it(`accepts that somebody was faster, when Azure answers ${rePut} to the same name`, async () => {
      const arm = new FakeArm();
      arm.rePut = rePut;
      somebodyIsFaster(arm, assignmentName);
      assert.equal((await run(arm, 'apply')).ok, true);
      assert.equal(arm.stored.length, 3);
    });
  }

  it('adopts what somebody made meanwhile under another name', async () => {
    const arm = new FakeArm();
    somebodyIsFaster(arm, () => randomUUID());
    const { ok, rows } = await run(arm, 'apply');
    assert.equal(ok, true);
    assert.equal(arm.stored.length, 3);
    assert.deepEqual(
      rows.map(({ status, ours, note }) => [status, ours, note]),
      Array(3).fill(['exists', false, 'made meanwhile by somebody else']),
    );
  });

  it('is finished by the next run when it was interrupted', async () => {
    const arm = new FakeArm().fail('PUT', 'ECONNRESET', 50, 1);
    const first = await run(arm, 'apply');
    assert.equal(first.ok, false);
    assert.equal(arm.stored.length, 1);
    const second = await run(arm, 'plan', { httpClient: withoutFaults(arm) });
    assert.deepEqual(second.rows.map(({ status }) => status).sort(), ['exists', 'to create', 'to create']);
    const third = await run(arm, 'apply', { httpClient: withoutFaults(arm) });
    assert.equal(third.ok, true);
    assert.deepEqual(third.rows.map(({ status }) => status).sort(), ['created', 'created', 'exists']);
  });

  it('never widens a role, nor removes what the fleet no longer needs', async () => {
    const arm = await applied();
    const fewer = grants.filter(({ role: name }) => name === 'Storage Blob Data Reader');
    const { ok, statuses } = await run(arm, 'apply', { grants: fewer });
    assert.equal(ok, true);
    assert.deepEqual(statuses, [
      'exists: Storage Blob Data Reader at thanostore',
      'orphan: Storage Blob Data Contributor at thanostore',
    ]);
    assert.equal(arm.stored.length, 3);
  });
});

describe('verify', () => {
  it('is content when nothing is missing, whoever made it', async () => {
    const arm = await applied();
    arm.stored.splice(
      0,
      1,
      foreignAssignment({ ...(arm.stored[0] as StoredAssignment), name: OTHER, description: undefined }),
    );
    const { ok, rows } = await run(arm, 'verify');
    assert.equal(ok, true);
    assert.deepEqual(
      rows.map(({ status }) => status),
      ['exists', 'exists', 'exists'],
    );
    assert.equal(arm.requests.length, 2);
  });

  it('is not when one is missing, and says which', async () => {
    const arm = await applied();
    arm.stored.splice(
      arm.stored.findIndex(({ scope }) => scope === ZONE),
      1,
    );
    const { ok, statuses } = await run(arm, 'verify');
    assert.equal(ok, false);
    assert.equal(statuses[2], 'missing: DNS Zone Contributor at cookingwithazure.com');
  });

  it('does not take a role at a wider scope for the one at the container', async () => {
    const arm = new FakeArm();
    arm.stored.push(foreignAssignment({ ...contributor, scope: ACCOUNT, roleDefinitionId: role(contributor.role) }));
    assert.equal((await run(arm, 'verify', { grants: [contributor] })).ok, false);
  });
});

it('Requests carry the token, and nothing that is printed does', async () => {
  const arm = new FakeArm().fail('PUT', { status: 500 });
  const { rows, lines } = await run(arm, 'apply');
  assert.ok(arm.requests.every(({ authorization }) => authorization === `Bearer ${TOKEN}`));
  assert.equal(JSON.stringify([rows, lines]).includes(TOKEN), false);
});
