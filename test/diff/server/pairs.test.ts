import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CHANGE_CODES, levelOf } from '../../../lib/diff/catalogue';
import { judgedFields } from '../compare';
import { SERVER_PAIRS } from './index';
import type { ServerPair } from './pair';
import { REFUSED_PAIRS } from './refused';
import { UNTRIED } from './untried';

const worst = (pair: ServerPair) => judgedFields(pair)[0]?.code;

describe('Pairs for an API server', () => {
  it('have the codes that they are for', () => {
    const wrong = SERVER_PAIRS.filter((pair) => worst(pair) !== pair.code);
    assert.deepEqual(
      wrong.map((pair) => `${pair.code} ${pair.title}: ${worst(pair)}`),
      [],
    );
  });

  it('are there for each code that says that a change is refused', () => {
    const known = new Set(REFUSED_PAIRS.map(({ code }) => code));
    assert.deepEqual(
      CHANGE_CODES.filter((code) => levelOf(code) === 'replace' && !known.has(code)),
      [],
    );
  });

  it('are there for each code that says that pods roll, or it is said why not', () => {
    const known = new Set(SERVER_PAIRS.map(({ code }) => code));
    const untried = new Set(UNTRIED.map(({ code }) => code));
    assert.deepEqual(
      CHANGE_CODES.filter((code) => levelOf(code) === 'restart' && known.has(code) === untried.has(code)),
      [],
    );
  });

  it('are refused where the level says so, and taken elsewhere', () => {
    for (const { code, expected } of SERVER_PAIRS) {
      assert.equal(expected.server === 'refuses', levelOf(code) === 'replace', code);
    }
  });
});
