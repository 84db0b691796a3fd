import { ApiObject, type App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { checkBelow, collectProblems, type FoundProblem } from '../validation/problem';
import { isSuppressed } from '../validation/suppression';
import { ConfigReader } from './config-reader';
import { droppedValueProblems, givenManifest } from './dropped-values';
import { isKubernetesObject, type KubernetesObject } from './kubernetes-object';
import { manifestProblems, withoutReported } from './rendered-problems';

/**
 * Makes `app.synth()` fail when a manifest of the app breaks a rule of docs/rules.md, whichever construct or chart made it; warnings
 * are emitted by the process. A `Fleet` does that by itself.
 */
export function validateManifests(app: App): void {
  const reader = new ConfigReader();
  let looking = false;
  // cdk8s validates the whole app again for each chart that it writes.
  let known: { readonly size: number; readonly found: readonly FoundProblem[] } | undefined;
  checkBelow(app, () => {
    if (looking) return [];
    const constructs = app.node.findAll();
    if (known?.size === constructs.length) return known.found;
    looking = true;
    try {
      const owners = renderedObjects(constructs);
      const dropped = [...owners].flatMap(([object, construct]) =>
        droppedValueProblems(construct, givenManifest(construct), object),
      );
      const found = withoutReported(
        [...dropped, ...manifestProblems([...owners.keys()], (object) => owners.get(object), [app], reader)],
        collectProblems(app),
      );
      if (found.every(isHarmless)) {
        known = { size: constructs.length, found };
        queueMicrotask(() => {
          known = undefined;
        });
      }
      return found;
    } finally {
      looking = false;
    }
  });
}

/** Whether the synthesis goes on in spite of a problem. */
function isHarmless({ construct, rule, severity }: FoundProblem): boolean {
  return severity === 'warning' || (rule !== undefined && isSuppressed(construct, rule));
}

/** The objects of an app, as far as they can be rendered: what cannot be fails the synthesis by itself, a moment later. */
function renderedObjects(constructs: readonly IConstruct[]): Map<KubernetesObject, ApiObject> {
  const owners = new Map<KubernetesObject, ApiObject>();
  try {
    for (const construct of constructs.filter(ApiObject.isApiObject)) {
      const object: unknown = construct.toJson();
      if (isKubernetesObject(object)) owners.set(object, construct);
    }
  } catch {
    owners.clear();
  }
  return owners;
}
