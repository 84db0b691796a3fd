import { isDeepStrictEqual } from 'node:util';
import type { Inventory } from '../../../manifests/inventory';
import {
  type KubernetesObject,
  keyOf,
  labelsOf,
  nameOf,
  namespaceOf,
  specOf,
} from '../../../manifests/kubernetes-object';
import { selectorMatches } from '../../../manifests/label-selector';
import { asList, asText, at } from '../../../manifests/value';
import { jsonText } from '../../../values/json';
import { brief } from '../../brief';
import type { FieldChange } from '../../change';
import type { ClusterChange } from '../../cluster-change';
import type { Judgement } from '../../judgement';
import { isBelow, item } from '../../path';
import { lowerLimits } from './limits';
import { dropsMore, renames } from './relabelling';
import { intervalOf, isTooSlow, tooSlow } from './scraping';
import { isLeftOut } from './selection';
import { below, each, type SpecChange, type SpecCheck } from './spec-change';

const ENDPOINTS = ['endpoints', 'podMetricsEndpoints'];
const NAMING = ['jobLabel', 'jobName', 'targetLabels', 'podTargetLabels', 'honorLabels'];

/** What is scraped, and under which labels. */
export const monitors: SpecCheck = function* (spec) {
  const name = nameOf(spec.object);
  if (spec.change.fields.some(({ path }) => isBelow(path, 'metadata', 'labels')) && isLeftOut(spec)) {
    const fields = spec.change.fields.filter(({ path }) => isBelow(path, 'metadata', 'labels'));
    yield* each(
      fields,
      'DIFF-617',
      `No Prometheus here takes ${name} with these labels: its targets are scraped no longer, and their series end`,
    );
  }
  if (!spec.change.fields.some(({ path }) => path[0] === 'spec')) return;
  for (const field of NAMING) {
    const message = `${name}: ${field} ${shown(spec.before[field])} → ${shown(spec.after[field])}. Its targets have other labels, so each of their series ends and begins anew, and what asks by the old ones finds nothing new`;
    yield* each(below(spec, field), 'DIFF-619', message);
  }
  yield* limits(spec, spec.before, spec.after, (names) => below(spec, ...names));
  yield* relabelling(spec, spec.before, spec.after, (names) => below(spec, ...names));
  yield* targets(spec);
  for (const field of ENDPOINTS) yield* endpoints(spec, field);
  const said = spec.change.fields.filter(({ path }) => isBelow(path, 'spec'));
  yield* each(
    said,
    'DIFF-602',
    `The operator writes ${name} into the configuration of Prometheus, which is read again: no pod restarts`,
  );
};

/** A ServiceMonitor whose Services are others. */
function* targets(spec: SpecChange): Generator<Judgement> {
  const fields = below(spec, 'selector', 'namespaceSelector');
  if (fields.length === 0) return;
  const services = spec.cluster.after.ofKind('', 'Service');
  const known =
    spec.object.kind === 'ServiceMonitor'
      ? services.filter((service) => chooses(spec.before, spec.object, service, labelsOf(service)))
      : [];
  const lost = known.filter((service) => !chooses(spec.after, spec.object, service, labelsOf(service)));
  if (lost.length === 0) return;
  yield* each(
    fields,
    'DIFF-618',
    `${nameOf(spec.object)} no longer chooses ${lost.map(nameOf).join(', ')}: what is behind is scraped no longer, and its series end`,
  );
}

/** Whether a monitor scrapes what is behind a Service, or pods. */
function chooses(
  fields: SpecChange['before'],
  monitor: KubernetesObject,
  target: KubernetesObject,
  labels: Readonly<Record<string, string>>,
): boolean {
  const names = asList(at(fields, 'namespaceSelector', 'matchNames'));
  const home = namespaceOf(target);
  const inside =
    at(fields, 'namespaceSelector', 'any') === true ||
    (names.length > 0 ? names.includes(home) : home === namespaceOf(monitor));
  return inside && selectorMatches(fields['selector'], labels);
}

