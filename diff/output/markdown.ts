import { isAtLeast, LEVELS, type Level } from '../../lib/diff/level';
import type { InputProblem } from '../../reading/input';
import { count, grouped } from '../../reporting/count';
import { pageUrl } from '../../reporting/package';
import type { ClusterReport, Printing, ReportWriter } from '../report';
import { Digest, type DigestChange } from './digest';
import { type Entry, entriesOf } from './entries';
import { code, prose } from './markdown-text';
import { amountIn, amountOf, lesserOf, type Said, saidOf } from './said';
import { clustersText, summary, verdict } from './summary';

/** By this comment, CI finds what it wrote before. */
export const MARKER = '<!-- cdk8s-thanos diff -->';

/** GitHub takes 65,536 characters. Those of JavaScript are never fewer than those that GitHub counts. */
const MOST_CHARACTERS = 65_000;
/** Kept for what says that something was cut. */
const RESERVE = 1_500;
/** The least level that is not folded. */
const OPEN: Level = 'restart';
/** More objects than these of a level are folded. */
const MOST_OPEN = 20;
/** Of an object. */
const MOST_SAID = 10;
const MOST_FIELDS = 8;
const NAMED_CLUSTERS = 10;
const NAMED_OBJECTS = 30;

/** A report for a pull request: what it comes to, then the worst first; what is less important is folded, and cut where it is too long. */
export class MarkdownWriter implements ReportWriter {
  private readonly digest = new Digest();
  private length = 0;

  constructor(private readonly printing: Printing) {}

  add(report: ClusterReport): void {
    this.digest.add(report);
  }

  end(problems: readonly InputProblem[], compared: boolean): void {
    const { digest } = this;
    this.line(MARKER);
    if (!compared) {
      this.line(`**Nothing was compared: ${count(problems.length, 'problem')} with what was to be read.**`);
      return;
    }
    this.line(`**${verdict(digest, problems.length)}**`);
    const sum = summary(digest);
    if (sum) this.line(`\n${prose(sum)}`);
    const { entries, lesser } = entriesOf(digest.blocks(), OPEN);
    const below = lesser.map((block): Entry => {
      const renamed = block.renamed === undefined ? {} : { renamed: block.renamed };
      return { ...amountIn(block), ...renamed, level: block.level, said: saidOf(block, 'none') };
    });
    const cut = [...LEVELS].reverse().flatMap((level) =>
      this.section(
        level,
        [...entries, ...below].filter((entry) => entry.level === level),
      ),
    );
    this.line('');
    if (cut.length > 0) this.line(`**Cut, for want of space: ${amountOf(cut)}.**`);
    if (digest.levels.length > 0) {
      this.line(
        `All of it: ${code(this.command())}. Each code: [docs/consequences.md](${pageUrl('consequences.md')}).`,
      );
    }
  }

  /** Prints the objects of a level, and returns those that there is no place for. */
  private section(level: Level, entries: readonly Entry[]): readonly Entry[] {
    if (entries.length === 0) return [];
    const folded = !isAtLeast(level, OPEN) || entries.length > MOST_OPEN;
    const title = `${level}: ${count(new Set(entries.flatMap(({ objects }) => objects)).size, 'object')}`;
    const head = folded ? `\n<details><summary>${title}</summary>\n` : `\n#### ${title}\n`;
    const foot = folded ? '\n</details>' : '';
    let printed = 0;
    for (const [index, entry] of entries.entries()) {
      const text = entryText(entry);
      const before = printed === 0 ? head.length : 0;
      if (this.length + before + text.length + foot.length > MOST_CHARACTERS - RESERVE) {
        if (printed > 0 && foot) this.line(foot);
        return entries.slice(index);
      }
      if (printed === 0) this.line(head);
      this.line(text);
      printed++;
    }
    if (foot) this.line(foot);
    return [];
  }

  /** What prints all of it. */
  private command(): string {
    const { base, head } = this.printing;
    return `cdk8s-thanos diff ${base.slice(0, 200)} ${head.slice(0, 200)} --all`;
  }

  private line(text: string): void {
    this.length += text.length + 1;
    this.printing.print(`${text}\n`);
  }
}

function entryText({ objects, renamed, clusters, said, rest }: Entry): string {
  const where = clustersText(clusters, NAMED_CLUSTERS);
  const lesser = rest ? lesserOf(rest, OPEN) : '';
  return [
    `- ${objectsCode(objects)}${renamed ? `, ${prose(renamed)},` : ''}${where ? ` in ${prose(where)}` : ''}`,
    ...said.slice(0, MOST_SAID).flatMap((each, index) => saidText(each, index > 0)),
    ...(said.length > MOST_SAID ? [`  - and ${count(said.length - MOST_SAID, 'more consequence')}`] : []),
    ...(lesser ? [`  - and ${lesser}`] : []),
  ].join('\n');
}

function objectsCode(objects: readonly string[]): string {
  const named = objects.slice(0, NAMED_OBJECTS).map(code).join(', ');
  const others = objects.length - NAMED_OBJECTS;
  return others > 0 ? `${named} and ${grouped(others)} more` : named;
}

function saidText({ level, code: id, message, changes }: Said, further: boolean): string[] {
  const shown = changes.filter(({ path }) => path !== '').slice(0, MOST_FIELDS);
  const others = changes.length - shown.length;
  return [
    `  - ${further && changes.length === 0 ? 'also ' : ''}**${level}** ${id}: ${prose(message)}`,
    ...shown.map(changeText),
    ...(shown.length > 0 && others > 0 ? [`    - and ${count(others, 'more field')}`] : []),
  ];
}

function changeText({ path, values: { before, after } }: DigestChange): string {
  return `    - ${code(path)}: ${code(before)} → ${code(after)}`;
}
