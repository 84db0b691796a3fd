import type { InputProblem } from '../reading/input';
import { textOf } from '../reading/read-file';
import { type DocumentText, splitDocuments } from '../reading/split-documents';
import type { ReadFile } from './cluster-pairs';
import type { SideFile } from './side';

/** A document of a side, not parsed. */
export interface SideDocument extends DocumentText {
  readonly file: SideFile;
}

/** What git has in place of a large file, with the same name. */
const LARGE_FILE_POINTER = 'version https://git-lfs.github.com/spec/';

/** The documents of files, and what of these could not be read. */
export function documentsOf(files: readonly ReadFile[]): {
  readonly documents: readonly SideDocument[];
  readonly problems: readonly InputProblem[];
  /** Paths of the files that could not be read. */
  readonly unread: ReadonlySet<string>;
} {
  const documents: SideDocument[] = [];
  const problems: InputProblem[] = [];
  const unread = new Set<string>();
  for (const { file, content } of files) {
    const decoded = 'bytes' in content ? textOf(content.bytes) : content;
    const refused = 'text' in decoded ? whyNot(decoded.text) : decoded.refused;
    if (refused !== undefined) {
      problems.push({ file: file.name, message: refused });
      unread.add(file.path);
    } else if ('text' in decoded) {
      documents.push(...splitDocuments(decoded.text).map((document) => ({ ...document, file })));
    }
  }
  return { documents, problems, unread };
}

function whyNot(text: string): string | undefined {
  return text.startsWith(LARGE_FILE_POINTER) ? 'is kept by Git LFS, and only a pointer to it is in git' : undefined;
}

/** A document that is the same text on both sides. */
export interface EqualDocument {
  readonly before: SideDocument;
  readonly after: SideDocument;
}

/** Takes out what is the same text on both sides, in whatever files it is. */
export function withoutEqual(
  before: readonly SideDocument[],
  after: readonly SideDocument[],
): {
  readonly before: readonly SideDocument[];
  readonly after: readonly SideDocument[];
  readonly equal: readonly EqualDocument[];
} {
  const earlier = new Map<string, SideDocument[]>();
  for (const document of before) earlier.set(document.text, [...(earlier.get(document.text) ?? []), document]);
  const equal: EqualDocument[] = [];
  const later = after.filter((document) => {
    const same = earlier.get(document.text)?.shift();
    if (same) equal.push({ before: same, after: document });
    return !same;
  });
  return { before: [...earlier.values()].flat(), after: later, equal };
}
