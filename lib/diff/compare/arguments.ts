import { item } from '../path';
import type { Values } from './meaning';
import type { Program } from './program';

const FLAG = /^(--?)([A-Za-z][\w.-]*)(?:=([\s\S]*))?$/;

/**
 * Arguments as a map: what is before the first flag by where it stands, and then the values of each flag, as `[0]` and `[--log.level]`.
 * `--flag value` is `--flag=value`, `--flag` is `--flag=true`, `--no-flag` is `--flag=false`. `undefined` where that is not how the
 * arguments are built: the order of other words among flags may count.
 */
export function argumentsByFlag(words: readonly unknown[], program: Program): Values | undefined {
  const found = new Map<string, string | string[]>();
  let positional = true;
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (typeof word !== 'string') return undefined;
    const [, dashes, written, value] = FLAG.exec(word) ?? [];
    if (dashes === undefined || written === undefined) {
      if (!positional || word.startsWith('-')) return undefined;
      found.set(item(String(index)), word);
      continue;
    }
    positional = false;
    const next = words[index + 1];
    const { name, negated, isSwitch } = flagOf(written, program);
    const takesNext = value === undefined && !isSwitch && typeof next === 'string' && !next.startsWith('-');
    if (takesNext) index++;
    const isNegation = negated && value === undefined && !takesNext;
    const key = item(`${dashes}${isNegation ? name : written}`);
    add(found, key, value ?? (takesNext ? next : String(!isNegation)), program.flags?.[written]?.repeatable === true);
  }
  return Object.fromEntries(found);
}

function flagOf(written: string, { flags }: Program) {
  const isKnown = flags !== undefined && Object.hasOwn(flags, written);
  const name = written.startsWith('no-') ? written.slice('no-'.length) : written;
  const type = isKnown ? flags[written]?.type : flags && Object.hasOwn(flags, name) ? flags[name]?.type : undefined;
  return { name, negated: !isKnown && name !== written, isSwitch: type === 'boolean' };
}

/** A flag that may be given more than once has a list even if it is given once. */
function add(found: Map<string, string | string[]>, key: string, value: string, repeatable: boolean): void {
  const known = found.get(key);
  if (Array.isArray(known)) known.push(value);
  else if (known !== undefined) found.set(key, [known, value]);
  else found.set(key, repeatable ? [value] : value);
}
