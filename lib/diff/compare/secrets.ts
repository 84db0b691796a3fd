import { groupOf, type KubernetesObject } from '../../manifests/kubernetes-object';
import { asMap, at } from '../../manifests/value';
import type { FieldChange } from '../change';
import { EmbeddedFiles } from './embedded';
import { ANY } from './meaning';
import { meaningText } from './meaning-text';
import { isMap, isNothing } from './values';

/** What stands for something that a Secret holds. */
export const HIDDEN = '(secret)';

/** Fields of a Secret that say nothing of what it holds. All others may: a misspelt `stringdata` does. */
const PUBLIC = ['apiVersion', 'kind', 'metadata', 'type', 'immutable'];

/** An annotation in which kubectl keeps the whole object. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

export function isSecret(object: KubernetesObject): boolean {
  return object.kind === 'Secret' && groupOf(object) === '';
}

/** A Secret without what it holds. */
export function withoutContents(secret: KubernetesObject): KubernetesObject {
  const { apiVersion, kind, metadata } = secret;
  const others = PUBLIC.flatMap((field) => (Object.hasOwn(secret, field) ? [[field, secret[field]] as const] : []));
  return { ...Object.fromEntries(others), apiVersion, kind, metadata: withoutCopy(metadata) };
}

function withoutCopy(metadata: KubernetesObject['metadata']): KubernetesObject['metadata'] {
  const annotations = at(metadata, 'annotations');
  if (!isMap(annotations) || !Object.hasOwn(annotations, LAST_APPLIED)) return metadata;
  const others = Object.entries(annotations).filter(([name]) => name !== LAST_APPLIED);
  const fields: [string, unknown][] = Object.entries(metadata).filter(([field]) => field !== 'annotations');
  if (others.length > 0) fields.push(['annotations', Object.fromEntries(others)]);
  return { ...Object.fromEntries(fields), name: metadata.name };
}

/** An object as outputs may have it: what a Secret holds is hidden, the names of its keys are not. */
export function presentable(object: KubernetesObject): KubernetesObject {
  if (!isSecret(object)) return object;
  const hidden = Object.keys(object)
    .filter((field) => !PUBLIC.includes(field))
    .map((field): [string, unknown] => {
      const value = object[field];
      return [field, isMap(value) ? Object.fromEntries(Object.keys(value).map((key) => [key, HIDDEN])) : HIDDEN];
    });
  return { ...withoutContents(object), ...Object.fromEntries(hidden) };
}

/** Where the contents of two Secrets differ. `stringData` is `data` that the API server encodes, and counts where both have a key. */
export function compareContents(before: KubernetesObject, after: KubernetesObject): FieldChange[] {
  const fields: FieldChange[] = [];
  const [earlier, later] = [contentsOf(before), contentsOf(after)];
  for (const key of new Set([...earlier.keys(), ...later.keys()])) {
    const [was, is] = [earlier.get(key), later.get(key)];
    if (was?.content !== is?.content)
      fields.push({
        path: is?.path ?? was?.path ?? [],
        before: was && HIDDEN,
        after: is && HIDDEN,
      });
  }
  return fields;
}

interface Content {
  readonly path: readonly string[];
  readonly content: string;
}

function contentsOf(secret: KubernetesObject): Map<string, Content> {
  const contents = new Map<string, Content>();
  for (const [field, value] of Object.entries(secret)) {
    if (PUBLIC.includes(field) || isNothing(value)) continue;
    if (field === 'data' || field === 'stringData') continue;
    contents.set(`/${field}`, { path: [field], content: text(value) });
  }
  for (const [key, value] of Object.entries(asMap(secret['data']))) {
    if (!isNothing(value)) contents.set(key, { path: ['data', key], content: decoded(value) });
  }
  for (const [key, value] of Object.entries(asMap(secret['stringData']))) {
    if (!isNothing(value)) contents.set(key, { path: ['stringData', key], content: plain(value) });
  }
  return contents;
}

const LINE_BREAKS = /[\r\n]/g;

function decoded(value: unknown): string {
  if (typeof value !== 'string') return text(value);
  const encoded = value.replace(LINE_BREAKS, '');
  const bytes = Buffer.from(encoded, 'base64').toString('base64');
  return bytes === encoded ? `bytes ${encoded}` : text(value);
}

function plain(value: unknown): string {
  return typeof value === 'string' ? `bytes ${Buffer.from(value).toString('base64')}` : text(value);
}

/** What the API server refuses. */
function text(value: unknown): string {
  return `value ${meaningText(ANY, value, { ignoreDefaults: false, files: new EmbeddedFiles() })}`;
}
