import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assignmentName } from '../../azure/assignment';
import { type Grant, wantedGrants } from '../../azure/grants';
import type { Row } from '../../azure/plan';
import { FakeArm, foreignAssignment } from './fake-arm';
import { applied, contributor, grants, id, OTHER, role } from './roles-setup';
import { bucket, CONTAINER, KUBELET, READER, run, source, ZONE } from './setup';

describe('destroy', () => {
  const keeps = (rows: readonly Row[]) => rows.filter(({ status }) => status === 'kept').length;

  it('shows what it would remove, and removes nothing without a yes', async () => {
    const arm = await applied();
    const shown: Row[] = [];
    const confirm = async (rows: readonly Row[]) => {
      shown.push(...rows);
      return false;
    };
    const { rows } = await run(arm, 'destroy', { confirm });
    assert.deepEqual(
      shown.map(({ status }) => status),
      ['to delete', 'to delete', 'to delete'],
    );
    assert.deepEqual(rows, shown);
    assert.equal((await run(arm, 'destroy', { confirm: undefined })).rows[0]?.status, 'to delete');
    assert.equal(arm.count('DELETE'), 0);
  });

  it('removes what apply made', async () => {
    const arm = await applied();
    const { ok, rows } = await run(arm, 'destroy');
    assert.equal(ok, true);
    assert.deepEqual(
      rows.map(({ status }) => status),
      ['deleted', 'deleted', 'deleted'],
    );
    assert.deepEqual(arm.stored, []);
    assert.deepEqual((await run(arm, 'destroy')).rows, []);
  });

  it('keeps what Bicep made under the same name, what somebody described in our words, and what is foreign', async () => {
    const arm = new FakeArm();
    const roleDefinitionId = role(contributor.role);
    const bicep = {
      ...contributor,
      name: assignmentName(contributor),
      roleDefinitionId,
      description: 'made by Bicep playground/thanos-receive',
    };
    const reader = grants.find(({ role: name }) => name === 'Storage Blob Data Reader') as Grant;
    const copied = {
      ...reader,
      roleDefinitionId: role(reader.role),
      description: 'cdk8s-thanos: playground/thanos-store',
    };
    arm.stored.push(foreignAssignment(bicep), foreignAssignment(copied));
    arm.stored.push(foreignAssignment({ scope: CONTAINER, principalId: OTHER, roleDefinitionId }));
    const { ok, rows } = await run(arm, 'destroy');
    assert.equal(ok, true);
    assert.equal(keeps(rows), 3);
    assert.equal(arm.count('DELETE'), 0);
  });

  it('removes the orphan of a replaced cluster, and only that when asked', async () => {
    const arm = await applied();
    const replaced = { ...KUBELET, clientId: id('c', 7), principalId: id('a', 7) };
    const buckets = [bucket('thanos-receive', { identity: replaced })];
    const options = { grants: wantedGrants({ ...source, buckets, zones: [] }).grants };
    await run(arm, 'apply', options);
    const { rows } = await run(arm, 'destroy', { ...options, orphansOnly: true });
    assert.deepEqual(rows.map(({ status, principalId }) => [status, principalId]).sort(), [
      ['deleted', KUBELET.principalId],
      ['deleted', READER.principalId],
      ['kept', replaced.principalId],
    ]);
  });

  it('leaves what another fleet made for its clusters, unless told that the cluster was ours', async () => {
    const arm = await applied();
    const renamed = wantedGrants({
      ...source,
      clusters: ['hub'],
      buckets: [bucket('thanos-receive', { cluster: 'hub' })],
      zones: [],
    });
    const options = { grants: renamed.grants, clusters: ['hub'] };
    const { rows } = await run(arm, 'destroy', options);
    assert.equal(keeps(rows), 2);
    assert.match(rows[1]?.note ?? '', /made for cluster playground, which this fleet does not have; --cluster/);
    assert.equal(arm.stored.length, 3);
    await run(arm, 'destroy', { ...options, clusters: ['hub', 'playground'] });
    assert.deepEqual(
      arm.stored.map(({ scope }) => scope),
      [ZONE],
    );
  });

  it('removes the access to account keys once it is no longer asked for', async () => {
    const arm = new FakeArm();
    await run(arm, 'apply', { grants: wantedGrants(source, { readerAndDataAccess: true }).grants });
    assert.equal(arm.stored.length, 5);
    await run(arm, 'destroy', { orphansOnly: true });
    assert.equal(arm.stored.length, 3);
  });

  it('is content when Azure no longer knows it', async () => {
    const arm = (await applied()).fail('DELETE', { status: 404, code: 'RoleAssignmentNotFound' }, 1);
    const { ok, rows } = await run(arm, 'destroy');
    assert.equal(ok, true);
    assert.deepEqual(rows.map(({ note }) => note).sort(), ['it was gone already', undefined, undefined]);
  });

  it('is content when somebody was faster', async () => {
    const arm = await applied();
    const confirm = async () => {
      arm.stored.length = 0;
      return true;
    };
    const { ok, rows } = await run(arm, 'destroy', { confirm });
    assert.equal(ok, true);
    assert.deepEqual(
      rows.map(({ status, note }) => [status, note]),
      Array(3).fill(['deleted', 'it was gone already']),
    );
  });
});
