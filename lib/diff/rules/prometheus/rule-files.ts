import type { ConfigReader } from '../../../manifests/config-reader';
import type { KubernetesObject } from '../../../manifests/kubernetes-object';
import { asList, asMap, asText, at } from '../../../manifests/value';

/** The names of rules. */
export interface RuleNames {
  readonly records: ReadonlySet<string>;
  readonly alerts: ReadonlySet<string>;
}

/** The rules of a PrometheusRule, or of the files in a ConfigMap, as far as they are some. */
export function ruleNames(objects: readonly KubernetesObject[], reader: ConfigReader): RuleNames {
  const rules = objects.flatMap((object) => files(object, reader).flatMap(rulesOf));
  const names = (kind: string) => new Set(rules.flatMap((rule) => asText(at(rule, kind)) ?? []));
  return { records: names('record'), alerts: names('alert') };
}

function files(object: KubernetesObject, reader: ConfigReader): unknown[] {
  if (object.kind === 'PrometheusRule') return [object['spec']];
  return Object.values(asMap(object['data'])).flatMap((text) =>
    typeof text === 'string' && /^\s*"?groups"?\s*:/m.test(text) ? [reader.read(text)] : [],
  );
}

function rulesOf(file: unknown): readonly unknown[] {
  return asList(at(file, 'groups')).flatMap((group) => asList(at(group, 'rules')));
}
