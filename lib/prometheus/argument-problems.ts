import type { Problem } from '../validation/problem';

const flagName = (argument: string) => argument.replace(/^--?(no-)?/, '').replace(/=.*$/s, '');

/** What is wrong with extra arguments, where `rendered` are there already. */
export function extraArgumentProblems(rendered: readonly string[], extra: readonly string[] = []): Problem[] {
  const names = new Set(rendered.map(flagName));
  return extra.flatMap((argument): Problem[] => {
    if (!argument.startsWith('-')) {
      return [
        {
          what: `extraArguments has "${argument}", which is no flag`,
          fix: 'Write each flag with its value as one argument: --name=value',
        },
      ];
    }
    if (!names.has(flagName(argument))) return [];
    return [
      {
        what: `extraArguments has "${argument}", but --${flagName(argument)} is rendered already`,
        fix: 'Use the option of this construct that sets it',
      },
    ];
  });
}
