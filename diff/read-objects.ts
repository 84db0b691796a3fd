import { clashes } from '../lib/manifests/clashes';
import { type KubernetesObject, keyOf, nameOf } from '../lib/manifests/kubernetes-object';
import type { DocumentReader } from '../reading/document-reader';
import type { InputProblem, LocatedObject } from '../reading/input';
import { count } from '../reporting/count';
import type { SideDocument } from './side-documents';

/** So many objects that are there twice are named. */
const MOST_DUPLICATES = 20;

/** An object of a side. */
export interface SideObject extends LocatedObject {
  /** Of its file, from the root of the side. */
  readonly path: string;
}

/** The objects of documents of one side. */
export interface SideObjects {
  readonly located: readonly SideObject[];
  readonly problems: readonly InputProblem[];
  /** The documents that could not be read. What they hold is not known. */
  readonly broken: readonly SideDocument[];
}

export function readObjects(documents: readonly SideDocument[], reader: DocumentReader): SideObjects {
  const located: SideObject[] = [];
  const problems: InputProblem[] = [];
  const broken: SideDocument[] = [];
  for (const document of documents) {
    const input = reader.read(document.file.name, document);
    located.push(...input.objects.map((each) => ({ ...each, path: document.file.path })));
    problems.push(...input.problems);
    if (input.problems.length > 0 && input.objects.length === 0) broken.push(document);
  }
  return { located, problems, broken };
}

/** Each object once. Of those that are there twice the last one stays, as it would when all are applied; both places are named. */
export function withoutDuplicates(located: readonly LocatedObject[]): {
  readonly objects: readonly KubernetesObject[];
  readonly problems: readonly InputProblem[];
} {
  const inOrder = [...located].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
  const problems = clashes(inOrder, ({ object }) => keyOf(object)).map(([first, { object, file, line }]) => ({
    file,
    line,
    message: `${nameOf(object)} is in ${first.file}:${first.line} too, and a cluster holds it once. The one that is applied last counts`,
  }));
  const [next] = problems.slice(MOST_DUPLICATES);
  if (next) {
    const others = problems.length - MOST_DUPLICATES;
    const message = `${count(others, 'object')} more ${others === 1 ? 'is' : 'are'} there twice. Folders are clusters of their own only where both sides have them: compare a fleet with a fleet, or one of its folders`;
    problems.splice(MOST_DUPLICATES, problems.length, { file: next.file, line: next.line, message });
  }
  return { objects: [...new Map(inOrder.map(({ object }) => [keyOf(object), object])).values()], problems };
}
