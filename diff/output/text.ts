import type { Level } from '../../lib/diff/level';
import type { InputProblem } from '../../reading/input';
import { count } from '../../reporting/count';
import type { ClusterReport, Printing, ReportWriter } from '../report';
import { Digest, type DigestBlock, type DigestChange } from './digest';
import { type Entry, entriesOf, objectsText } from './entries';
import { amountIn, amountOf, lesserOf, pathsOf, type Said } from './said';
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
const NAMED_OBJECTS = 12;
/** Of an object on one line. */
const MOST_PATHS = 4;

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

  end(problems: readonly InputProblem[], compared: boolean): void {
    // What was in the way is on standard error, and there is no more to say.
    if (!compared) return;
    const { digest } = this;
    const [worst] = digest.levels;
    const said = verdict(digest, problems.length);
    this.lines([worst ? this.painter.level(worst.level, said) : said, ...this.wrap(summary(digest), '')]);
    if (!worst) return;
    const { entries, lesser } = entriesOf(digest.blocks(), this.least);
    const leftOut = [...this.full(entries), ...this.condensed(lesser).map(amountIn)];
    if (leftOut.length > 0) this.lines(['', `And ${amountOf(leftOut)}: --all prints them.`]);
    this.lines(['', 'docs/consequences.md explains each code.']);
  }

  /** Prints entries in full, and returns those that there is no place for. */
  private full(entries: readonly Entry[]): readonly Entry[] {
    let printed = 0;
    for (const [index, entry] of entries.entries()) {
      const lines = this.entry(entry);
      if (printed > 0 && printed + lines.length > MOST_LINES && !this.printing.all) return entries.slice(index);
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
      const line = `${heading([block.object], block, NAMED_OBJECTS, 0)}: ${pathsOf(block, MOST_PATHS).join(', ')}`;
      this.lines([this.painter.level(block.level) + shortened(line, this.printing.width - block.level.length)]);
    }
    return blocks.filter((block) => !shown.includes(block));
  }

  private entry(entry: Entry): string[] {
    const { level, said, objects, rest } = entry;
    const { all } = this.printing;
    const lesser = rest ? lesserOf(rest, this.least) : '';
    const title = heading(objects, entry, all ? objects.length : NAMED_OBJECTS, all ? Infinity : NAMED_CLUSTERS);
    const shown = all ? said : said.slice(0, MOST_SAID);
    const others = said.length - shown.length;
    return [
      '',
      ...this.wrap(`${level}${title}`, '', '  ').map((line, index) =>
        index === 0 ? line.replace(level, this.painter.level(level)) : line,
      ),
      ...shown.flatMap((each, index) => this.said(each, index > 0)),
      ...(others > 0 ? [this.painter.paint(`  and ${count(others, 'more consequence')}`, 'dim')] : []),
      ...(lesser ? [this.painter.paint(`  and ${lesser}`, 'dim')] : []),
    ];
  }

  private said({ level, code, message, changes }: Said, further: boolean): string[] {
    const shown = this.printing.all ? changes : changes.slice(0, MOST_FIELDS);
    const others = changes.length - shown.length;
    return [
      `  ${further && changes.length === 0 ? 'also ' : ''}${this.painter.level(level)} ${code}`,
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

function heading(
  objects: readonly string[],
  { renamed, clusters }: Pick<Entry, 'renamed' | 'clusters'>,
  namedObjects: number,
  namedClusters: number,
): string {
  const where = clustersText(clusters, namedClusters);
  return ` ${objectsText(objects, namedObjects)}${renamed ? `, ${renamed}` : ''}${where ? ` in ${where}` : ''}`;
}
