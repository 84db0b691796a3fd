import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { MANIFEST_RULES } from '../../lib/manifests/rules';
import { field } from '../helpers';
import { configMap, folderOf, lint } from './setup';

describe('cdk8s-thanos lint --output sarif', () => {
  const run = async (...paths: string[]) => field(JSON.parse((await lint(paths, 'sarif')).printed), 'runs.0');

  it('describes each rule that it applies, and where people read about it', async () => {
    const rules = field(await run(folderOf({ 'a.yaml': configMap('a') })), 'tool.driver.rules') as object[];
    assert.deepEqual(
      rules.map((rule) => field(rule, 'id')),
      [...new Set(MANIFEST_RULES.map(({ rule }) => rule))].sort(),
    );
    for (const rule of rules) {
      const id = String(field(rule, 'id'));
      assert.ok(new URL(String(field(rule, 'helpUri'))).href.endsWith(`/docs/rules.md#${id.toLowerCase()}`));
      for (const text of ['shortDescription.text', 'fullDescription.text', 'help.text', 'help.markdown']) {
        assert.equal(typeof field(rule, text), 'string', `${id} ${text}`);
      }
    }
  });

  it('has the file, line and object of each finding', async () => {
    const folder = folderOf({ 'a b.yaml': `${configMap('a')}---\n${configMap('a')}` });
    const sarif = await run(folder);
    const result = field(sarif, 'results.0');
    assert.equal(field(result, 'ruleId'), 'THANOS-101');
    assert.equal(field(sarif, `tool.driver.rules.${field(result, 'ruleIndex')}.id`), 'THANOS-101');
    assert.equal(field(result, 'level'), 'error');
    assert.deepEqual(field(result, 'locations.0.physicalLocation'), {
      artifactLocation: { uri: new URL(`file://${join(folder, 'a%20b.yaml')}`).href },
      region: { startLine: 5 },
    });
    assert.equal(field(result, 'locations.0.logicalLocations.0.fullyQualifiedName'), 'ConfigMap apps/a');
    assert.equal(field(result, 'relatedLocations.0.physicalLocation.region.startLine'), 1);
    assert.equal(field(sarif, 'invocations.0.executionSuccessful'), true);
  });

  it('names files relative to the working directory where they were named so', async () => {
    const sarif = await run('test/lint/no such.yaml');
    assert.deepEqual(field(sarif, 'invocations.0'), {
      executionSuccessful: false,
      toolExecutionNotifications: [
        {
          level: 'error',
          message: { text: 'is not there' },
          locations: [{ physicalLocation: { artifactLocation: { uri: 'test/lint/no%20such.yaml' } } }],
        },
      ],
    });
  });
});
