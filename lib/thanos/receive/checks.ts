import type { Problem } from '../../validation/problem';

/** A number that has to be whole and not below `least`; nothing is wrong with one that is not given. */
export function wholeNumberProblems(option: string, value: number | undefined, least = 0): Problem[] {
  if (value === undefined || (Number.isInteger(value) && value >= least)) return [];
  return [
    {
      what: `${option} is ${value}: it is a whole number of ${least} or more`,
      fix: 'Write such a number, or leave it out for the default',
    },
  ];
}

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
