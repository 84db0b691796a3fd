import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OUTPUTS, type Output } from '../../../diff/output';
import { pathText } from '../../../lib/diff/path';
import { judge } from '../compare';
import { printed } from '../outputs/setup';
import { difference, differs, plain, same } from './differences';

const secret = plain('v1', 'Secret');
const base64 = (value: string) => Buffer.from(value).toString('base64');
/** What must be in no output, in any form. */
const [OLD, NEW] = ['hunter2-old-password', 'hunter2-new-password'];

describe('What a Secret holds', () => {
  it('is compared, be it encoded or not', () => {
    same(secret, `data: {a: ${base64('x')}}`, 'stringData: {a: x}');
    same(secret, `data: {a: ${base64('x')}}`, `data: {a: ${base64('y')}}\nstringData: {a: x}`);
    same(secret, `data: {a: ${base64('x')}, b: null}`, `data: {a: ${base64('x')}}`);
    differs(secret, `data: {a: ${base64('x')}}`, `data: {a: ${base64('y')}}`, 'data.a');
    differs(secret, 'stringData: {a: x}', 'stringData: {a: y}', 'stringData.a');
    differs(secret, 'data: {}', 'stringData: {a: y}', 'stringData.a');
    differs(secret, 'data: {a: "not base64!"}', 'data: {a: "not base64"}', 'data.a');
  });
  it('has markers for values, and no step in the patch', () => {
    const { fields, patch } = difference(
      secret(`type: a\ndata: {a: ${base64(OLD)}, b: ${base64(OLD)}}`),
      secret(`type: b\ndata: {a: ${base64(NEW)}, c: ${base64(NEW)}}`),
    );
    assert.deepEqual(
      fields.map(({ path, before, after }) => [pathText(path), before, after]),
      [
        ['type', 'a', 'b'],
        ['data.a', '(secret)', '(secret)'],
        ['data.b', '(secret)', undefined],
        ['data.c', undefined, '(secret)'],
      ],
    );
    assert.deepEqual(patch, [{ op: 'replace', path: '/type', value: 'b' }]);
  });

  const applied = (value: string) =>
    JSON.stringify({ 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ data: { a: value } }) });
  const withAll = (value: string) => `apiVersion: v1
kind: Secret
metadata: { name: x, annotations: ${applied(value)} }
data: { a: ${base64(value)} }
stringData: { b: ${value}, c: "user:${value}" }
stringdata: { d: ${value} }
`;
  const cases = {
    'that changed': [withAll(OLD), withAll(NEW)],
    'that is new': ['', withAll(NEW)],
    'that is gone': [withAll(OLD), ''],
    'that got another name': [withAll(OLD), withAll(OLD).replace('name: x', 'name: z')],
    'that gets annotations': ['apiVersion: v1\nkind: Secret\nmetadata: { name: x }\n', withAll(NEW)],
    'whose data are no map': [
      withAll(OLD),
      `apiVersion: v1\nkind: Secret\nmetadata: { name: x }\ndata: [${NEW}]\nstringData: ${NEW}\n`,
    ],
    'in a list': [
      `apiVersion: v1\nkind: List\nitems: [${JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, stringData: { a: OLD } })}]\n`,
      `apiVersion: v1\nkind: List\nitems: [${JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, stringData: { a: NEW } })}]\n`,
    ],
  } as const;
  for (const [which, [before, after]] of Object.entries(cases)) {
    it(`is in no output of one ${which}`, () => {
      const objects = judge({ before, after });
      const names = Object.keys(OUTPUTS) as Output[];
      const outputs = names.map((output) => printed(output, { c: objects }, { all: true })).join('');
      assert.match(outputs, /Secret/);
      for (const value of [OLD, NEW, base64(OLD), base64(NEW)]) {
        assert.ok(!outputs.includes(value), outputs);
        assert.ok(!outputs.includes(value.slice(2, 12)), outputs);
      }
    });
  }
});
