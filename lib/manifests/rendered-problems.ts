import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { severityOf } from '../validation/catalogue';
import { existingObjects } from '../validation/existing';
import { type FoundProblem, problemText } from '../validation/problem';
import { isSuppressed } from '../validation/suppression';
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
  const owners = new Map<KubernetesObject, IConstruct>();
  const dropped: FoundProblem[] = [];
  for (const { chart, objects } of charts) {
    const sources = manifestSources(chart);
    for (const object of objects.filter(isKubernetesObject)) {
      const [source, namesake] = sources.get(keyOf(object)) ?? [];
      owners.set(object, source?.construct ?? chart);
      // Which of two namesakes rendered it is not known.
      if (source && !namesake) dropped.push(...droppedValueProblems(source.construct, source.given, object));
    }
  }
  return [...dropped, ...manifestProblems(owners, reader)];
}

/** What the rules find in objects, each of which a construct renders. */
export function manifestProblems(
  owners: ReadonlyMap<KubernetesObject, IConstruct>,
  reader: ConfigReader,
): FoundProblem[] {
  const roots = new Set([...owners.values()].map(({ node }) => node.root));
  const existing = [...roots].flatMap(existingObjects);
  const findings = checkManifests(new Inventory([...owners.keys()], reader, existing));
  return findings.flatMap(({ rule, object, what, fix, related }) => {
    const construct = owners.get(object);
    if (!construct) return [];
    // An annotation that suppressRule() made is weighed by whoever knows all that was found.
    if (isSuppressedOn(object, rule) && !isSuppressed(construct, rule)) return [];
    const others = (related ?? []).flatMap((other) => owners.get(other)?.node.path ?? []);
    const where = others.length > 0 ? ` (see also ${others.join(', ')})` : '';
    return [{ construct, rule, severity: severityOf(rule), message: problemText({ rule, what: what + where, fix }) }];
  });
}

interface ManifestSource {
  readonly construct: IConstruct;
  /** What it was given, patches included, if that may be other than what it renders. */
  readonly given: unknown;
}

/** What renders the objects of a chart, by `keyOf` the object. */
function manifestSources(chart: IConstruct): Map<string, ManifestSource[]> {
  const sources = new Map<string, ManifestSource[]>();
  for (const construct of chart.node.findAll().filter(ApiObject.isApiObject)) {
    const given = givenManifest(construct);
    const key = keyOf(isKubernetesObject(given) ? given : headOf(construct));
    const namesakes = sources.get(key);
    if (namesakes) namesakes.push({ construct, given });
    else sources.set(key, [{ construct, given }]);
  }
  return sources;
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
