/**
 * Where a value is in an object: the names of fields, and in brackets what tells the items of a list apart, such as the name of a
 * container, a flag, or the key of a file in a ConfigMap: `['spec', 'template', 'spec', 'containers', '[receive]', 'args', '[--tsdb.retention]']`.
 * What is inside of a file that a field holds follows after that field.
 */
export type Path = readonly string[];

/** An item of a list, as a path names it. */
export function item(name: string): string {
  return `[${name}]`;
}

/** A path as messages have it: `spec.template.spec.containers[receive].args[--tsdb.retention]`. */
export function pathText(path: Path): string {
  let text = '';
  for (const segment of path) {
    if (segment.startsWith('[')) text += segment;
    else if (/^[\w-]+$/.test(segment)) text += text === '' ? segment : `.${segment}`;
    else text += `[${JSON.stringify(segment)}]`;
  }
  return text;
}

/**
 * Whether a path is at a pattern, or below it. `*` stands for any one segment, `[*]` for any item of a list: `isBelow(path, 'spec',
 * 'template', 'spec', 'containers', '[*]', 'image')`.
 */
export function isBelow(path: Path, ...pattern: readonly string[]): boolean {
  return (
    path.length >= pattern.length &&
    pattern.every((wanted, index) => {
      const segment = path[index] ?? '';
      return wanted === '*' || wanted === segment || (wanted === '[*]' && segment.startsWith('['));
    })
  );
}

/** Whether a path is exactly at a pattern, which is written as for `isBelow`. */
export function isAt(path: Path, ...pattern: readonly string[]): boolean {
  return path.length === pattern.length && isBelow(path, ...pattern);
}
