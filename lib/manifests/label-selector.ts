import { asList, asMap, asText, asTexts, at } from './value';

type Labels = Readonly<Record<string, string>>;

/** Whether labels are what a `LabelSelector` asks for; one that cannot be read matches nothing, an empty one everything. */
export function selectorMatches(selector: unknown, labels: Labels): boolean {
  const wanted = Object.entries(asMap(at(selector, 'matchLabels')));
  return (
    wanted.every(([key, value]) => labels[key] === value) &&
    asList(at(selector, 'matchExpressions')).every((expression) => expressionMatches(expression, labels))
  );
}

function expressionMatches(expression: unknown, labels: Labels): boolean {
  const value = labels[asText(at(expression, 'key')) ?? ''];
  const values = asList(at(expression, 'values'));
  switch (at(expression, 'operator')) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

/** Whether a selector asks for nothing, and so matches everything there is. */
export function isEmptySelector(selector: unknown): boolean {
  return Object.keys(asMap(at(selector, 'matchLabels'))).length + asList(at(selector, 'matchExpressions')).length === 0;
}

/** The labels that a selector asks for one by one, which an index can look up. */
export function labelsOfSelector(selector: unknown): Labels {
  return asTexts(at(selector, 'matchLabels'));
}
