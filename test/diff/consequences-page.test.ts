import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { consequencesPage } from './consequences-page';

it('docs/consequences.md is what `npm run rules` writes', () => {
  const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'consequences.md'), 'utf8');
  assert.equal(page, consequencesPage());
});
