import type { Problem } from './problem';

/** The flag's name of an argument: `query.timeout` of `--query.timeout=2m`, `wait` of `--no-wait`. */
function flagName(argument: string): string {
  return argument.replace(/^--?(no-)?/, '').replace(/=.*$/s, '');
}

/**
 * What is wrong with extra arguments, where others are rendered already.
 *
 * @param repeatable names of flags that may be given more than once
 */
export function extraArgumentProblems(
  rendered: readonly string[],
  extra: readonly string[] = [],
  repeatable: readonly string[] = [],
): Problem[] {
  const taken = new Set(rendered.map(flagName).filter((name) => !repeatable.includes(name)));
  return extra.flatMap((argument): Problem[] => {
    if (!argument.startsWith('-')) {
      return [
        {
          rule: 'THANOS-051',
          what: `extraArguments has "${argument}", which is no flag: a value on its own keeps the pod from starting`,
          fix: 'Write each flag with its value as one argument: --name=value',
        },
      ];
    }
    if (!taken.has(flagName(argument))) return [];
    return [
      {
        rule: 'THANOS-052',
        what: `extraArguments has "${argument}", but --${flagName(argument)} is rendered already, and a flag given twice keeps the pod from starting, or its last value silently wins`,
        fix: 'Use the option of this construct that sets it',
      },
    ];
  });
}
