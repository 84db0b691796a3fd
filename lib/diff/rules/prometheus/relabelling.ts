import { isDeepStrictEqual } from 'node:util';
import { asList, asText, at } from '../../../manifests/value';
import { brief } from '../../brief';

const DROPS = ['drop', 'keep', 'dropequal', 'keepequal'];
const RENAMES = ['labeldrop', 'labelkeep', 'labelmap'];

/** The steps of a relabelling that are new or other ones, and those that are gone. */
function steps(before: unknown, after: unknown): { readonly fresh: unknown[]; readonly gone: unknown[] } {
  const [from, to] = [asList(before), asList(after)];
  const without = (steps: readonly unknown[], others: readonly unknown[]) =>
    steps.filter((step) => !others.some((other) => isDeepStrictEqual(step, other)));
  return { fresh: without(to, from), gone: without(from, to) };
}

function action(step: unknown): string {
  return (asText(at(step, 'action')) ?? 'replace').toLowerCase();
}

/** What a relabelling leaves out that it did not before, as a message says it; `undefined` for nothing. */
export function dropsMore(before: unknown, after: unknown): string | undefined {
  const fresh = steps(before, after).fresh.filter((step) => DROPS.includes(action(step)));
  if (fresh.length === 0) return undefined;
  return fresh
    .map((step) => {
      const labels = asList(at(step, 'sourceLabels')).join(', ') || 'everything';
      return `${action(step)} of ${labels} by ${brief(asText(at(step, 'regex')) ?? '(.*)')} leaves more out`;
    })
    .join(', ');
}

/** The labels that a relabelling gives otherwise than before; none for those that only it sees. */
export function renames(before: unknown, after: unknown): string[] {
  const { fresh, gone } = steps(before, after);
  return [
    ...new Set(
      [...fresh, ...gone]
        .filter((step) => !DROPS.includes(action(step)))
        .flatMap((step) => {
          if (RENAMES.includes(action(step)))
            return [`${action(step)} ${brief(asText(at(step, 'regex')) ?? '')}`.trim()];
          const target = asText(at(step, 'targetLabel')) ?? '';
          return target === '' || target.startsWith('__') ? [] : [target];
        }),
    ),
  ];
}
