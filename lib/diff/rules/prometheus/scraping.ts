import type { Inventory } from '../../../manifests/inventory';
import { nameOf } from '../../../manifests/kubernetes-object';
import { asText, at } from '../../../manifests/value';
import { milliseconds } from '../../../values/duration';
import { lowerLimits } from './limits';
import { below, each, type SpecCheck } from './spec-change';

/** What a Prometheus asks of all that it scrapes. */
export const scraping: SpecCheck = function* (spec) {
  const name = nameOf(spec.object);
  for (const { field, words } of lowerLimits(spec.before, spec.after)) {
    yield* each(
      below(spec, field),
      'DIFF-620',
      `${name}: ${words}. A target above it is not scraped at all: up is 0, and all of its series end. See scrape_samples_scraped of the largest targets first`,
    );
  }
  const before = asText(spec.before['scrapeInterval']) ?? '30s';
  const after = asText(spec.after['scrapeInterval']) ?? '30s';
  if (before !== after && isTooSlow(after, spec.cluster.after) && !isTooSlow(before, spec.cluster.before)) {
    yield* each(below(spec, 'scrapeInterval'), 'DIFF-621', tooSlow(name, before, after));
  }
  const labels = ['podTargetLabels', 'enforcedNamespaceLabel'];
  for (const label of labels) {
    const message = `${name} gives its targets other labels (${label}): each of their series ends and begins anew`;
    yield* each(below(spec, label), 'DIFF-619', message);
  }
};

/** Whether samples are further apart than queries look back. */
export function isTooSlow(interval: string, cluster: Inventory): boolean {
  const lookbacks = cluster
    .running('query')
    .flatMap((query) => milliseconds(query.flag('query.lookback-delta') ?? '5m') ?? []);
  return (milliseconds(interval) ?? 0) >= Math.min(300_000, ...lookbacks);
}

export function tooSlow(name: string, before: string, after: string): string {
  return `${name} scrapes every ${after} in place of ${before}: queries look back 5m, or --query.lookback-delta, so between two scrapes there is no value. Graphs have gaps, and alerts resolve and fire again. Scrape at least twice as often as that`;
}

/** The interval of an endpoint as written. */
export function intervalOf(endpoint: unknown): string | undefined {
  return asText(at(endpoint, 'interval')) ?? asText(at(endpoint, 'scrapeInterval'));
}
