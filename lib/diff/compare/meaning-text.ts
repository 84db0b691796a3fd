import { jsonText } from '../../values/json';
import { argumentsByFlag } from './arguments';
import type { EmbeddedFiles } from './embedded';
import { ANY, type Meaning, type Values } from './meaning';
import { programOf } from './program';
import { filledIn, isMap, isNothing, meaningOfField, own } from './values';

/** How values are compared. */
export interface Comparing {
  /** Whether what the API server fills in is as good as what is given. */
  readonly ignoreDefaults: boolean;
  readonly files: EmbeddedFiles;
}

/** A value as text that is the same for all values that mean the same at their place. */
export function meaningText(meaning: Meaning, value: unknown, comparing: Comparing, around?: Values): string {
  const normal = meaning.normal ? meaning.normal(value) : value;
  if (Array.isArray(normal)) return listText(meaning, normal, comparing, around);
  if (isMap(normal)) return mapText(meaning, normal, comparing);
  if (meaning.file && typeof normal === 'string') {
    const content = comparing.files.read(normal);
    if (content) return meaningText(meaning.file(content), content, comparing);
  }
  return jsonText(normal);
}

function mapText(meaning: Meaning, values: Values, comparing: Comparing): string {
  const keys = new Set(Object.keys(values));
  if (comparing.ignoreDefaults) for (const key of Object.keys(meaning.fields ?? {})) keys.add(key);
  const parts: string[] = [];
  for (const key of [...keys].sort()) {
    const field = meaningOfField(meaning, key) ?? ANY;
    if (comparing.ignoreDefaults && field.serverOnly) continue;
    const given = own(values, key);
    const value = isNothing(given) && comparing.ignoreDefaults ? filledIn(field, values, undefined) : given;
    if (!isNothing(value)) parts.push(`${JSON.stringify(key)}:${meaningText(field, value, comparing, values)}`);
  }
  return `{${parts.join()}}`;
}

function listText({ list, items = ANY }: Meaning, values: readonly unknown[], comparing: Comparing, around?: Values) {
  if (list?.by === 'flag') {
    const program = programOf(around);
    const flags = argumentsByFlag(values, program);
    if (flags) return mapText(program.meaning, flags, comparing);
  }
  const texts = values.map((value) => meaningText(items, value, comparing));
  const isOrdered =
    list === undefined || list.by === 'order' || list.by === 'flag' || (list.by === 'key' && list.isOrdered?.(values));
  return `[${(isOrdered ? texts : texts.sort()).join()}]`;
}
