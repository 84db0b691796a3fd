import type { InputProblem } from '../../reading/input';
import { isManifestFile, isPassedOver, NO_CHART } from '../../reading/manifest-files';
import { NoSide, type Side, type SideFile } from '../side';
import { git } from './git';
import { ObjectReader } from './object-reader';
import type { Revision } from './revision';

/** The manifests of a revision, read from git's own store. */
export function gitSide({ name, id, isFolder }: Revision): Side {
  const { files, problems } = isFolder ? list(id, name) : { files: [{ path: '', name, blob: id }], problems: [] };
  const reader = new ObjectReader();
  return {
    name,
    files,
    problems,
    read: ({ blob }) => reader.read(blob ?? ''),
    close: () => reader.close(),
  };
}

function list(tree: string, name: string): { readonly files: SideFile[]; readonly problems: InputProblem[] } {
  const listing = git('ls-tree', '-r', '-z', '--full-tree', tree);
  if (listing === undefined) throw new NoSide(`git cannot list ${name}: is the repository whole? git fsck says so`);
  const root = /[:/]$/.test(name) ? name : `${name}/`;
  const entries = listing
    .split('\0')
    .map((entry) => /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(entry))
    .flatMap((match) => (match ? [{ mode: match[1], blob: match[2] ?? '', path: match[3] ?? '' }] : []))
    .filter(({ path }) => !path.split('/').some(isPassedOver));
  const charts = chartFolders(entries.map(({ path }) => path));
  const problems: InputProblem[] = charts.map((chart) => ({ file: root + chart.slice(0, -1), message: NO_CHART }));
  const files: SideFile[] = [];
  for (const { mode, blob, path } of entries) {
    if (charts.some((chart) => path.startsWith(chart))) continue;
    const file = root + path;
    if (mode === '160000') problems.push({ file, message: 'is a submodule, which is not looked into' });
    else if (!isManifestFile(path)) continue;
    else if (mode === '120000') problems.push({ file, message: 'is a link, which is not followed inside of git' });
    else files.push({ path, name: file, blob });
  }
  return { files, problems };
}

/** Folders of Helm charts, each with a slash at its end. */
function chartFolders(paths: readonly string[]): string[] {
  return paths
    .filter((path) => /(^|\/)Chart\.yaml$/.test(path))
    .map((path) => path.slice(0, -'Chart.yaml'.length))
    .filter((folder) => paths.some((path) => path.startsWith(`${folder}templates/`)));
}
