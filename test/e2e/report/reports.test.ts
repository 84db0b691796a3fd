import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ScenarioResult } from '../scenario';
import { junit, xml } from './junit';
import { proof } from './proof';
import { summary } from './summary';

const passed: ScenarioResult = {
  scenario: { id: 'blocks', title: 'Blocks & more' },
  seconds: 61.25,
  steps: [{ name: 'apply', seconds: 3 }],
  evidence: [{ what: 'killed | wiped', samples: { written: 12, acknowledged: 11, readBack: 11 }, seen: 'two blocks' }],
};
const failed: ScenarioResult = {
  ...passed,
  scenario: { id: 'article', title: 'The article' },
  evidence: [],
  failure: 'expected "401" < 500\nand more',
  diagnosis: 'log with \u001b[31mcolour\u001b[0m and ```',
};

describe('JUnit XML', () => {
  it('has a case for each scenario, with what failed', () => {
    const text = junit([passed, failed]);
    assert.match(text, /<testsuite name="e2e" tests="2" failures="1" skipped="0" time="122.5">/);
    assert.match(text, /name="blocks: Blocks &amp; more" time="61.3"><system-out>3.0 s apply</);
    assert.match(text, /<failure message="expected &quot;401&quot; &lt; 500">/);
  });

  it('has no character that XML cannot hold', () => {
    assert.equal(xml('a\u001b[0m\u0000\ud800b'), 'a�[0m��b');
    assert.equal(xml('tab\tline\ngrüße 🎉'), 'tab&#9;line\ngrüße 🎉');
  });
});

describe('The Markdown summary', () => {
  it('keeps cells in their columns, and logs in their block', () => {
    const text = summary([passed, failed]);
    assert.match(text, /1 of 2 scenarios passed/);
    assert.match(text, /\| Blocks & more \| killed \\\| wiped \| 12 \| 11 \| 11 \| two blocks \|/);
    assert.match(text, /````text\nexpected "401" < 500\nand more\nlog with .*\n````/);
  });
});

describe('docs/proof.md', () => {
  it('says when, with which versions, and what was counted', () => {
    const text = proof({
      date: new Date('2026-01-02T03:04:05Z'),
      versions: { Kubernetes: 'v1.35.4' },
      results: [passed],
    });
    assert.match(text, /\| date \| 2026-01-02 03:04 UTC \|/);
    assert.match(text, /\| Kubernetes \| v1\.35\.4 \|/);
    assert.match(text, /\| 12 \| 11 \| 11 \|/);
  });
});
