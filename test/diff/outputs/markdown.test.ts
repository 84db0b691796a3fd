import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JudgedObject } from '../../../lib/diff/judge';
import { LEVELS } from '../../../lib/diff/level';
import { change, changed, fleetOf, object, printed } from './setup';

const RECEIVE = object('StatefulSet', 'thanos-receive');
/** The reference implementation of CommonMark, which has no types. */
const commonmark: {
  readonly Parser: new () => { parse(markdown: string): object };
  readonly HtmlRenderer: new () => { render(parsed: object): string };
} = require('commonmark');
const html = (markdown: string) => new commonmark.HtmlRenderer().render(new commonmark.Parser().parse(markdown));

describe('diff --output markdown', () => {
  it('begins with the comment by which CI finds it again', () => {
    const text = printed('markdown', {});
    assert.equal(text.split('\n')[0], '<!-- cdk8s-thanos diff -->');
    assert.match(html(text), /<strong>No change\.<\/strong>/);
  });

  it('says what it comes to, then the worst, and folds what restarts nothing', () => {
    const text = printed('markdown', {
      a: [
        changed(RECEIVE, change('config', 'spec.d'), change('data', 'spec.a', { before: '90d', after: '30d' })),
        changed(object('Service', 'a'), change('replace', 'spec.b')),
        changed(object('Service', 'b'), change('restart', 'spec.c')),
        changed(object('Service', 'c'), change('config', 'spec.d')),
        changed(object('Service', 'd'), change('none', 'spec.e')),
      ],
    });
    assert.deepEqual(
      text.split('\n').filter((line) => /^(\*\*|####|<|\d)/.test(line)),
      [
        '<!-- cdk8s-thanos diff -->',
        '**Metrics can be lost, become unreachable, or open to strangers.**',
        '6 changes of 5 objects in a: 1 data, 1 replace, 1 restart, 2 config, 1 none.',
        '#### data: 1 object',
        '#### replace: 1 object',
        '#### restart: 1 object',
        '<details><summary>config: 1 object</summary>',
        '</details>',
        '<details><summary>none: 1 object</summary>',
        '</details>',
      ],
    );
    assert.match(
      text,
      /^- `StatefulSet thanos\/thanos-receive` in a\n {2}- \*\*data\*\* DIFF-002: does what data says$/m,
    );
    assert.match(text, /^ {4}- `spec\.a`: `90d` → `30d`\n {2}- and 1 config$/m);
  });

  it('folds a level of many objects', () => {
    const objects = Array.from({ length: 21 }, (_, index) =>
      changed(object('Service', `s${index}`), change('data', 'spec.a', { message: `does ${index}` })),
    );
    assert.match(printed('markdown', { '': objects }), /<details><summary>data: 21 objects<\/summary>/);
  });

  it('says once what changes alike in many clusters', () => {
    const text = printed('markdown', fleetOf(300, [changed(RECEIVE, change('restart', 'spec.a'))]));
    assert.match(text, /in 300 clusters: eu-0001, .*, eu-0010 and 290 more$/m);
    assert.equal(text.match(/spec\.a/g)?.length, 1);
  });

  describe('of 100,000 changes', () => {
    const objects: JudgedObject[] = Array.from({ length: 100_000 }, (_, index) => {
      const level = LEVELS[index % LEVELS.length] ?? 'none';
      return changed(
        object('ConfigMap', `c${index}`),
        change(level, 'data.a', { after: `é😀${index}`, message: `does ${index}` }),
      );
    });
    const text = printed('markdown', { '': objects });

    it('stays under what GitHub takes', () => {
      assert.ok(text.length < 65_000, String(text.length));
      assert.ok(text.length > 55_000, String(text.length));
    });

    it('cuts the least important, and says how much that is and what prints all', () => {
      const shown = text.match(/^- `ConfigMap/gm)?.length ?? 0;
      assert.ok(shown > 200);
      assert.equal(text.match(/\*\*data\*\*/g)?.length, shown);
      const [cut] = /^\*\*Cut, .*$/m.exec(text) ?? [];
      const left = (20_000 - shown).toLocaleString('en-US');
      const objectsLeft = (100_000 - shown).toLocaleString('en-US');
      assert.equal(
        cut,
        `**Cut, for want of space: ${left} data, 20,000 replace, 20,000 restart, 20,000 config, 20,000 none of ${objectsLeft} objects.**`,
      );
      assert.match(text, /`cdk8s-thanos diff main:dist dist --all`/);
    });

    it('closes what it opened', () => {
      assert.equal(text.match(/<details>/g)?.length, text.match(/<\/details>/g)?.length);
    });
  });

  it('stays under what GitHub takes when one object alone has more', () => {
    const fields = Array.from({ length: 2000 }, (_, index) =>
      change('data', `spec.a${index}`, { message: `${index} ${'`'.repeat(2000)}` }),
    );
    assert.ok(printed('markdown', { a: [changed(RECEIVE, ...fields)] }).length < 65_000);
  });

  describe('of manifests that hold Markdown', () => {
    const evil = [
      '`a`',
      '``` a',
      '`',
      '| a |',
      '@octocat',
      '#1',
      'acme/app#1',
      '<!-- cdk8s-thanos diff -->',
      '</details>',
      '<img src=x>',
      '[a](https://evil.example)',
      'https://evil.example',
      'www.evil.example',
      '**a**',
      '_a_',
      '/close',
      ':tada:',
      '\n\n# a',
      '&lt;b&gt;',
      '- [x] a',
      'a@evil.example',
      '~~a~~',
      '$a$',
      '\\`a',
    ];
    for (const text of evil) {
      it(`shows it as it is: ${JSON.stringify(text)}`, () => {
        const message = `before ${text}, and (${text}) after.`;
        const field = change('data', 'spec.x', { path: ['spec', text], before: text, after: `${text}.`, message });
        const markdown = printed('markdown', { [text]: [changed(object(text, text), field)] });
        const rendered = html(markdown);
        // What is not code has nothing in it that Markdown or a host could take for more than text.
        const outside = rendered
          .replace(/<code>[^<]*<\/code>/g, '')
          .split('\n')
          .slice(1)
          .join('\n')
          .replace(/<a href="https:\/\/unpkg[^>]*>[^<]*<\/a>/, '');
        assert.doesNotMatch(
          outside.replace(/<\/?(p|strong|ul|li|h4)>/g, ''),
          /[<>@#`*_[\]|~$\\&]|:\/\/|www\./,
          outside,
        );
        assert.equal(rendered.match(/<!--/g)?.length, 1);
        assert.equal(rendered.match(/<h4>/g)?.length, 1);
        assert.doesNotMatch(markdown, /^\s*\/close/m);
      });
    }
  });
});
