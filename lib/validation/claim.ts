import type { Construct, IConstruct } from 'constructs';

const claims = new WeakMap<IConstruct, Map<unknown, string>>();

/**
 * Takes for a construct what only one construct of an App, or of a chart, may have. Returns the path of the construct that took it
 * before; `undefined` for the first.
 */
export function claim(within: IConstruct, construct: Construct, what: unknown): string | undefined {
  const taken = claims.get(within) ?? new Map<unknown, string>();
  claims.set(within, taken);
  const owner = taken.get(what);
  if (owner === undefined) taken.set(what, construct.node.path);
  return owner;
}
