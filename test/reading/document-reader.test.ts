import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { BlockReader } from '../../reading/block-reader';
import { DocumentReader } from '../../reading/document-reader';
import { readDocuments } from '../../reading/documents';
import type { Input } from '../../reading/input';
import { splitDocuments } from '../../reading/split-documents';

const root = join(__dirname, '..', '..', '..');
const runs = Number(process.env['PROPERTY_RUNS'] ?? 300);
const real = ['dist', 'examples']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(root, folder, file)),
  )
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => readFileSync(file, 'utf8'));

function readQuickly(text: string, reader: DocumentReader): Input {
  const inputs = splitDocuments(text).map((document) => reader.read('a.yaml', document));
  return { objects: inputs.flatMap(({ objects }) => objects), problems: inputs.flatMap(({ problems }) => problems) };
}

/** Each document as the library reads it, and the file too; but for broken files, in which the library loses count, and documents. */
function assertReadAlike(text: string, reader = new DocumentReader()) {
  for (const document of splitDocuments(text)) {
    assert.deepEqual(reader.read('a.yaml', document), readDocuments('a.yaml', document.text, document.line));
  }
  const whole = readDocuments('a.yaml', text);
  const quick = readQuickly(text, reader);
  if (whole.problems.length === 0) assert.deepEqual(quick, whole);
  else assert.ok(quick.problems.length > 0);
}

/** Values as manifests have them, and texts that YAML must quote, fold or take literally. */
const scalar = fc.oneof(
  fc.constantFrom(
    'x',
    '',
    ' ',
    'yes',
    'null',
    '~',
    '1',
    '0x1F',
    '1_000',
    '1e3',
    '12:30:45',
    '2020-01-01',
    '- a',
    'a: b',
    '# no',
    'a # b',
  ),
  fc.constantFrom(
    'two\nlines\n',
    '  indented\nlines',
    'kept\n\n\n',
    '\n\nlate',
    '---\n',
    'a\n---\nb',
    '%x',
    '...\n',
    'tab\there',
    'é\u2028x',
  ),
  fc.string(),
  fc
    .array(fc.constantFrom('word', 'with: colon', '#', '-', '"quote', "it's", ' ', '{', '['), { maxLength: 40 })
    .map((words) => words.join(' ')),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.boolean(),
  fc.constant(null),
);
const key = fc.oneof(
  fc.constantFrom(
    'name',
    'spec',
    'on',
    'y',
    'Null',
    'thanos.yaml',
    'app.kubernetes.io/name',
    '<<',
    '__proto__',
    'constructor',
    '1',
    'a b',
    '-x',
    '?',
  ),
  fc.stringMatching(/^[A-Za-z][\w./-]{0,12}$/),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 5 }, scalar, tie('map'), fc.array(tie('any'), { maxLength: 4 })),
  map: fc.dictionary(key, tie('any'), { maxKeys: 5 }),
})).any;
const styles = fc.record({
  indent: fc.constantFrom(1, 2, 3, 4),
  indentSeq: fc.boolean(),
  lineWidth: fc.constantFrom(0, 20, 80),
  collectionStyle: fc.constantFrom('any', 'block', 'flow'),
  defaultStringType: fc.constantFrom('PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'),
} as const);
const document = fc
  .tuple(fc.dictionary(key, value, { maxKeys: 5 }), styles)
  .map(([fields, style]) =>
    stringify(
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, ...fields },
      { ...style, aliasDuplicateObjects: false },
    ),
  );

describe('Reading documents quickly', () => {
  it('finds the same as the YAML library in what this project renders, and needs it for none as a whole', () => {
    assert.ok(real.length > 30);
    const reader = new DocumentReader();
    const blocks = new BlockReader();
    for (const text of real) {
      assertReadAlike(text, reader);
      for (const each of splitDocuments(text)) assert.ok(blocks.read(each.text));
    }
  });

  it('finds the same in any document, however it is written', () => {
    const markers = fc.constantFrom('---\n', '--- # next\n', '---   \n', '---\n\n# a comment\n', '---\n---\n');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(markers, document), { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        (documents, windows) => {
          const text = documents.flat().join('');
          assertReadAlike(windows ? text.replaceAll('\n', '\r\n') : text);
        },
      ),
      { numRuns: runs },
    );
  });

  it('finds the same in documents that somebody has edited, well or badly', () => {
    const edits = fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        drop: fc.constantFrom(0, 0, 1, 2, 5, 30),
        put: fc.constantFrom(
          '',
          '\n',
          ' ',
          '  ',
          '\t',
          '#',
          '# c\n',
          '-',
          '- ',
          ':',
          ': ',
          '"',
          "'",
          '|',
          '|+',
          '|2-',
          '>',
          '{',
          '}',
          '[',
          ']',
          '&a ',
          '*a',
          '!x ',
          '!!str ',
          '? ',
          '---\n',
          '...\n',
          '%YAML 1.2\n---\n',
          'a: 1\n',
          'kind: x\n',
          '<<: ',
          'on: 1\n',
          '\r\n',
          '\u2028',
          '\u0085',
        ),
      }),
      { minLength: 1, maxLength: 4 },
    );
    const excerpt = fc.constantFrom(...real).chain((text) => {
      const all = splitDocuments(text);
      return fc.nat(all.length - 1).map((first) =>
        all
          .slice(first, first + 2)
          .map((each) => each.text)
          .join('---\n'),
      );
    });
    fc.assert(
      fc.property(fc.oneof(excerpt, document), edits, (text, changes) => {
        let edited = text;
        for (const { at, drop, put } of changes) {
          const place = Math.floor(at * edited.length);
          edited = edited.slice(0, place) + put + edited.slice(place + drop);
        }
        assertReadAlike(edited);
      }),
      { numRuns: runs },
    );
  });

  it('leaves to the library what is more than maps and lists', () => {
    const blocks = new BlockReader();
    for (const text of [
      'a: &x 1\nb: *x\n',
      'a: !y 1',
      '{ "a": 1 }',
      'a: 1\na: 2',
      '? a\n: b',
      '- a',
      'on: 1',
      'a: [1',
      '"a": 1',
      'a: 1\n...\n',
      'a: *x',
      '',
    ]) {
      assert.equal(blocks.read(text), undefined, text);
    }
  });

  it('gives what repeats as one object, at any depth', () => {
    const blocks = new BlockReader();
    const [one, other] = ['a', 'b'].map((name) =>
      blocks.read(`metadata:\n  name: ${name}\nspec:\n  ports:\n    - name: http\n      port: 80\n`),
    );
    assert.ok(one && other);
    assert.notEqual(one['metadata'], other['metadata']);
    assert.equal(one['spec'], other['spec']);
  });

  it('does not mistake one depth for another', () => {
    const blocks = new BlockReader();
    assert.deepEqual(blocks.read('l:\n  - a:\n    b: 1\nm:\n  a:\n    b: 1\n'), {
      l: [{ a: null, b: 1 }],
      m: { a: { b: 1 } },
    });
  });
});
