import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OUTPUTS, type Output } from '../../../diff/output';
import { field } from '../../helpers';
import { folderOf } from '../../lint/setup';
import { change, changed, diffOf, object, printed } from './setup';

const secret = (name: string, rest: string) => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\n${rest}`;
const applied = (value: string) =>
  `  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: '{"data":"${value}"}'\n`;

/** What differs, in every way a Secret may: values, keys, all of it, the copy of kubectl, and content that is no map. */
const BEFORE = [
  secret(
    'values',
    `${applied('hunter1')}data: { password: hunter2, user: same }\nstringData: { file.yaml: "a: [hunter3]" }\n`,
  ),
  secret('whole', 'type: Opaque\n'),
  secret('gone', 'data: { password: hunter4 }\n'),
  secret('text', 'data: hunter5\n'),
  secret('annotated', ''),
];
const AFTER = [
  secret(
    'values',
    `${applied('hunter6')}data: { password: hunter7, user: same, more: hunter8 }\nstringData: { file.yaml: "a: [hunter9]" }\n`,
  ),
  secret('whole', 'type: Opaque\ndata: { password: hunter10 }\nstringData: { password: hunter11 }\n'),
  secret('new', `${applied('hunter12')}stringData: { password: hunter13 }\n`),
  secret('text', 'data: hunter14\n'),
  secret('annotated', applied('hunter15')),
];

async function diff(output: Output): Promise<string> {
  const [base, head] = [BEFORE, AFTER].map((objects) => folderOf({ 'a/a.yaml': objects.join('---\n') }));
  assert.ok(base && head);
  return diffOf(base, head, { output, all: true });
}

describe('What a Secret holds', () => {
  for (const output of Object.keys(OUTPUTS) as Output[]) {
    it(`is not in --output ${output}`, async () => assert.doesNotMatch(await diff(output), /hunter/));
  }

  it('leaves its keys', async () => {
    assert.match(await diff('text'), /data\.password: \(hidden\) → \(hidden\)/);
    const changes = field(JSON.parse(await diff('json')), 'changes') as object[];
    const added = changes.find((each) => field(each, 'name') === 'new');
    assert.deepEqual(field(added, 'after.stringData'), { password: '(hidden)' });
    assert.equal(field(added, 'after.metadata.name'), 'new');
  });

  it('has no step in patches, which would write what stands for it', async () => {
    const patches = field(JSON.parse(await diff('json')), 'patches') as object[];
    const whole = patches.find((each) => field(each, 'name') === 'whole');
    assert.deepEqual(field(whole, 'patch'), []);
  });

  it('is no reason to hide what another object holds', () => {
    assert.match(printed('text', { a: [changed(object('ConfigMap', 'a'), change('data', 'data.a'))] }), /old → new/);
  });
});
