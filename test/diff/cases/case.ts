import type { ChangeCode } from '../../../lib/diff/catalogue';

/** Two states of a cluster, as YAML. */
export interface States {
  readonly before: string;
  readonly after: string;
}

/** A change that a code is given to. */
export interface ChangeCase extends States {
  /** What tells it from other cases of the code. */
  readonly title: string;
  /** The worst code that the change back has. */
  readonly back: ChangeCode;
}

/** What a code is given to, and what comes near to it. */
export interface CodeCases {
  /** The first is the example of the page. */
  readonly given: readonly [ChangeCase, ...ChangeCase[]];
  /** Changes, or none, that do not have the code. */
  readonly notGiven: readonly [States & { readonly title: string }, ...(States & { readonly title: string })[]];
}

/** States that differ in pieces of text, each of which must be in the first. */
export function states(before: string, ...pieces: readonly (readonly [from: string, to: string])[]): States {
  const after = pieces.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`${JSON.stringify(from)} is not in ${text}`);
    return text.replace(from, () => to);
  }, before);
  return { before, after };
}
