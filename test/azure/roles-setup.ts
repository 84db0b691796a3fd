import assert from 'node:assert/strict';
import { type Grant, wantedGrants } from '../../azure/grants';
import { type ROLE_IDS, roleDefinitionId } from '../../azure/roles';
import { FakeArm, foreignAssignment } from './fake-arm';
import { CONTAINER, run, source } from './setup';

export const OTHER = 'bbbbbbbb-0000-4000-8000-000000000009';

export const { grants } = wantedGrants(source);

export const contributor = grants.find(({ role }) => role === 'Storage Blob Data Contributor') as Grant;

export const ALL_TO_CREATE = [
  'to create: Storage Blob Data Contributor at thanostore',
  'to create: Storage Blob Data Reader at thanostore',
  'to create: DNS Zone Contributor at cookingwithazure.com',
];

/** A fake that has everything the fleet needs, made by `apply`. */
export async function applied(): Promise<FakeArm> {
  const arm = new FakeArm();
  assert.equal((await run(arm, 'apply')).ok, true);
  arm.requests.length = 0;
  return arm;
}

export function role(name: keyof typeof ROLE_IDS): string {
  return roleDefinitionId(name, CONTAINER);
}

/** Between plan's reading and the first writing, somebody else makes all assignments. */
export function somebodyIsFaster(arm: FakeArm, name: (grant: Grant) => string): void {
  arm.beforeFirstPut = () => {
    for (const grant of grants) {
      const { scope, principalId } = grant;
      const roleDefinitionIdOf = roleDefinitionId(grant.role, scope);
      arm.stored.push(
        foreignAssignment({ name: name(grant), scope, principalId, roleDefinitionId: roleDefinitionIdOf }),
      );
    }
  };
}

export function withoutFaults(arm: FakeArm): FakeArm {
  const healthy = new FakeArm();
  healthy.stored.push(...arm.stored);
  return healthy;
}

export function id(letter: string, index: number): string {
  return `${letter.repeat(8)}-0000-4000-8000-${String(index).padStart(12, '0')}`;
}
