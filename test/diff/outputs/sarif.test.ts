import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { CHANGE_CODES, changeEntry } from '../../../lib/diff/catalogue';
import { field } from '../../helpers';
import { folderOf } from '../../lint/setup';
import { added, change, changed, consequence, diffOf, object, printed } from './setup';

const page = readFileSync(join(__dirname, '..', '..', '..', '..', 'docs', 'consequences.md'), 'utf8');
const run = (text: string) => field(JSON.parse(text), 'runs.0');

describe('diff --output sarif', () => {
  it('has what restarts something or is worse, with place, object and values', () => {
    const receive = object('StatefulSet', 'receive');
    const sarif = run(
      printed(
        'sarif',
        {
          hub: [
            changed(
              receive,
              change('data', 'spec.a', { also: [consequence('restart', 'rolls'), consequence('none', 'is seen')] }),
              change('replace', 'spec.b'),
              change('config', 'spec.c'),
            ),
            added(object('Service', 'a')),
          ],
        },
        { place: { file: 'dist/hub/a b.yaml', line: 12 } },
      ),
    );
    const results = field(sarif, 'results') as object[];
    assert.deepEqual(
      results.map((result) => [field(result, 'level'), field(result, 'message.text')]),
      [
        ['error', 'StatefulSet thanos/receive spec.a (old → new): does what data says'],
        ['warning', 'StatefulSet thanos/receive spec.a (old → new): rolls'],
        ['error', 'StatefulSet thanos/receive spec.b (old → new): does what replace says'],
      ],
    );
    assert.deepEqual(field(results[0], 'locations.0'), {
      physicalLocation: { artifactLocation: { uri: 'dist/hub/a%20b.yaml' }, region: { startLine: 12 } },
      logicalLocations: [{ fullyQualifiedName: 'StatefulSet thanos/receive', kind: 'resource' }],
    });
    assert.deepEqual(field(results[0], 'properties'), { cluster: 'hub', path: 'spec.a', level: 'data' });
    const prints = results.map((result) => field(result, 'partialFingerprints.primaryLocationLineHash'));
    assert.equal(new Set(prints).size, 3);
  });

  it('describes each code that it may give, and where people read about it', () => {
    const rules = field(run(printed('sarif', {})), 'tool.driver.rules') as object[];
    const worse = ['restart', 'replace', 'data'];
    assert.deepEqual(
      rules.map((rule) => field(rule, 'id')),
      CHANGE_CODES.filter((code) => worse.includes(changeEntry(code).level)),
    );
    for (const rule of rules) {
      const id = String(field(rule, 'id'));
      assert.ok(String(field(rule, 'helpUri')).endsWith(`/docs/consequences.md#${id.toLowerCase()}`));
      assert.ok(page.includes(`### ${id}\n`), id);
    }
  });

  it('is whole without a result, and says what could not be read', () => {
    const problems = [{ file: 'a.yaml', message: 'is no text' }];
    const sarif = run(printed('sarif', {}, { problems }));
    assert.deepEqual(field(sarif, 'results'), []);
    assert.equal(field(sarif, 'invocations.0.executionSuccessful'), false);
    assert.equal(field(sarif, 'invocations.0.toolExecutionNotifications.0.message.text'), 'is no text');
  });
});

describe('The place of a change', () => {
  const places = async (before: string, after: string) => {
    const [base, head] = [folderOf({ 'a/old.yaml': before }), folderOf({ 'a/new.yaml': after })];
    const text = await diffOf(base, head, { output: 'json' });
    const changes = field(JSON.parse(text), 'changes') as object[];
    return {
      base,
      head,
      places: changes.map((each) => [field(each, 'name'), field(each, 'file'), field(each, 'line')]),
    };
  };
  const configMap = (name: string, value: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { a: ${value} }\n`;

  it('is on the side of the head, or of the base for what is gone', async () => {
    const before = [configMap('kept', 'x'), configMap('gone', 'x')].join('---\n');
    const after = [configMap('new', 'x'), configMap('kept', 'y')].join('---\n');
    const found = await places(before, after);
    assert.deepEqual(found.places.sort(), [
      ['gone', join(found.base, 'a/old.yaml'), 6],
      ['kept', join(found.head, 'a/new.yaml'), 6],
      ['new', join(found.head, 'a/new.yaml'), 1],
    ]);
  });
});
