import type { Problem } from './problem';

/** Reports numbers that are not whole, below a minimum, or above a maximum. */
export function numberProblems(
  numbers: Readonly<Record<string, number | undefined>>,
  minimum: number,
  maximum = Number.MAX_SAFE_INTEGER,
): Problem[] {
  return Object.entries(numbers).flatMap(([option, value]) =>
    value === undefined || (Number.isInteger(value) && value >= minimum && value <= maximum)
      ? []
      : [
          {
            what: `${option} is ${value}: it takes whole numbers ${maximum < Number.MAX_SAFE_INTEGER ? `from ${minimum} to ${maximum}` : `of ${minimum} or more`}`,
            fix: `Write such a number, or leave ${option} out`,
          },
        ],
  );
}
