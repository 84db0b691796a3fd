import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { severityOf } from '../validation/catalogue';
import { type FoundProblem, problemText } from '../validation/problem';
import { checkManifests } from './check';
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
  return checkManifests(new Inventory([...owners.keys()], reader)).flatMap(({ rule, object, what, fix, related }) => {
    const construct = owners.get(object);
    if (!construct) return [];
    const others = (related ?? []).flatMap((other) => owners.get(other)?.node.path ?? []);
    const where = others.length > 0 ? ` (see also ${others.join(', ')})` : '';
    return [{ construct, rule, severity: severityOf(rule), message: problemText({ rule, what: what + where, fix }) }];
  });
}

function headOf({ apiVersion, kind, name, metadata }: ApiObject): KubernetesObject {
  return { apiVersion, kind, metadata: { name, namespace: metadata.namespace } };
}
