import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { RULE_IDS } from '../../lib/validation/catalogue';
import { IMPOSSIBLE } from '../../lib/validation/catalogue/impossible';
import { rulesPage } from './rules-page';

describe('docs/rules.md', () => {
  const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'rules.md'), 'utf8');

  it('is what the catalogue says: npm run rules', () => assert.equal(page, rulesPage()));

  it('has an anchor for each rule, and an example under its id', () => {
    for (const id of RULE_IDS) {
      assert.equal(page.split(`\n### ${id}\n`).length, 2, id);
      assert.ok(page.includes(`\`\`\`text\n${id}: `), id);
    }
  });

  it('says nothing of the machine that it was made on', () => {
    for (const name of [process.cwd(), homedir()]) assert.ok(!page.includes(name), name);
  });

  it('has each impossible mistake once', () => {
    const numbers = IMPOSSIBLE.map(({ mistake }) => mistake);
    assert.deepEqual([...new Set(numbers)], numbers);
  });
});
