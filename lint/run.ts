import { statSync } from 'node:fs';
import { type InputProblem, problemLine } from '../reading/input';
import { readBytes, readFile } from '../reading/read-file';
import { lintClusters } from './findings';
import { readFolder } from './folder';
import type { ClusterInput } from './input';
import { FORMATS, type Format } from './report';

/** What stands for standard input among paths. */
const STANDARD_INPUT = '-';

/** The process around a run. */
export interface Streams {
  /** Standard input, to its end. */
  readonly read: () => Promise<Buffer>;
  /** Takes the report. */
  readonly print: (text: string) => void;
  /** Takes what could not be read, a line each. */
  readonly tell: (line: string) => void;
}

/**
 * Checks the manifests of files and folders, and prints what it finds. Returns the exit code: 0 when all is well or there are only
 * warnings, 1 for errors, 2 when something could not be read; the rest has been checked even then.
 */
export async function runLint(
  paths: readonly string[],
  format: Format,
  { read, print, tell }: Streams,
): Promise<0 | 1 | 2> {
  const stdin = paths.includes(STANDARD_INPUT) ? await read() : Buffer.alloc(0);
  const { clusters, problems } = readAll([...new Set(paths)], stdin);
  const findings = lintClusters(clusters);
  const objects = clusters.reduce((sum, cluster) => sum + cluster.objects.length, 0);
  for (const problem of problems) tell(`${problemLine(problem)}\n`);
  print(FORMATS[format]({ findings, problems, objects }));
  if (problems.length > 0) return 2;
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

function readAll(
  paths: readonly string[],
  stdin: Buffer,
): {
  readonly clusters: readonly ClusterInput[];
  readonly problems: readonly InputProblem[];
} {
  const folders = paths.filter(isFolder);
  const fromFolders = folders.map(readFolder);
  const files = paths
    .filter((path) => !folders.includes(path))
    .map((path) => (path === STANDARD_INPUT ? readBytes('stdin', stdin) : readFile(path)));
  const clusters = [
    { objects: files.flatMap(({ objects }) => objects) },
    ...fromFolders.flatMap((folder) => folder.clusters),
  ];
  const problems = [...files, ...fromFolders].flatMap((input) => input.problems);
  if (problems.length === 0 && clusters.every(({ objects }) => objects.length === 0)) {
    return { clusters, problems: [{ file: paths.join(', '), message: 'no Kubernetes object is in there' }] };
  }
  return { clusters, problems };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // Whoever reads it as a file says why that does not work.
    return false;
  }
}
