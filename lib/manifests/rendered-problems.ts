import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { severityOf } from '../validation/catalogue';
import { existingObjects } from '../validation/existing';
import { type FoundProblem, problemText } from '../validation/problem';
import { isSuppressed } from '../validation/suppression';
import { addTo } from '../values/multimap';
import { checkManifests, isSuppressedOn } from './check';
import type { ConfigReader } from './config-reader';
import { droppedValueProblems, givenManifest } from './dropped-values';
import { Inventory } from './inventory';
import { isKubernetesObject, type KubernetesObject, keyOf } from './kubernetes-object';

/** The objects that one chart renders. */
export interface RenderedChart {
  readonly chart: IConstruct;
  readonly objects: readonly unknown[];
}

/** What the rules find in rendered charts, each with the construct that rendered the object, and what cdk8s lost on the way. */
export function renderedProblems(charts: readonly RenderedChart[], reader: ConfigReader): FoundProblem[] {
  const rendered = charts.map(({ chart, objects }) => ({ chart, objects: objects.filter(isKubernetesObject) }));
  const roots = new Set(charts.map(({ chart }) => chart.node.root));
  // Nobody asks who rendered what of a cluster in which nothing is found.
  let owners: ReadonlyMap<KubernetesObject, IConstruct> | undefined;
  const ownerOf = (object: KubernetesObject) => {
    owners ??= new Map(rendered.flatMap(({ chart, objects }) => ownersOf(chart, objects)));
    return owners.get(object);
  };
  return [
    ...rendered.flatMap(({ chart, objects }) => droppedValues(chart, objects)),
    ...manifestProblems(
      rendered.flatMap(({ objects }) => objects),
      ownerOf,
      [...roots],
      reader,
    ),
  ];
}

/** What the rules find in the objects of one or more trees, each of which a construct renders. */
export function manifestProblems(
  objects: readonly KubernetesObject[],
  ownerOf: (object: KubernetesObject) => IConstruct | undefined,
  roots: readonly IConstruct[],
  reader: ConfigReader,
): FoundProblem[] {
  const findings = checkManifests(new Inventory(objects, reader, roots.flatMap(existingObjects)));
  return findings.flatMap(({ rule, object, what, fix, related }) => {
    const construct = ownerOf(object);
    if (!construct) return [];
    // An annotation that suppressRule() made is weighed by whoever knows all that was found.
    if (isSuppressedOn(object, rule) && !isSuppressed(construct, rule)) return [];
    const others = (related ?? []).flatMap((other) => ownerOf(other)?.node.path ?? []);
    const where = others.length > 0 ? ` (see also ${others.join(', ')})` : '';
    return [{ construct, rule, severity: severityOf(rule), message: problemText({ rule, what: what + where, fix }) }];
  });
}

/** The construct behind each object of a chart, namesakes in their order; the chart itself where none is known. */
function ownersOf(chart: IConstruct, objects: readonly KubernetesObject[]): [KubernetesObject, IConstruct][] {
  const constructs = groupBy(chart.node.findAll().filter(ApiObject.isApiObject), (each) => keyOf(headOf(each)));
  return objects.map((object) => [object, constructs.get(keyOf(object))?.shift() ?? chart]);
}

/** What a chart's constructs were given and did not render, as far as it is known which of them rendered what. */
function droppedValues(chart: IConstruct, objects: readonly KubernetesObject[]): FoundProblem[] {
  let byKey: Map<string, KubernetesObject[]> | undefined;
  return chart.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .flatMap((construct) => {
      const given = givenManifest(construct);
      if (given === undefined) return [];
      byKey ??= groupBy(objects, keyOf);
      const [object, namesake] = byKey.get(keyOf(isKubernetesObject(given) ? given : headOf(construct))) ?? [];
      return object && !namesake ? droppedValueProblems(construct, given, object) : [];
    });
}

function groupBy<T>(items: readonly T[], keyOfItem: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) addTo(groups, keyOfItem(item), item);
  return groups;
}

/** What has not been said in terms of options, by the same rule of the same chart, or of the cluster as a whole. */
export function withoutReported(rendered: readonly FoundProblem[], reported: readonly FoundProblem[]): FoundProblem[] {
  const known = new Set(reported.map(({ construct, rule }) => `${rule} ${chartOf(construct)}`));
  return rendered.filter(
    ({ construct, rule }) => !known.has(`${rule} ${chartOf(construct)}`) && !known.has(`${rule} `),
  );
}

function chartOf(construct: IConstruct): string {
  return construct.node.scopes.find(Chart.isChart)?.node.path ?? '';
}

/** What tells an object from others, as its construct has it. */
function headOf({ apiVersion, kind, name, metadata }: ApiObject): KubernetesObject {
  return { apiVersion, kind, metadata: { name, namespace: metadata.namespace } };
}
