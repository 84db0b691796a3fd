import type { Problem } from './problem';

/** Reports numbers that are not whole, below a minimum, or above a maximum. */
export function numberProblems(
  numbers: Readonly<Record<string, number | undefined>>,
  minimum: number,
  maximum = Number.MAX_SAFE_INTEGER,
): Problem[] {
  return Object.entries(numbers).flatMap(([option, value]): Problem[] =>
    value === undefined || (Number.isInteger(value) && value >= minimum && value <= maximum)
      ? []
      : [
          {
            rule: 'THANOS-501',
            what: `${option} is ${value}: it takes whole numbers ${maximum < Number.MAX_SAFE_INTEGER ? `from ${minimum} to ${maximum}` : `of ${minimum} or more`}, and with others pods do not start, or do something else`,
            fix: `Write such a number, or leave ${option} out`,
          },
        ],
  );
}
