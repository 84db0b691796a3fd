import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { REFUSED_PAIRS } from '../../diff/server/refused';
import { UNTRIED } from '../../diff/server/untried';
import { UsageProblem } from '../problem';
import { parsePairOptions } from './options';

const parse = (...argv: string[]) => parsePairOptions(argv, { pairs: REFUSED_PAIRS, untried: UNTRIED });

describe('The command line of a run of pairs', () => {
  it('takes all of them', () => assert.deepEqual(parse('--context', 'kind')?.pairs, REFUSED_PAIRS));

  it('chooses by code and by title, whatever the case', () => {
    const codes = parse('--list', '--pair', 'diff-333', '--pair', 'PRIORITYCLASS')?.pairs.map(({ code }) => code);
    assert.deepEqual(codes, ['DIFF-138', 'DIFF-333', 'DIFF-333']);
    assert.deepEqual(
      parse('--list', '--pair', 'DIFF-107')?.untried.map(({ code }) => code),
      ['DIFF-107'],
    );
  });

  it('names all mistakes at once', () => {
    const said = (error: unknown) =>
      error instanceof UsageProblem &&
      /No pair has nothing such/.test(error.message) &&
      /--context/.test(error.message);
    assert.throws(() => parse('--pair', 'nothing such'), said);
  });
});
