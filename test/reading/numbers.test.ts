import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DocumentReader } from '../../reading/document-reader';
import { readDocuments } from '../../reading/documents';

const head = 'apiVersion: v1\nkind: Limit\nmetadata:\n  name: a\n';

/** What both readers make of a value. */
function readValue(written: string): unknown {
  const text = `${head}value: ${written}\n`;
  const { objects, problems } = readDocuments('a.yaml', text);
  assert.deepEqual(problems, []);
  assert.deepEqual(new DocumentReader().read('a.yaml', { text, line: 1 }).objects, objects);
  return objects[0]?.object['value'];
}

describe('Whole numbers', () => {
  for (const [written, value] of [
    ['9007199254740993', 9_007_199_254_740_993n],
    ['-9223372036854775808', -(2n ** 63n)],
    ['18446744073709551615', 2n ** 64n - 1n],
    ['0xffffffffffffffff', 2n ** 64n - 1n],
    ['01000000000000000000001', 8n ** 21n + 1n],
    ['9_007_199_254_740_993', 9_007_199_254_740_993n],
  ] as const) {
    it(`have all of their digits: ${written}`, () => assert.equal(readValue(written), value));
  }

  for (const [written, value] of [
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['-9007199254740991', Number.MIN_SAFE_INTEGER],
    ['0', 0],
    ['0644', 0o644],
    ['1e300', 1e300],
    ['9007199254740993.0', 9_007_199_254_740_992],
    ['"9007199254740993"', '9007199254740993'],
    ['0x_', Number.NaN],
  ] as const) {
    it(`are numbers where that is exact, and text stays text: ${written}`, () =>
      assert.equal(readValue(written), value));
  }

  it('are read from JSON, and beside anchors', () => {
    const json = '{"apiVersion": "v1", "kind": "Limit", "metadata": {"name": "a"}, "value": 9007199254740993}';
    assert.equal(readDocuments('a.json', json).objects[0]?.object['value'], 9_007_199_254_740_993n);
    const { objects, problems } = readDocuments('a.yaml', `${head}value: &a 9007199254740993\nother: *a\n`);
    assert.deepEqual(problems, []);
    assert.equal(objects[0]?.object['other'], 9_007_199_254_740_993n);
  });
});
