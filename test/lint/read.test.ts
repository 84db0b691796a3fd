import assert from 'node:assert/strict';
import { symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readBytes } from '../../reading/read-file';
import { configMap, folderOf, lint, report } from './setup';

/** The names and lines of the objects of a text, and what is said about it. */
function read(text: string | Buffer) {
  const { objects, problems } = readBytes('file.yaml', Buffer.from(text));
  return {
    objects: objects.map(({ object, line }) => [object.metadata.name, line]),
    problems: problems.map(({ line, column, message }) => [line, column, message]),
  };
}

describe('Reading manifests', () => {
  it('finds objects in documents, lists and JSON, with the line of each', () => {
    assert.deepEqual(read(`# Source: a\n${configMap('a')}---\n---\n# nothing\n---\n${configMap('b')}`), {
      objects: [
        ['a', 2],
        ['b', 9],
      ],
      problems: [],
    });
    const items = '  - kind: ConfigMap\n    apiVersion: v1\n    metadata: { name: a }\n  -\n';
    assert.deepEqual(read(`apiVersion: v1\nkind: List\nitems:\n${items}`).objects, [['a', 4]]);
    assert.deepEqual(read('apiVersion: v1\nkind: ConfigMapList\nitems:\n- metadata: { name: a }\n- 3').objects, [
      ['a', 4],
    ]);
    assert.deepEqual(read('{\n\t"apiVersion": "v1",\n\t"kind": "Pod",\n\t"metadata": {"name": "a"}\n}').objects, [
      ['a', 1],
    ]);
  });

  it('knows a list among kinds only by its items', () => {
    assert.deepEqual(read('apiVersion: example.com/v1\nkind: AllowList\nmetadata: { name: a }').objects, [['a', 1]]);
  });

  it('reads byte order marks, carriage returns, and what PowerShell redirects', () => {
    const windows = `\ufeff${configMap('a').replaceAll('\n', '\r\n')}---\r\n${configMap('b')}`;
    const expected = {
      objects: [
        ['a', 1],
        ['b', 5],
      ],
      problems: [],
    };
    assert.deepEqual(read(windows), expected);
    assert.deepEqual(read(Buffer.from(windows, 'utf16le')), expected);
  });

  it('passes over what is no Kubernetes object', () => {
    for (const text of [
      '',
      'replicas: 3',
      '- a',
      'apiVersion: v2\nname: chart',
      'apiVersion: v1\nkind: Pod',
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: { name: a }',
      'Resources: { Bucket: !Ref a }',
    ]) {
      assert.deepEqual(read(text), { objects: [], problems: [] }, text);
    }
  });

  it('reads values as Kubernetes does: no dates, no numbers of base 60', () => {
    const { objects } = readBytes('a', Buffer.from(`${configMap('a')}data: { day: 2020-01-01, time: 12:30, on: yes }`));
    assert.deepEqual(objects[0]?.object['data'], { day: '2020-01-01', time: '12:30', true: true });
  });

  it('says where YAML is broken, and reads the documents around it', () => {
    const { objects, problems } = read(`${configMap('a')}---\na: [1,\nb: 2\n---\n${configMap('b')}`);
    assert.deepEqual(objects, [
      ['a', 1],
      ['b', 8],
    ]);
    assert.deepEqual(problems.length, 1);
    assert.deepEqual(problems[0]?.slice(0, 2), [6, 1]);
    assert.match(String(problems[0]?.[2]), /^is no YAML: /);
  });

  it('says where a key is given twice, or has a tag that Kubernetes does not know', () => {
    assert.deepEqual(read('apiVersion: v1\nkind: Pod\nmetadata: { name: a, name: b }\nspec: { a: !Ref b }'), {
      objects: [['b', 1]],
      problems: [
        [3, 22, 'this key is given twice, which Kubernetes refuses'],
        [4, 12, 'is read without its tag: Unresolved tag: !Ref'],
      ],
    });
  });

  it('refuses in one line what would exhaust it', () => {
    const bomb = Array.from({ length: 9 }, (_, i) =>
      i === 0 ? 'a0: &a0 [x]' : `a${i}: &a${i} [${Array(10).fill(`*a${i - 1}`)}]`,
    ).join('\n');
    const messages = (text: string | Buffer) => read(text).problems.map(([, , message]) => message);
    assert.match(String(messages(bomb)), /^has anchors that cannot be followed: Excessive alias count[^\n]*$/);
    assert.match(String(messages('a: *b')), /^has anchors that cannot be followed: Unresolved alias[^\n]*$/);
    assert.deepEqual(messages(`apiVersion: v1\nkind: Pod\nmetadata: &m { name: a, labels: *m }`), [
      'has an anchor that holds itself',
    ]);
    assert.deepEqual(messages('['.repeat(100_000)), ['is nested too deep to be read']);
    assert.deepEqual(messages(Buffer.alloc(10 * 1024 * 1024 + 1)), ['is larger than 10 MiB: divide it']);
    assert.deepEqual(messages(Buffer.from([0x89, 0x50, 0x4e, 0x47])), ['is no text']);
    assert.deepEqual(messages('a\0b'), ['is no text']);
  });

  it('follows anchors and merge keys that mean no harm', () => {
    const { objects, problems } = readBytes(
      'a',
      Buffer.from(`x: &labels { app: a }\napiVersion: v1\nkind: Pod\nmetadata: { name: a, labels: { <<: *labels } }`),
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(objects[0]?.object.metadata, { name: 'a', labels: { app: 'a' } });
  });

  it('says in one line each what files and links cannot be read, and reads the rest', async () => {
    const folder = folderOf({ 'good.yaml': configMap('a'), 'large.yaml': '' });
    truncateSync(join(folder, 'large.yaml'), 200 * 1024 * 1024);
    symlinkSync('self.yaml', join(folder, 'self.yaml'));
    symlinkSync('nothing', join(folder, 'gone.yaml'));
    symlinkSync('.', join(folder, 'loop'));
    const { code, told, printed } = await lint([folder, join(folder, 'self.yaml'), join(folder, 'nothing.yaml')]);
    assert.equal(code, 2);
    assert.deepEqual(told.replaceAll(`${folder}/`, '').split('\n').sort(), [
      '',
      'gone.yaml: is not there',
      'large.yaml: is larger than 10 MiB: divide it',
      'loop: is a link to a folder that is read already',
      'nothing.yaml: is not there',
      'self.yaml: is a link that leads to itself',
      'self.yaml: is a link that leads to itself',
    ]);
    assert.equal(printed, '0 errors and 0 warnings in 1 object. 6 problems with what was to be read.\n');
  });

  it('takes a chart for what it is, and looks into neither dependencies nor hidden folders', async () => {
    const folder = folderOf({
      'a/good.yml': configMap('a'),
      'a/node_modules/x/broken.yaml': '[',
      'a/.hidden/broken.yaml': '[',
      'a/README.md': '[',
      'chart/Chart.yaml': 'apiVersion: v2\nname: chart',
      'chart/templates/a.yaml': '{{ if }}',
    });
    const { problems, objects } = await report([folder]);
    assert.equal(objects, 1);
    assert.deepEqual(problems, [
      {
        file: join(folder, 'chart'),
        message: 'is a Helm chart, not manifests: check what helm template makes of it',
      },
    ]);
  });
});
