import { stringify } from 'yaml';

/**
 * Serialises a configuration for a program written in Go: YAML 1.1 quoting (`"yes"`, `"on"`), no folded lines, keys in the order
 * given, and nothing for what is `undefined`.
 */
export function toYaml(value: object): string {
  return stringify(value, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
}
