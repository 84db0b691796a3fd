import { Scalar, stringify } from 'yaml';

/**
 * Serialises a configuration for a program written in Go: YAML 1.1 quoting (`"yes"`, `"on"`), no folded lines, keys in the order
 * given, and nothing for what is `undefined`.
 */
export function toYaml(value: object): string {
  return stringify(value, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
}

/** Objects as one file of YAML. */
export function toDocuments(...objects: readonly object[]): string {
  return objects.map(toYaml).join('---\n');
}

/**
 * A value that Thanos takes from its environment when it reads the file. It is a block, since Thanos puts the text in as it is:
 * only there do quotes, colons and leading zeros of a password stay what they are.
 */
export function fromEnvironment(variable: string): Scalar {
  const scalar = new Scalar(`$(${variable})`);
  scalar.type = Scalar.BLOCK_LITERAL;
  return scalar;
}
