import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** Takes the chart's namespace off an object of a kind that belongs to none; cdk8s gives it to every object. */
export function withoutNamespace(object: IConstruct): void {
  if (Chart.of(object).namespace) ApiObject.of(object).addJsonPatch(JsonPatch.remove('/metadata/namespace'));
}
