import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Ajv2020 from 'ajv/dist/2020';
import { Command } from 'commander';
import { registerDiff } from '../../diff/cli';
import { OUTPUTS } from '../../diff/output';
import { diffPage } from './diff-page';

const read = (file: string) => readFileSync(join(__dirname, '..', '..', '..', file), 'utf8');
const page = read('docs/diff.md');

describe('docs/diff.md', () => {
  it('shows what the command prints, as `npm run rules` writes it', async () => assert.equal(page, await diffPage()));

  it('shows a change that the schema allows', () => {
    const [, json = ''] = /```json\n(.*?)```/s.exec(page) ?? [];
    const validate = new Ajv2020({ strictRequired: false, strictTypes: false }).compile(
      JSON.parse(read('docs/diff.schema.json')),
    );
    validate({ version: 1, base: 'a', head: 'b', changes: [JSON.parse(json)], patches: [], problems: [] });
    assert.deepEqual(validate.errors ?? [], []);
  });

  it('names every output, and no option that there is not', () => {
    const program = new Command();
    registerDiff(program);
    const options = ['--help', ...program.commands.flatMap((command) => command.options.map(({ long }) => long))];
    for (const text of [page, read('README.md')]) {
      for (const [line] of text.matchAll(/^.*(?:cdk8s-thanos diff|npm run -s diff --) .*$/gm)) {
        for (const [, option] of line.matchAll(/ (--[a-z-]+)/g)) assert.ok(options.includes(option), line);
      }
    }
    for (const output of Object.keys(OUTPUTS)) assert.ok(page.includes(`\`${output}\``), output);
  });
});
