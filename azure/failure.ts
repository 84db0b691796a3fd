import type { Mistake } from '../lib/validation/problem';

/** A mistake in what was asked. Nothing has been done. */
export class BadInput extends Error {
  readonly exitCode = 2;

  constructor(readonly problems: readonly Mistake[]) {
    super(problems.map(({ what, fix }) => `${what}.\n  ${fix}`).join('\n'));
    this.name = 'BadInput';
    // Where this program noticed the mistake is of no use to who made it.
    this.stack = this.message;
  }
}

/** Azure refused a call, or did not answer. */
export class ArmFailure extends Error {
  constructor(
    message: string,
    /** Whether every other call would fail in the same way. */
    readonly fatal: boolean,
    /** 2 when whoever ran the command has to do something first, and nothing has been done. */
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
    this.name = 'ArmFailure';
    this.stack = message;
  }
}
