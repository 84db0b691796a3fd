import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JudgedField } from '../../../lib/diff/judge';
import { added, change, changed, consequence, fleetOf, object, printed, removed } from './setup';

const RECEIVE = object('StatefulSet', 'thanos-receive');
const CONFIG = object('ConfigMap', 'config');
const lines = (text: string) => text.trimEnd().split('\n');

describe('diff --output text', () => {
  it('says that nothing changes', () => assert.equal(printed('text', {}), 'No change.\n'));

  it('does not say that nothing changes when something could not be read', () => {
    const problems = [{ file: 'a.yaml', message: 'is no text' }];
    assert.equal(
      printed('text', {}, { problems }),
      'No change in what could be read. 1 problem with what was to be read: that is not compared.\n',
    );
  });

  it('says nothing where nothing was compared: standard error has the reason', () =>
    assert.equal(printed('text', {}, { problems: [{ file: 'a', message: 'is not there' }], compared: false }), ''));

  it('begins with what it comes to, and goes on with the worst', () => {
    const text = printed(
      'text',
      {
        a: [changed(CONFIG, change('config', 'data.x'))],
        b: [changed(CONFIG, change('restart', 'data.y')), changed(RECEIVE, change('data', 'spec.replicas'))],
      },
      { width: 120 },
    );
    assert.deepEqual(lines(text), [
      'Metrics can be lost, become unreachable, or open to strangers.',
      '3 changes of 3 objects in 2 clusters: 1 data (1 cluster), 1 restart (1 cluster), 1 config (1 cluster).',
      '',
      'data StatefulSet thanos/thanos-receive in b',
      '  data DIFF-002',
      '    spec.replicas: old → new',
      '    does what data says',
      '',
      'restart ConfigMap thanos/config in b',
      '  restart DIFF-002',
      '    data.y: old → new',
      '    does what restart says',
      '',
      'config ConfigMap thanos/config in a: data.x',
      '',
      'docs/consequences.md explains each code.',
    ]);
  });

  it('names no cluster where there is none', () => {
    const text = printed('text', { '': [changed(RECEIVE, change('restart', 'spec.replicas'))] });
    assert.equal(lines(text)[1], '1 change of 1 object: 1 restart.');
    assert.equal(lines(text)[3], 'restart StatefulSet thanos/thanos-receive');
  });

  it('says once what changes alike in many clusters', () => {
    const text = printed('text', fleetOf(212, [changed(RECEIVE, change('restart', 'spec.replicas'))]), { width: 200 });
    assert.match(text, /^212 changes of 212 objects in 212 clusters: 212 restart \(212 clusters\)\.$/m);
    assert.match(text, / in 212 clusters: eu-0001, eu-0002, eu-0003, eu-0004, eu-0005 and 207 more$/m);
    assert.equal(text.match(/spec\.replicas/g)?.length, 1);
  });

  it('has a line for what restarts nothing, with the number of clusters', () => {
    const text = printed('text', fleetOf(9, [changed(CONFIG, change('config', 'data.a'), change('none', 'data.b'))]));
    assert.match(text, /^config ConfigMap thanos\/config in 9 clusters: data\.a, data\.b$/m);
  });

  it('names all clusters where all is asked for', () => {
    const text = printed('text', fleetOf(12, [changed(RECEIVE, change('restart', 'spec.replicas'))]), { all: true });
    assert.match(text, /eu-0012/);
  });

  it('tells values apart that only look alike when they are shortened', () => {
    const value = (end: string) => `${'x'.repeat(80)}${'y'.repeat(100)}${end}`;
    const one = changed(RECEIVE, change('restart', 'spec.a', { before: 'z', after: value('1') }));
    const other = changed(RECEIVE, change('restart', 'spec.a', { before: 'z', after: value('2') }));
    assert.equal(printed('text', { a: [one], b: [other] }).match(/spec\.a:/g)?.length, 2);
  });

  it('says a consequence that fields share once for the object', () => {
    const fields = ['a', 'b', 'c'].map((name) => change('restart', `spec.${name}`));
    const text = printed('text', { '': [changed(RECEIVE, ...fields)] });
    assert.equal(text.match(/does what restart says/g)?.length, 1);
    assert.match(text, /spec\.a: old → new\n {4}spec\.b: old → new\n {4}spec\.c: old → new\n/);
  });

  it('says what a change does beside the worst, once, and not what is said anyway', () => {
    const rolls = consequence('restart', 'rolls');
    const text = printed('text', {
      '': [
        changed(RECEIVE, change('data', 'spec.a', { also: [rolls] }), change('data', 'spec.b', { also: [rolls] })),
        changed(CONFIG, change('data', 'data.a', { also: [rolls] }), change('restart', 'data.b', rolls)),
      ],
    });
    assert.deepEqual(
      lines(text).filter((line) => line.includes('DIFF-001')),
      ['  restart DIFF-001', '  also restart DIFF-001'],
    );
  });

  it('counts what is less in an object that has worse, and the objects that nobody notices', () => {
    const text = printed('text', {
      '': [
        changed(RECEIVE, change('replace', 'spec.a'), change('config', 'spec.b'), change('none', 'metadata.labels.c')),
        changed(CONFIG, change('none', 'metadata.labels.c')),
      ],
    });
    assert.match(text, /^ {2}and 1 config, 1 none$/m);
    assert.match(text, /^And 1 none of 1 object: --all prints them\.$/m);
    assert.doesNotMatch(text, /metadata\.labels/);
  });

  it('prints everything where that is asked for', () => {
    const objects = Array.from({ length: 200 }, (_, index) =>
      changed(object('ConfigMap', `c${index}`), change('data', 'data.a'), change('none', 'metadata.labels.a')),
    );
    const text = printed('text', { '': objects }, { all: true });
    for (const name of ['c0', 'c99', 'c199']) assert.match(text, new RegExp(`thanos/${name}\\b`));
    assert.match(text, /metadata\.labels\.a/);
    assert.doesNotMatch(text, /--all/);
  });

  it('says once what is said of three objects or more', () => {
    const bumped = (name: string, ...more: JudgedField[]) =>
      changed(
        object('Deployment', name),
        change('restart', `spec.containers.[${name}].image`, { message: 'skips a version' }),
        ...more,
      );
    const own = change('restart', 'spec.x', { message: 'is its own' });
    const objects = [bumped('a'), bumped('b', own), bumped('c', change('none', 'metadata.labels.a'))];
    assert.deepEqual(lines(printed('text', { '': objects })).slice(3), [
      'restart Deployment thanos/a, thanos/b, thanos/c',
      '  restart DIFF-002',
      '    spec.containers[*].image: old → new',
      '    skips a version',
      '',
      'restart Deployment thanos/b',
      '  restart DIFF-002',
      '    spec.x: old → new',
      '    is its own',
      '',
      'And 1 none of 1 object: --all prints them.',
      '',
      'docs/consequences.md explains each code.',
    ]);
    assert.equal(printed('markdown', { '': objects }).match(/skips a version/g)?.length, 1);
    assert.equal(printed('text', { '': objects.slice(0, 2) }).match(/skips a version/g)?.length, 2);
  });

  it('says where, and how often, where one object has more than a line holds', () => {
    const fields = Array.from({ length: 9 }, (_, index) => change('config', `data.board.panels.p${index}`));
    const text = printed('text', { '': [changed(CONFIG, ...fields)] });
    assert.match(text, /^config ConfigMap thanos\/config: data\.board \(9 changes\)$/m);
  });

  it('stays within what a person reads, and counts the rest', () => {
    const objects = Array.from({ length: 100_000 }, (_, index) =>
      changed(
        object('ConfigMap', `c${index}`),
        change(index % 2 ? 'data' : 'config', 'data.a', { message: `does ${index}` }),
      ),
    );
    const text = printed('text', { '': objects });
    assert.ok(lines(text).length < 340);
    assert.match(text, /^100,000 changes of 100,000 objects: 50,000 data, 50,000 config\.$/m);
    const shown = text.match(/^data ConfigMap/gm)?.length ?? 0;
    assert.ok(shown > 10);
    const rest = (50_000 - shown).toLocaleString('en-US');
    assert.match(text, new RegExp(`^And ${rest} data, 49,980 config of `, 'm'));
  });

  it('stays within what a person reads of one object, too', () => {
    const fields = Array.from({ length: 1000 }, (_, index) =>
      change('data', `spec.a${index}`, { message: index < 500 ? `says ${index}` : 'says the same' }),
    );
    const text = printed('text', { '': [changed(RECEIVE, ...fields)] });
    assert.ok(lines(text).length < 100);
    assert.match(text, /^ {2}and 481 more consequences$/m);
    const same = printed('text', { '': [changed(RECEIVE, ...fields.slice(500))] });
    assert.match(same, /^ {4}and 492 more fields$/m);
  });

  it('names what is new, gone and renamed', () => {
    const [old, now] = [object('Service', 'receive'), object('Service', 'thanos-receive')];
    const text = printed('text', { '': [added(now, old), removed(old, now), added(CONFIG)] });
    assert.match(text, /^config Service thanos\/thanos-receive, renamed from Service thanos\/receive: is new$/m);
    assert.match(text, /^config Service thanos\/receive, renamed to Service thanos\/thanos-receive: is gone$/m);
    assert.match(text, /^config ConfigMap thanos\/config: is new$/m);
  });

  it('keeps to the width of the terminal', () => {
    const message = 'a word of a long sentence '.repeat(20);
    const field = change('data', 'spec.some.path', { message, before: 'b'.repeat(60), after: 'a'.repeat(60) });
    const text = printed('text', fleetOf(9, [changed(RECEIVE, field), changed(CONFIG, change('config', 'data.a'))]), {
      width: 70,
    });
    for (const line of lines(text)) assert.ok([...line].length <= 70, line);
  });

  it('uses colour only where it is told to', () => {
    const objects = { '': [changed(RECEIVE, change('data', 'spec.a')), changed(CONFIG, change('config', 'data.a'))] };
    const [plain, coloured] = [printed('text', objects), printed('text', objects, { colour: true })];
    assert.ok(!plain.includes('\u001b'));
    assert.ok(coloured.includes('\u001b[31m\u001b[1mdata\u001b[22m\u001b[39m'));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what colour is made of.
    assert.equal(coloured.replace(/\u001b\[\d+m/g, ''), plain);
  });

  it('lets nothing that is in manifests steer the terminal', () => {
    const evil = '\u001b[2J\u202e\r\u0007';
    const text = printed('text', {
      [`c${evil}`]: [
        changed(object('StatefulSet', `n${evil}`), change('data', `spec.${evil}`, { before: evil, message: evil })),
        added(object('Service', 'a'), object('Service', `o${evil}`)),
      ],
    });
    assert.doesNotMatch(text, /[^\P{C}\n]/u);
  });
});
