import { ClusterChange } from '../lib/diff/cluster-change';
import { ObjectComparer } from '../lib/diff/compare/compare-objects';
import { judgeCluster } from '../lib/diff/judge';
import type { Level } from '../lib/diff/level';
import { isAtLeast } from '../lib/diff/level';
import { matchObjects } from '../lib/diff/match-objects';
import { ConfigReader } from '../lib/manifests/config-reader';
import type { KubernetesObject } from '../lib/manifests/kubernetes-object';
import { type InputProblem, problemLine } from '../reading/input';
import { readBytes } from '../reading/read-file';
import { clusterPairs } from './cluster-pairs';
import { folderSide } from './folder-side';
import { type ClusterReport, OUTPUTS, type Output } from './report';
import type { Side, SideFile } from './side';

/** What the command line says. */
export interface DiffOptions {
  readonly base: string;
  readonly head: string;
  readonly output: Output;
  /** Whether what the API server fills in, and what it alone writes, is no change. @default false */
  readonly ignoreDefaults?: boolean;
  /** The least level that fails the run. @default - none does */
  readonly failOn?: Level;
}

/** The process around a run. */
export interface Streams {
  /** Takes the report. */
  readonly print: (text: string) => void;
  /** Takes what could not be read, a line each. */
  readonly tell: (line: string) => void;
}

/**
 * Compares two sides, and prints what the changes do. Returns the exit code: 0, 1 for a change of the level that fails the run, 2 when
 * something could not be read; the rest has been compared even then.
 */
export async function runDiff(options: DiffOptions, { print, tell }: Streams): Promise<0 | 1 | 2> {
  const base = folderSide(options.base);
  const head = folderSide(options.head);
  const problems: InputProblem[] = [...base.problems, ...head.problems];
  const clusters: ClusterReport[] = [];
  const reader = new ConfigReader();
  const comparer = new ObjectComparer(options.ignoreDefaults);
  for await (const pair of clusterPairs(base, head)) {
    const before = await readObjects(base, pair.base, problems);
    const after = await readObjects(head, pair.head, problems);
    const changes = matchObjects(before, after, comparer);
    if (changes.length === 0) continue;
    const cluster = new ClusterChange(changes, { before: () => before, after: () => after }, reader);
    clusters.push({ cluster: pair.cluster, objects: judgeCluster(cluster) });
  }
  await Promise.all([base.close(), head.close()]);
  for (const problem of problems) tell(`${problemLine(problem)}\n`);
  print(OUTPUTS[options.output]({ base: base.name, head: head.name, clusters, problems }));
  if (problems.length > 0) return 2;
  const { failOn } = options;
  return failOn && clusters.some(({ objects }) => objects.some(({ level }) => isAtLeast(level, failOn))) ? 1 : 0;
}

async function readObjects(
  side: Side,
  files: readonly SideFile[],
  problems: InputProblem[],
): Promise<KubernetesObject[]> {
  const objects: KubernetesObject[] = [];
  for (const file of files) {
    const input = readBytes(file.name, await side.read(file));
    objects.push(...input.objects.map(({ object }) => object));
    problems.push(...input.problems);
  }
  return objects;
}
