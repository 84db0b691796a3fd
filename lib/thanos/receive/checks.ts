import type { Problem } from '../../validation/problem';

/** A name that has to be one of a label; nothing is wrong with one that is not given. */
export function labelNameProblems(option: string, name: string | undefined): Problem[] {
  if (name === undefined || /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) return [];
  return [
    {
      what: `${option} "${name}" is no label name: PromQL takes letters, digits and underscores, and no digit at the front`,
      fix: "Write, for example, 'receive_cluster'",
    },
  ];
}
