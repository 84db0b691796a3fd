import type { Problem } from './problem';

/** Reports numbers that are not whole, or below a minimum. */
export function numberProblems(numbers: Readonly<Record<string, number | undefined>>, minimum: number): Problem[] {
  return Object.entries(numbers).flatMap(([option, value]): Problem[] =>
    value === undefined || (Number.isInteger(value) && value >= minimum)
      ? []
      : [
          {
            rule: 'THANOS-501',
            what: `${option} is ${value}: it takes whole numbers of ${minimum} or more, and with others pods do not start, or do something else`,
            fix: `Write such a number, or leave ${option} out`,
          },
        ],
  );
}
