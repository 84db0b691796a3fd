import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { jsonText } from '../../lib/values/json';

const LARGE = 9_007_199_254_740_993n;

describe('JSON text', () => {
  it('has all digits of large whole numbers, wherever they are', () => {
    assert.equal(jsonText(-LARGE), '-9007199254740993');
    assert.equal(
      jsonText({ a: [LARGE, 1, 'x"', null, true, undefined], 'b"': { c: LARGE, d: undefined } }),
      '{"a":[9007199254740993,1,"x\\"",null,true,null],"b\\"":{"c":9007199254740993}}',
    );
  });

  it('is that of JSON.stringify for all else', () => {
    for (const value of [null, 1.5, 'x\n', [undefined], { a: undefined, b: [{}] }]) {
      assert.equal(jsonText(value), JSON.stringify(value));
      assert.equal(jsonText([value, LARGE]), `[${JSON.stringify(value)},${LARGE}]`);
    }
    assert.equal(jsonText(undefined), 'null');
  });
});
