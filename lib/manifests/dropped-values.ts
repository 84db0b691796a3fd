import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type FoundProblem, problemFound } from '../validation/problem';

/**
 * An object as its construct is given it, patches included, before a typed class picks the fields that it knows; `undefined` where
 * that is not worth rendering it twice: it has no patch, and the construct that it is part of was compiled against its types.
 */
export function givenManifest(object: ApiObject): unknown {
  const patches: unknown = Reflect.get(object, 'patches');
  const patched = !Array.isArray(patches) || patches.length > 0;
  return patched || Chart.isChart(object.node.scope) ? ApiObject.prototype.toJson.call(object) : undefined;
}

/** What a typed class of cdk8s was given, by a patch or otherwise, and silently left out of what it renders. */
export function droppedValueProblems(construct: IConstruct, given: unknown, rendered: unknown): FoundProblem[] {
  return droppedPaths(given, rendered, '').map((path) =>
    problemFound(construct, {
      rule: 'THANOS-126',
      what: `${path} is given and not rendered: cdk8s silently drops fields that a typed class does not know, and bare values of quantities and ports`,
      fix: "Write k8s.Quantity.fromString('10Gi') or k8s.IntOrString.fromString('http') for such a value, and fields as TypeScript spells them (clusterIp); for a field that the class does not have, make the object with new ApiObject(…)",
    }),
  );
}

function droppedPaths(given: unknown, rendered: unknown, path: string): string[] {
  if (given === undefined || given === null) return [];
  if (Array.isArray(given)) {
    if (!Array.isArray(rendered)) return [path];
    return given.flatMap((item, index) => droppedPaths(item, rendered[index], `${path}/${index}`));
  }
  if (typeof given !== 'object') return given === rendered ? [] : [path];
  if (typeof rendered !== 'object' || rendered === null) {
    // How cdk8s holds a quantity, or a port that may be a name or a number.
    return 'value' in given && given.value === rendered ? [] : [path];
  }
  const fields = new Map(Object.entries(rendered));
  let bySpelling: Map<string, unknown> | undefined;
  return Object.entries(given).flatMap(([key, value]) => {
    if (fields.has(key)) return droppedPaths(value, fields.get(key), `${path}/${key}`);
    // A class renders clusterIp as clusterIP.
    bySpelling ??= new Map([...fields].map(([name, field]) => [plain(name), field]));
    return droppedPaths(value, bySpelling.get(plain(key)), `${path}/${key}`);
  });
}

function plain(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
}
