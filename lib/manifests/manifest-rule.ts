import type { RuleId } from '../validation/catalogue';
import type { Inventory } from './inventory';
import type { KubernetesObject } from './kubernetes-object';

/** What a rule found in manifests. */
export interface Finding {
  /** The object to change. */
  readonly object: KubernetesObject;
  /** What was given and why it does not work. Never the content of a Secret. */
  readonly what: string;
  /** What to write instead. */
  readonly fix: string;
  /** Other objects that it takes to break the rule; messages name where they are. @default - none */
  readonly related?: readonly KubernetesObject[];
}

/** A rule that needs manifests and nothing else, so that it can look at anybody's. */
export interface ManifestRule {
  readonly rule: RuleId;
  check(cluster: Inventory): readonly Finding[];
}
