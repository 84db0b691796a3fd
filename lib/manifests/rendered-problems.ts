import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { severityOf } from '../validation/catalogue';
import { type FoundProblem, problemText } from '../validation/problem';
import { isSuppressed } from '../validation/suppression';
import { checkManifests, isSuppressedOn } from './check';
import type { ConfigReader } from './config-reader';
import { Inventory } from './inventory';
import { isKubernetesObject, type KubernetesObject, keyOf } from './kubernetes-object';

/** The objects that one chart renders. */
export interface RenderedChart {
  readonly chart: IConstruct;
  readonly objects: readonly unknown[];
}

/** What the rules find in rendered charts, each with the construct that rendered the object. */
export function renderedProblems(charts: readonly RenderedChart[], reader: ConfigReader): FoundProblem[] {
  const owners = new Map<KubernetesObject, IConstruct>();
  for (const { chart, objects } of charts) {
    const constructs = new Map(
      chart.node
        .findAll()
        .filter(ApiObject.isApiObject)
        .map((each) => [keyOf(headOf(each)), each]),
    );
    for (const object of objects.filter(isKubernetesObject)) owners.set(object, constructs.get(keyOf(object)) ?? chart);
  }
  return manifestProblems(owners, reader);
}

/** What the rules find in objects, each of which a construct renders. */
export function manifestProblems(
  owners: ReadonlyMap<KubernetesObject, IConstruct>,
  reader: ConfigReader,
): FoundProblem[] {
  return checkManifests(new Inventory([...owners.keys()], reader)).flatMap(({ rule, object, what, fix, related }) => {
    const construct = owners.get(object);
    if (!construct) return [];
    // An annotation that suppressRule() made is weighed by whoever knows all that was found.
    if (isSuppressedOn(object, rule) && !isSuppressed(construct, rule)) return [];
    const others = (related ?? []).flatMap((other) => owners.get(other)?.node.path ?? []);
    const where = others.length > 0 ? ` (see also ${others.join(', ')})` : '';
    return [{ construct, rule, severity: severityOf(rule), message: problemText({ rule, what: what + where, fix }) }];
  });
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

function headOf({ apiVersion, kind, name, metadata }: ApiObject): KubernetesObject {
  return { apiVersion, kind, metadata: { name, namespace: metadata.namespace } };
}
