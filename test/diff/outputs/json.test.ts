import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Ajv2020 from 'ajv/dist/2020';
import { field } from '../../helpers';
import { folderOf } from '../../lint/setup';
import { added, change, changed, consequence, diffOf, object, printed, removed } from './setup';

const root = join(__dirname, '..', '..', '..', '..');
const main = join(root, 'build', 'cli', 'main.js');
const validate = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true }).compile(
  JSON.parse(readFileSync(join(root, 'docs', 'diff.schema.json'), 'utf8')),
);

function parsed(text: string): unknown {
  const report: unknown = JSON.parse(text);
  validate(report);
  assert.deepEqual(validate.errors ?? [], []);
  return report;
}

describe('diff --output json', () => {
  it('is what the schema describes, without a change', () => {
    assert.deepEqual(parsed(printed('json', {})), {
      version: 1,
      base: 'main:dist',
      head: 'dist',
      changes: [],
      patches: [],
      problems: [],
    });
  });

  it('has all digits of large whole numbers, as numbers, in changes and patches', async () => {
    const limit = (most: string) =>
      `apiVersion: example.com/v1\nkind: Limit\nmetadata: { name: a }\nspec: { most: ${most}, kept: 9007199254740995 }\n`;
    const [a, b] = ['9007199254740992', '9007199254740993'].map((most) => folderOf({ 'a.yaml': limit(most) }));
    const text = await diffOf(a ?? '', b ?? '', { output: 'json' });
    assert.match(text, /"path":"spec\.most","before":9007199254740992,"after":9007199254740993,/);
    assert.match(text, /"path":"\/spec\/most","value":9007199254740993\}/);
    parsed(text);
    for (const output of ['text', 'markdown', 'sarif'] as const) {
      assert.match(await diffOf(a ?? '', b ?? '', { output, all: true }), /9007199254740993|"results":\[\]/, output);
    }
  });

  it('has all of a change', () => {
    const also = [consequence('config', 'b')];
    const judged = changed(
      object('Service', 'a'),
      change('data', 'spec.ports', { before: [1], after: { a: null }, message: 'is\n"so"', also }),
    );
    const report = parsed(printed('json', { hub: [judged] }, { place: { file: 'dist/hub/a.yaml', line: 7 } }));
    const whole = { cluster: 'hub', apiVersion: 'v1', kind: 'Service', namespace: 'thanos', name: 'a' };
    assert.deepEqual(field(report, 'changes'), [
      {
        ...whole,
        type: 'changed',
        path: 'spec.ports',
        before: [1],
        after: { a: null },
        level: 'data',
        code: 'DIFF-002',
        message: 'is\n"so"',
        also,
        file: 'dist/hub/a.yaml',
        line: 7,
      },
    ]);
    assert.deepEqual(field(report, 'patches'), [
      { ...whole, patch: [{ op: 'replace', path: '/spec/ports', value: { a: null } }] },
    ]);
  });

  it('has what is new, gone and renamed, and what could not be read', () => {
    const [old, now] = [object('Service', 'old'), object('Service', 'new')];
    const problems = [
      { file: 'a.yaml', line: 3, column: 1, message: 'is no YAML' },
      { file: 'b', message: 'is no text' },
    ];
    const report = parsed(printed('json', { a: [added(now, old)], b: [removed(old, now)] }, { problems }));
    assert.deepEqual(field(report, 'changes.0.after'), now);
    assert.ok(!('before' in (field(report, 'changes.0') as object)));
    assert.equal(field(report, 'changes.0.renamedFrom.name'), 'old');
    assert.deepEqual(field(report, 'changes.1.before'), old);
    assert.equal(field(report, 'changes.1.renamedTo.name'), 'new');
    assert.deepEqual(field(report, 'patches'), []);
    assert.deepEqual(field(report, 'problems'), problems);
  });

  it('is refused by the schema when a change has no level', () => {
    const report = JSON.parse(printed('json', { a: [added(object('Service', 'a'))] }));
    delete report.changes[0].level;
    assert.equal(validate(report), false);
  });

  it('comes in pieces, each of one change', () => {
    const pieces: number[] = [];
    const objects = Array.from({ length: 1000 }, (_, index) =>
      changed(object('Service', `s${index}`), change('data', 'spec.a')),
    );
    const text = printed('json', { a: objects }, { print: (piece) => pieces.push(piece.length) });
    assert.equal(text, '');
    assert.ok(Math.max(...pieces) < 1000);
  });

  it('is the same for real manifests, at every run', async () => {
    const base = join(root, 'examples', 'tenants', 'dist');
    const head = folderOf({});
    cpSync(base, head, { recursive: true });
    const file = join(head, 'hub', 'thanos.k8s.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(': thanos-query', ': thanos-queries'));
    const [one, other] = [await diffOf(base, head, { output: 'json' }), await diffOf(base, head, { output: 'json' })];
    assert.equal(one, other);
    assert.ok((field(parsed(one), 'changes.length') as number) > 10);
  });

  it('says what could not be read, with exit code 2', () => {
    const [base, head] = [folderOf({ 'a/a.yaml': 'a: [' }), folderOf({ 'a/a.yaml': 'kind: [' })];
    const { status, stdout } = spawnSync(process.execPath, [main, 'diff', base, head, '--output=json'], {
      encoding: 'utf8',
    });
    assert.equal(status, 2);
    assert.ok((field(parsed(stdout), 'problems.length') as number) >= 2);
  });
});