function* endpoints(spec: SpecChange, field: string): Generator<Judgement> {
  const fields = below(spec, field);
  if (fields.length === 0) return;
  const [from, to] = [asList(spec.before[field]), asList(spec.after[field])];
  const name = nameOf(spec.object);
  for (const [index, endpoint] of from.entries()) {
    const twin = to.find((other) => identity(other) === identity(endpoint));
    const own = fields.filter(({ path }) => path.length === 2 || ofEndpoint(path[2] ?? '', endpoint, index));
    if (twin === undefined) {
      yield* each(
        own,
        'DIFF-618',
        `${name} no longer scrapes ${identity(endpoint)}: its series end. Keep it until nothing asks for them`,
      );
      continue;
    }
    const inside = (names: readonly string[]) =>
      own.filter(({ path }) => path.length <= 3 || names.includes(path[3] ?? ''));
    yield* limits(spec, endpoint, twin, inside);
    yield* relabelling(spec, endpoint, twin, inside);
    const honour = [at(endpoint, 'honorLabels') === true, at(twin, 'honorLabels') === true];
    if (honour[0] !== honour[1]) {
      yield* each(
        inside(['honorLabels']),
        'DIFF-619',
        `${name}: honorLabels ${honour.join(' → ')}. Labels that targets give themselves count otherwise, so their series end and begin anew`,
      );
    }
    const [before, after] = [intervalOf(endpoint), intervalOf(twin)];
    if (after && before !== after && isTooSlow(after, spec.cluster.after)) {
      yield* each(inside(['interval']), 'DIFF-621', tooSlow(name, before ?? 'the interval of Prometheus', after));
    }
  }
}

/** What an endpoint is known by. */
function identity(endpoint: unknown): string {
  const port = at(endpoint, 'port') ?? at(endpoint, 'portNumber') ?? at(endpoint, 'targetPort');
  return `${port ?? 'every port'}${asText(at(endpoint, 'path')) ?? '/metrics'}`;
}

function ofEndpoint(segment: string, endpoint: unknown, index: number): boolean {
  const port = asText(at(endpoint, 'port'));
  return segment === item(String(index)) || (port !== undefined && segment.includes(port));
}

type Fields = (names: readonly string[]) => readonly FieldChange[];

function* limits(spec: SpecChange, before: unknown, after: unknown, fields: Fields): Generator<Judgement> {
  for (const { field, words } of lowerLimits(before, after)) {
    yield* each(
      fields([field]),
      'DIFF-620',
      `${nameOf(spec.object)}: ${words}. A target above it is not scraped at all: up is 0, and all of its series end`,
    );
  }
}

function* relabelling(spec: SpecChange, before: unknown, after: unknown, fields: Fields): Generator<Judgement> {
  const name = nameOf(spec.object);
  for (const field of ['relabelings', 'metricRelabelings', 'relabelConfigs', 'metricRelabelConfigs']) {
    const [from, to] = [at(before, field), at(after, field)];
    if (isDeepStrictEqual(from, to)) continue;
    const drops = dropsMore(from, to);
    const ofTargets = !field.startsWith('metric');
    if (drops) {
      yield* each(
        fields([field]),
        ofTargets ? 'DIFF-618' : 'DIFF-620',
        `${name}: ${drops}, of ${ofTargets ? 'targets, whose series end' : 'series, which end'}`,
      );
    }
    const labels = renames(from, to);
    if (labels.length > 0) {
      yield* each(
        fields([field]),
        'DIFF-619',
        `${name} gives ${labels.join(', ')} otherwise than before: each series that it concerns ends and begins anew, and what asks by the old labels finds nothing new`,
      );
    }
  }
}

function shown(value: unknown): string {
  return value === undefined ? 'none' : brief(jsonText(value));
}

/** What is said of a monitor that is gone; nothing where another one has its targets, or these are gone too. */
export function goneMonitor(
  object: KubernetesObject,
  others: readonly KubernetesObject[],
  cluster: ClusterChange,
): string | undefined {
  const spec = specOf(object);
  const twin = others.some(
    (other) =>
      other.kind === object.kind &&
      ['selector', 'namespaceSelector', ...ENDPOINTS].every((field) =>
        isDeepStrictEqual(specOf(other)[field], spec[field]),
      ),
  );
  if (twin) return undefined;
  const targets = (side: Inventory) => {
    const found =
      object.kind === 'ServiceMonitor'
        ? side.ofKind('', 'Service').map((service) => ({ object: service, labels: labelsOf(service) }))
        : side.workloads.map((workload) => ({ object: workload.object, labels: workload.podLabels }));
    return found.filter((each) => chooses(spec, object, each.object, each.labels)).map((each) => keyOf(each.object));
  };
  const scraped = ['ServiceMonitor', 'PodMonitor'].includes(object.kind) ? targets(cluster.before) : [];
  if (scraped.length > 0 && targets(cluster.after).length === 0) return undefined;
  return `${nameOf(object)} is gone: its targets are scraped no longer, and their series end. What alerts on their absence fires, what alerts on their values does not any more`;
}
