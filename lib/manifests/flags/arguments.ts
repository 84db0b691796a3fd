import { type Flags, THANOS_FLAGS } from './known-flags';
import { valueProblem } from './values';

/** What Thanos refuses about an argument. */
export interface ArgumentProblem {
  /** `unknown`: there is no such flag. `repeated`: it may be given once. `switch`: with a value, or without. `value`: not read. */
  readonly kind: 'unknown' | 'repeated' | 'switch' | 'value';
  /** The flag with its dashes, or the word that is none. */
  readonly flag: string;
  /** What is wrong with it, to be read after the flag. */
  readonly what: string;
}

/**
 * What Thanos v0.42 would say to the arguments of one of its subcommands; `undefined` for subcommands whose flags are not listed.
 *
 * @param words what comes after the subcommand
 */
export function argumentProblems(subcommand: string, words: readonly string[]): ArgumentProblem[] | undefined {
  const flags = THANOS_FLAGS[subcommand];
  if (!flags) return undefined;
  const given = new Set<string>();
  const problems: ArgumentProblem[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const next = words[index + 1];
    const parsed = parse(word, flags);
    if (!parsed) {
      // What a shell or a file puts there is not known.
      if (/^@|^\$/.test(word)) continue;
      problems.push({ kind: 'unknown', flag: word, what: 'is no flag: those are written --name or --name=value' });
      continue;
    }
    const { name, written, flag, value } = parsed;
    const add = (kind: ArgumentProblem['kind'], what: string) => problems.push({ kind, flag: `--${written}`, what });
    const apart = value === undefined && next !== undefined && !next.startsWith('-');
    if (!flag) {
      add('unknown', 'is a flag that Thanos does not know');
      if (apart) index++;
      continue;
    }
    if (given.has(name) && !flag.repeatable) add('repeated', 'is given twice, and may be given once');
    given.add(name);
    if (flag.type === 'boolean') {
      if (value !== undefined) add('switch', 'is a switch and takes no value');
      continue;
    }
    if (apart) index++;
    const whole = value ?? (apart ? next : undefined);
    if (whole === undefined) {
      add('switch', 'has no value');
      continue;
    }
    const problem = valueProblem(subcommand, name, flag, whole);
    if (problem) add('value', problem);
  }
  return problems;
}

function parse(word: string, flags: Flags) {
  const [, written, value] = /^--([\w.-]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
  if (written === undefined) return undefined;
  if (Object.hasOwn(flags, written)) return { name: written, written, flag: flags[written], value };
  const name = written.replace(/^no-/, '');
  const negated = name !== written && Object.hasOwn(flags, name) ? flags[name] : undefined;
  return { name, written, flag: negated?.negatable ? negated : undefined, value };
}
