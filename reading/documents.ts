import { Composer, type Document, isMap, isSeq, LineCounter, Parser } from 'yaml';
import { groupOf, isKubernetesObject, type KubernetesObject } from '../lib/manifests/kubernetes-object';
import { asList, asText, at } from '../lib/manifests/value';
import type { Input, InputProblem, LocatedObject } from './input';
import { YAML_OPTIONS } from './yaml-options';

/** How often anchors may be repeated before a document is taken for one that is made to exhaust its reader. */
const MAX_ALIASES = 1000;
const TOO_DEEP = 'is nested too deep to be read';
/** Files of these groups steer a tool, and are never given to a cluster. */
const TOOL_GROUPS = new Set(['kustomize.config.k8s.io']);

/**
 * The Kubernetes objects of a file of YAML or JSON, those inside of lists too. All else in it is passed over.
 *
 * @param firstLine where the text begins in the file
 */
export function readDocuments(file: string, text: string, firstLine = 1): Input {
  const lines = new LineCounter();
  const parser = new Parser(lines.addNewLine);
  const composer = new Composer(YAML_OPTIONS);
  const objects: LocatedObject[] = [];
  const problems: InputProblem[] = [];
  const problemAt = (offset: number, message: string): InputProblem => {
    const { line, col } = lines.linePos(offset);
    return { file, line: line + firstLine - 1, column: col, message };
  };
  const lineOf = (node: unknown, otherwise: number) => {
    const offset = at(node, 'range', 0);
    return typeof offset === 'number' ? lines.linePos(offset).line + firstLine - 1 : otherwise;
  };
  try {
    for (const document of composer.compose(parser.parse(text))) {
      const fatal = document.errors.find(({ code }) => code !== 'DUPLICATE_KEY');
      if (fatal) {
        const tooDeep = fatal.message.includes('call stack');
        problems.push(problemAt(fatal.pos[0], tooDeep ? TOO_DEEP : `is no YAML: ${fatal.message}`));
        continue;
      }
      const start = document.contents?.range[0] ?? 0;
      const value = javaScriptOf(document);
      if ('refused' in value) {
        problems.push(problemAt(start, value.refused));
        continue;
      }
      const found = [...objectsIn(value.js, document.contents, lineOf(document.contents, firstLine), lineOf)];
      for (const each of found) objects.push({ ...each, file });
      if (found.length === 0) continue;
      problems.push(
        ...document.errors.map(({ pos }) => problemAt(pos[0], 'this key is given twice, which Kubernetes refuses')),
        ...document.warnings.map(({ pos, message }) => problemAt(pos[0], `is read without its tag: ${message}`)),
      );
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push({ file, message: TOO_DEEP });
  }
  return { objects, problems };
}

/** Whether a document is an object that is given to a cluster. */
export function isManifest(value: unknown): value is KubernetesObject {
  return isKubernetesObject(value) && !TOOL_GROUPS.has(groupOf(value));
}

function javaScriptOf(document: Document.Parsed): { readonly js: unknown } | { readonly refused: string } {
  let anchored = false;
  const onAnchor = () => {
    anchored = true;
  };
  try {
    const js: unknown = document.toJS({ maxAliasCount: MAX_ALIASES, onAnchor });
    // An anchor may hold itself, and rules walk down to the leaves.
    if (anchored) JSON.stringify(js, (_, part: unknown) => (typeof part === 'bigint' ? 0 : part));
    return { js };
  } catch (error) {
    if (error instanceof TypeError) return { refused: 'has an anchor that holds itself' };
    if (error instanceof ReferenceError) return { refused: `has anchors that cannot be followed: ${error.message}` };
    if (error instanceof Error && error.message.startsWith('Merge sources')) {
      return { refused: 'merges by `<<` what is no map' };
    }
    throw error;
  }
}

function* objectsIn(
  value: unknown,
  node: unknown,
  line: number,
  lineOf: (node: unknown, otherwise: number) => number,
): Generator<Omit<LocatedObject, 'file'>> {
  const kind = asText(at(value, 'kind'));
  const items = at(value, 'items');
  if (kind?.endsWith('List') && Array.isArray(items)) {
    const nodes = isMap(node) ? node.get('items', true) : undefined;
    // What the API answers names the kind of the items once, in that of their list.
    const typed = kind === 'List' ? {} : { apiVersion: at(value, 'apiVersion'), kind: kind.slice(0, -'List'.length) };
    for (const [index, item] of asList(items).entries()) {
      const itemNode = isSeq(nodes) ? nodes.items[index] : undefined;
      const whole = typeof item === 'object' && item !== null ? { ...typed, ...item } : item;
      yield* objectsIn(whole, itemNode, lineOf(itemNode, line), lineOf);
    }
  } else if (isManifest(value)) {
    yield { object: value, line };
  }
}
