import { jsonText } from '../../values/json';
import { brief } from '../brief';
import type { ChangeCode } from '../catalogue';
import type { FieldChange, ObjectChange } from '../change';
import type { Judgement } from '../judgement';

/**
 * The changed fields at a pattern, below it, or above it: where all of `securityContext` is new, that is the change of `securityContext.privileged`.
 * The pattern is written as for `isBelow`.
 */
export function fieldsAt(change: ObjectChange, ...pattern: readonly string[]): readonly FieldChange[] {
  if (change.type !== 'changed') return [];
  return change.fields.filter(({ path }) => {
    const shared = Math.min(path.length, pattern.length);
    return pattern.slice(0, shared).every((wanted, index) => {
      const segment = path[index] ?? '';
      return wanted === '*' || wanted === segment || (wanted === '[*]' && segment.startsWith('['));
    });
  });
}

/**
 * Whether a change of a workload is about fields of these names, wherever they are, or about one that holds the template of its pods or a part of it. It is
 * asked first, since most changes are about images and arguments, and each rule would look at both states of the pods.
 */
export function isAbout(change: ObjectChange, names: ReadonlySet<string>): boolean {
  return (
    change.type === 'changed' &&
    change.fields.some(({ path }) => HOLDERS.has(path.at(-1) ?? '') || path.some((segment) => names.has(segment)))
  );
}

const HOLDERS: ReadonlySet<string> = new Set(['spec', 'template', 'jobTemplate', 'metadata', 'labels']);

/** Whether nothing but labels changed, or what the API server counts, as in most objects of an upgrade. */
export function isOfLabels(change: ObjectChange): boolean {
  return (
    change.type === 'changed' &&
    change.fields.every(({ path }) => path[0] === 'metadata' && (path[1] === 'labels' || path[1] === 'generation'))
  );
}

/** The same judgement for each of some fields; `undefined` is the object as a whole. */
export function* sayOf(
  fields: readonly (FieldChange | undefined)[],
  code: ChangeCode,
  message: string,
): Iterable<Judgement> {
  for (const field of new Set(fields)) yield field ? { code, message, field } : { code, message };
}

/** Names in a sentence: `a`, `a and b`, `a, b and 3 more`. */
export function listed(names: readonly string[], shown = 4): string {
  const all = [...new Set(names)];
  if (all.length <= 1) return all[0] ?? '';
  if (all.length > shown) return `${all.slice(0, shown - 1).join(', ')} and ${all.length - shown + 1} more`;
  return `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

/** A value as messages show it: `nothing` where there is none. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  return brief(typeof value === 'object' ? jsonText(value) : String(value));
}
