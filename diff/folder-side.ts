import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { manifestFiles } from '../reading/manifest-files';
import type { Side } from './side';

/** The manifests below a folder. */
export function folderSide(folder: string): Side {
  const { files, problems } = manifestFiles(folder);
  return {
    name: folder,
    files: files.map((names) => ({ path: names.join('/'), name: join(folder, ...names) })),
    problems,
    read: ({ name }) => readFile(name),
    close: async () => {},
  };
}
