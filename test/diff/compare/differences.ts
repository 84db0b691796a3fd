import assert from 'node:assert/strict';
import { ObjectComparer, type ObjectDifference } from '../../../lib/diff/compare/compare-objects';
import { pathText } from '../../../lib/diff/path';
import type { KubernetesObject } from '../../../lib/manifests/kubernetes-object';
import { readDocuments } from '../../../reading/documents';

/** The one object of a text. */
export function objectOf(text: string): KubernetesObject {
  const { objects, problems } = readDocuments('test.yaml', text);
  assert.deepEqual(problems, []);
  assert.equal(objects.length, 1);
  const [first] = objects;
  assert.ok(first);
  return first.object;
}

/** What differs between two texts of one object. */
export function difference(before: string, after: string, ignoreDefaults = false): ObjectDifference {
  return new ObjectComparer(ignoreDefaults).compare(objectOf(before), objectOf(after));
}

/** Where two texts of one object differ. */
export function paths(before: string, after: string, ignoreDefaults = false): string[] {
  return difference(before, after, ignoreDefaults).fields.map(({ path }) => pathText(path));
}

/** An object with one piece of text in it: two such objects differ where their pieces do. */
export type Frame = (piece: string) => string;

const head = (apiVersion: string, kind: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: x, namespace: y }\n`;

/** A kind with a `spec`, in one line of YAML. */
export const spec =
  (apiVersion: string, kind: string): Frame =>
  (piece) =>
    `${head(apiVersion, kind)}spec: ${piece}\n`;

/** A kind with fields at its root. */
export const plain =
  (apiVersion: string, kind: string): Frame =>
  (piece) =>
    `${head(apiVersion, kind)}${piece}\n`;

export const pod = spec('v1', 'Pod');
export const container: Frame = (piece) => pod(`{ containers: [{ name: c, ${piece} }] }`);
export const configMap: Frame = (content) =>
  `${head('v1', 'ConfigMap')}data:\n  file: |\n${content.replace(/^/gm, '    ')}\n`;
/** Arguments of a container of Thanos. */
export const thanos: Frame = (args) => container(`image: "quay.io/thanos/thanos:v0.42.5", args: [${args}]`);

/** Asserts that two pieces mean the same, both ways. */
export function same(frame: Frame, before: string, after: string, ignoreDefaults = false): void {
  assert.deepEqual(paths(frame(before), frame(after), ignoreDefaults), []);
  assert.deepEqual(paths(frame(after), frame(before), ignoreDefaults), []);
}

/** Asserts that two pieces differ at these paths, and somewhere on the way back. */
export function differs(frame: Frame, before: string, after: string, ...expected: readonly string[]): void {
  assert.deepEqual(paths(frame(before), frame(after)), expected);
  assert.notDeepEqual(paths(frame(after), frame(before)), []);
}
