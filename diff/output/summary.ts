import type { Level } from '../../lib/diff/level';
import { count, grouped } from '../../reporting/count';
import type { Digest } from './digest';

const VERDICTS: Readonly<Record<Level, string>> = {
  data: 'Metrics can be lost, become unreachable, or open to strangers.',
  replace: 'The API server refuses a part of it: what to do instead is said with each change.',
  restart: 'Pods restart, and no metrics are at stake beyond what is said.',
  config: 'Nothing restarts: what runs takes it over.',
  none: 'Nothing that runs notices.',
};

/** What all of it comes to, in a sentence. */
export function verdict({ levels }: Digest, problems: number): string {
  const worst = levels[0];
  const unread = problems > 0 ? `${count(problems, 'problem')} with what was to be read: that is not compared.` : '';
  const said = worst ? VERDICTS[worst.level] : `No change${problems > 0 ? ' in what could be read' : ''}.`;
  return [said, unread].filter(Boolean).join(' ');
}

/** How many changes there are, by level; empty for none. */
export function summary({ levels, clusters, objectsChanged }: Digest): string {
  const fleet = clusters.length > 1;
  const byLevel = levels.map(
    (each) => `${grouped(each.changes)} ${each.level}${fleet ? ` (${count(each.clusters, 'cluster')})` : ''}`,
  );
  const sum = levels.reduce((known, { changes }) => known + changes, 0);
  if (sum === 0) return '';
  const [only] = clusters;
  const where = fleet ? ` in ${count(clusters.length, 'cluster')}` : only ? ` in ${only}` : '';
  return `${count(sum, 'change')} of ${count(objectsChanged, 'object')}${where}: ${byLevel.join(', ')}.`;
}

/** Clusters as a person reads them: their number, and some by name; empty for files that are in no cluster. */
export function clustersText(clusters: readonly string[], named: number): string {
  if (clusters.length === 1) return clusters[0] ?? '';
  const names = clusters.slice(0, named).map((name) => name || 'files in no folder');
  const others = clusters.length - names.length;
  if (names.length === 0) return count(clusters.length, 'cluster');
  const more = others > 0 ? ` and ${grouped(others)} more` : '';
  return `${count(clusters.length, 'cluster')}: ${names.join(', ')}${more}`;
}
