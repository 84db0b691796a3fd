import type { Problem } from '../validation/problem';

const flagName = (argument: string) => argument.replace(/^--?(no-)?/, '').replace(/=.*$/s, '');

/** What is wrong with the extra arguments of an exporter that renders `rendered` itself. */
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
        what: `extraArguments has "${argument}", but this construct renders --${flagName(argument)} itself`,
        fix: 'Use the option of this construct that sets it',
      },
    ];
  });
}
