import assert from 'node:assert/strict';
import type { Output } from '../../../diff/output';
import { OUTPUTS } from '../../../diff/output';
import type { Place, Printing } from '../../../diff/report';
import { type DiffOptions, runDiff } from '../../../diff/run';
import { type ChangeCode, levelOf } from '../../../lib/diff/catalogue';
import type { Consequence, JudgedField, JudgedObject } from '../../../lib/diff/judge';
import { type Level, worstFirst } from '../../../lib/diff/level';
import type { KubernetesObject } from '../../../lib/manifests/kubernetes-object';
import type { InputProblem } from '../../../reading/input';

export function object(kind: string, name: string, rest: object = {}): KubernetesObject {
  return { apiVersion: 'v1', kind, metadata: { name, namespace: 'thanos' }, ...rest };
}

/** A change of a field. The level need not be that of the code, as outputs go by what they are told. */
export function change(level: Level, path: string, rest: Partial<JudgedField> = {}): JudgedField {
  return {
    level,
    code: 'DIFF-002',
    message: `does what ${level} says`,
    path: path === '' ? [] : path.split('.'),
    before: 'old',
    after: 'new',
    also: [],
    ...rest,
  };
}

export function consequence(level: Level, message: string, code: ChangeCode = 'DIFF-001'): Consequence {
  return { level, code, message };
}

/** An object that is there on both sides. */
export function changed(of: KubernetesObject, ...fields: readonly JudgedField[]): JudgedObject {
  const sorted = [...fields].sort((a, b) => worstFirst(a.level, b.level));
  const patch = fields.map(({ path, after }) => ({ op: 'replace' as const, path: `/${path.join('/')}`, value: after }));
  return {
    object: of,
    change: { type: 'changed', before: of, after: of, fields: sorted, patch },
    level: sorted[0]?.level ?? 'none',
    fields: sorted,
  };
}

export function added(of: KubernetesObject, renamedFrom?: KubernetesObject): JudgedObject {
  const field = change(levelOf('DIFF-003'), '', { code: 'DIFF-003', message: 'is new', before: undefined, after: of });
  const renamed = renamedFrom ? { renamedFrom } : {};
  return { object: of, change: { type: 'added', after: of, ...renamed }, level: field.level, fields: [field] };
}

export function removed(of: KubernetesObject, renamedTo?: KubernetesObject): JudgedObject {
  const field = change('config', '', { code: 'DIFF-004', message: 'is gone', before: of, after: undefined });
  const renamed = renamedTo ? { renamedTo } : {};
  return { object: of, change: { type: 'removed', before: of, ...renamed }, level: field.level, fields: [field] };
}

/** What is printed of these clusters. */
export function printed(
  output: Output,
  clusters: Readonly<Record<string, readonly JudgedObject[]>>,
  {
    problems = [],
    compared = true,
    place,
    ...printing
  }: Partial<Printing> & { problems?: readonly InputProblem[]; compared?: boolean; place?: Place } = {},
): string {
  const pieces: string[] = [];
  const writer = OUTPUTS[output]({
    base: 'main:dist',
    head: 'dist',
    print: (text) => pieces.push(text),
    width: 100,
    colour: false,
    all: false,
    ...printing,
  });
  for (const [cluster, objects] of Object.entries(clusters)) writer.add({ cluster, objects, placeOf: () => place });
  writer.end(problems, compared);
  return pieces.join('');
}

/** As many clusters as there are names, in each of which the same changes. */
export function fleetOf(number: number, objects: readonly JudgedObject[]): Record<string, readonly JudgedObject[]> {
  return Object.fromEntries(
    Array.from({ length: number }, (_, index) => [`eu-${String(index + 1).padStart(4, '0')}`, objects]),
  );
}

/** What a run prints that compares two folders. Nothing that the folders hold may be unreadable. */
export async function diffOf(base: string, head: string, options: Omit<DiffOptions, 'base' | 'head'>): Promise<string> {
  let text = '';
  const code = await runDiff(
    { base, head, ...options },
    {
      read: assert.fail,
      print: (piece) => {
        text += piece;
      },
      tell: assert.fail,
    },
  );
  assert.equal(code, 0);
  return text;
}
