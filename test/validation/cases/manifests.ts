import { stringify } from 'yaml';

/** Parts of a workload that a case is about; the rest is as it should be. */
export interface WorkloadParts {
  readonly kind?: string;
  readonly name?: string;
  readonly labels?: object;
  readonly selector?: object;
  /** Fields of the workload's spec. */
  readonly spec?: object;
  /** Fields of its pods. */
  readonly pod?: object;
  /** Fields of the first container. */
  readonly container?: object;
  /** Further containers. */
  readonly containers?: readonly object[];
}

/** A Deployment, or another workload, called `web` that has nothing wrong with it. */
export function workload(parts: WorkloadParts = {}): string {
  const { kind = 'Deployment', name = 'web', labels = { app: name }, selector = labels } = parts;
  return manifest(`apps/v1 ${kind}`, name, {
    selector: { matchLabels: selector },
    ...parts.spec,
    template: {
      metadata: { labels },
      spec: {
        containers: [
          { name: 'web', image: 'registry.example.com/web:1', ...parts.container },
          ...(parts.containers ?? []),
        ],
        ...parts.pod,
      },
    },
  });
}

/** A Service in front of the pods called `web`. */
export function service(spec: object = {}, labels: object = { app: 'web' }): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'apps', labels },
    spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 'http' }], ...spec },
  });
}

/** Any object: `manifest('policy/v1 PodDisruptionBudget', 'web', { … })`. */
export function manifest(type: string, name: string, spec: object, metadata: object = {}): string {
  const [apiVersion, kind] = type.split(' ');
  return stringify({ apiVersion, kind, metadata: { name, namespace: 'apps', ...metadata }, spec });
}

/** Manifests as one file. */
export function documents(...manifests: readonly string[]): string {
  return manifests.join('---\n');
}

/** Ports of a container, by name. */
export function ports(numbers: Readonly<Record<string, number>>): object {
  return { ports: Object.entries(numbers).map(([name, containerPort]) => ({ name, containerPort })) };
}
