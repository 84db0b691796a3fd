import type { ChangeCode } from '../../../lib/diff/catalogue';
import type { States } from '../cases/case';

/** What a real API server, and the controllers behind it, do when `after` is applied where `before` is. */
export type Expected =
  | {
      /** The API server refuses `after`. */
      readonly server: 'refuses';
      /** What its message has. */
      readonly says: string;
    }
  | {
      /** It takes `after`. */
      readonly server: 'takes';
      /** The pods that are made anew, by name; of a Deployment or DaemonSet the name that theirs start with. Empty for none. */
      readonly rolling: readonly string[];
      /** Pods that are gone afterwards. @default - none */
      readonly gone?: readonly string[];
    };

/**
 * Two states that can be applied to a cluster. All objects are in namespace `diff`, or are named `diff-…`; the namespace is there before.
 * Images are the one of pause, which any cluster has; two versions of a pod differ in an annotation or a variable.
 */
export interface ServerPair extends States {
  readonly title: string;
  /** The worst code that the change has. */
  readonly code: ChangeCode;
  readonly expected: Expected;
}

/** A pair that the API server refuses. */
export function refused(code: ChangeCode, title: string, says: string, states: States): ServerPair {
  return { code, title, expected: { server: 'refuses', says }, ...states };
}

/** A pair that it takes, with the pods that are made anew. */
export function taken(
  code: ChangeCode,
  title: string,
  states: States,
  pods: { readonly rolling?: readonly string[]; readonly gone?: readonly string[] } = {},
): ServerPair {
  return { code, title, expected: { server: 'takes', rolling: [], ...pods }, ...states };
}
