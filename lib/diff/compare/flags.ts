import { flagsOf } from '../../manifests/thanos-process';

/** Arguments by flag; those before the first flag by where they stand. The values of a flag that is given more than once are a list. */
export function argumentsByFlag(args: readonly unknown[]): Record<string, unknown> {
  const words = args.map(String);
  const first = words.findIndex((word) => word.startsWith('-'));
  const positional = words.slice(0, first === -1 ? words.length : first);
  const found: Record<string, unknown> = Object.fromEntries(positional.map((word, index) => [`[${index}]`, word]));
  for (const [flag, values] of flagsOf(words.slice(positional.length))) {
    found[`[--${flag}]`] = values.length === 1 ? values[0] : values;
  }
  return found;
}
