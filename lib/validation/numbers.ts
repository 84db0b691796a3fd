import type { Problem } from './problem';

/** Reports numbers that are not whole, or below a minimum. */
export function numberProblems(numbers: Readonly<Record<string, number | undefined>>, minimum: number): Problem[] {
  return Object.entries(numbers).flatMap(([option, value]) =>
    value === undefined || (Number.isInteger(value) && value >= minimum)
      ? []
      : [
          {
            what: `${option} is ${value}: it takes whole numbers of ${minimum} or more`,
            fix: `Write such a number, or leave ${option} out`,
          },
        ],
  );
}
