import type { k8s } from 'cdk8s-plus-27';

/** One value of a Secret that somebody else makes, in the chart's namespace. */
export interface SecretKey {
  /** The Secret's name. */
  readonly name: string;
  /** The key that holds the value. */
  readonly key: string;
}

/** An environment variable that holds a Secret's value. Pods see a new value when they restart. */
export function secretVariable(name: string, secret: SecretKey): k8s.EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: secret.name, key: secret.key } } };
}
