import { ApiObject, JsonPatch } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type FoundProblem, problemFound } from '../validation/problem';
import { asText, at } from './value';

/** The first JSON patch of each object below a construct that does not apply to it: with one, the object cannot be rendered. */
export function unappliedPatchProblems(root: IConstruct): FoundProblem[] {
  return root.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .flatMap((object) => {
      const patch = unappliedPatch(object);
      if (!patch) return [];
      const operation: unknown = Reflect.get(patch, 'operation');
      return problemFound(object, {
        rule: 'THANOS-131',
        what: `The JSON patch ${asText(at(operation, 'op'))} ${asText(at(operation, 'path'))} does not apply: ${object.kind} ${object.name} lacks what it is for, so it cannot be rendered`,
        fix: 'Write a path that the object has, with fields as TypeScript spells them (clusterIp); add a field only to what is there, or with everything above it in one value',
      });
    });
}

function unappliedPatch(object: ApiObject): JsonPatch | undefined {
  const patches: unknown = Reflect.get(object, 'patches');
  if (!Array.isArray(patches) || patches.length === 0) return undefined;
  let document: unknown = ApiObject.prototype.toJson.call(Object.create(object, { patches: { value: [] } }));
  return patches.find((patch: JsonPatch) => {
    try {
      document = JsonPatch.apply(document, patch);
      return false;
    } catch {
      return true;
    }
  });
}
