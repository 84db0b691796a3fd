import { statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { manifestFiles } from '../reading/manifest-files';
import { fileContent } from '../reading/read-file';
import type { Side } from './side';

/** The manifests below a folder, or those of one file. */
export function folderSide(folder: string, name = folder): Side {
  const { files, problems } = statSync(folder).isDirectory() ? manifestFiles(folder) : ONE_FILE;
  return {
    name,
    files: files.map((names) => ({ path: names.join('/'), name: join(name, ...names) })),
    problems: problems.map((problem) => ({ ...problem, file: join(name, relative(folder, problem.file)) })),
    read: async ({ path }) => fileContent(join(folder, path)),
    close: async () => {},
  };
}

/** A file that is named is read, whatever it is called. */
const ONE_FILE = { files: [[]], problems: [] };
