import { isAtLeast, type Level } from '../../lib/diff/level';
import type { InputProblem } from '../../reading/input';
import { count } from '../../reporting/count';
import type { ClusterReport, Printing, ReportWriter } from '../report';
import { Digest, type DigestBlock, type DigestChange } from './digest';
import { amountOf, lesser, type Said, saidOf } from './said';
import { shortened } from './shown-change';
import { Painter, wrapped } from './style';
import { clustersText, summary, verdict } from './summary';

/** Changes of this level and worse are said in full; what is below is condensed. */
const FULL: Level = 'restart';
/** More lines than these nobody reads: the rest is counted. */
const MOST_LINES = 300;
const MOST_CONDENSED = 20;
/** Of an object. */
const MOST_SAID = 20;
const MOST_FIELDS = 8;
const NAMED_CLUSTERS = 5;

/** A report as a person reads it: what it comes to, then the worst first. */
export class TextWriter implements ReportWriter {
  private readonly digest = new Digest();
  private readonly painter: Painter;
  /** The least level that is said in full. */
  private readonly least: Level;

  constructor(private readonly printing: Printing) {
    this.painter = new Painter(printing.colour);
    this.least = printing.all ? 'none' : FULL;
  }

  add(report: ClusterReport): void {
    this.digest.add(report);
  }

  end(problems: readonly InputProblem[]): void {
    const { digest } = this;
    const [worst] = digest.levels;
    const said = verdict(digest, problems.length);
    this.lines([worst ? this.painter.level(worst.level, said) : said, ...this.wrap(summary(digest), '')]);
    if (!worst) return;
    const blocks = digest.blocks();
    const full = blocks.filter(({ level }) => isAtLeast(level, this.least));
    const leftOut = [...this.full(full), ...this.condensed(blocks.slice(full.length))];
    if (leftOut.length > 0) this.lines(['', `And ${amountOf(leftOut)}: --all prints them.`]);
    this.lines(['', 'docs/consequences.md explains each code.']);
  }

  /** Prints objects in full, and returns those that there is no place for. */
  private full(blocks: readonly DigestBlock[]): readonly DigestBlock[] {
    let printed = 0;
    for (const [index, block] of blocks.entries()) {
      const lines = this.block(block);
      if (printed > 0 && printed + lines.length > MOST_LINES && !this.printing.all) return blocks.slice(index);
      this.lines(lines);
      printed += lines.length;
    }
    return [];
  }

  /** Prints objects on a line each, and returns those that there is no place for. What nobody notices has none. */
  private condensed(blocks: readonly DigestBlock[]): readonly DigestBlock[] {
    const noticed = blocks.filter(({ level }) => level !== 'none');
    const shown = noticed.slice(0, MOST_CONDENSED);
    if (shown.length > 0) this.lines(['']);
    for (const block of shown) {
      const paths = [...new Set(block.changes.map(({ path, message }) => path || message))];
      const line = `${this.heading(block, 0)}: ${paths.join(', ')}`;
      this.lines([this.painter.level(block.level) + shortened(line, this.printing.width - block.level.length)]);
    }
    return blocks.filter((block) => !shown.includes(block));
  }

  private block(block: DigestBlock): string[] {
    const rest = lesser(block, this.least);
    const heading = this.heading(block, this.printing.all ? block.clusters.length : NAMED_CLUSTERS);
    const said = saidOf(block, this.least);
    const shown = this.printing.all ? said : said.slice(0, MOST_SAID);
    const others = said.length - shown.length;
    return [
      '',
      ...this.wrap(`${block.level}${heading}`, '', '  ').map((line, index) =>
        index === 0 ? line.replace(block.level, this.painter.level(block.level)) : line,
      ),
      ...shown.flatMap((each) => this.said(each)),
      ...(others > 0 ? [this.painter.paint(`  and ${count(others, 'more consequence')}`, 'dim')] : []),
      ...(rest ? [this.painter.paint(`  and ${rest}`, 'dim')] : []),
    ];
  }

  private heading({ object, renamed, clusters }: DigestBlock, named: number): string {
    const where = clustersText(clusters, named);
    return ` ${object}${renamed ? `, ${renamed}` : ''}${where ? ` in ${where}` : ''}`;
  }

  private said({ level, code, message, changes }: Said): string[] {
    const shown = this.printing.all ? changes : changes.slice(0, MOST_FIELDS);
    const others = changes.length - shown.length;
    return [
      `  ${changes.length === 0 ? 'also ' : ''}${this.painter.level(level)} ${code}`,
      ...shown.flatMap((change) => this.change(change)),
      ...(others > 0 ? [this.painter.paint(`    and ${count(others, 'more field')}`, 'dim')] : []),
      ...this.wrap(message, '    '),
    ];
  }

  private change({ path, values: { before, after } }: DigestChange): string[] {
    if (path === '') return [];
    const { width } = this.printing;
    const styledPath = this.painter.paint(path, 'bold');
    if ([...`    ${path}: ${before} → ${after}`].length <= width) return [`    ${styledPath}: ${before} → ${after}`];
    if ([...`      ${before} → ${after}`].length <= width) return [`    ${styledPath}:`, `      ${before} → ${after}`];
    return [`    ${styledPath}:`, ...this.wrap(before, '      '), ...this.wrap(`→ ${after}`, '      ')];
  }

  private wrap(text: string, indentation: string, further: string = indentation): string[] {
    if (text === '') return [];
    const lines = wrapped(text, this.printing.width, further);
    return [indentation + (lines[0] ?? '').slice(further.length), ...lines.slice(1)];
  }

  private lines(lines: readonly string[]): void {
    for (const line of lines) this.printing.print(`${line}\n`);
  }
}
