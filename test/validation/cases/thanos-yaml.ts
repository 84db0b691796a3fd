/** What a hand-written workload differs in from the plainest one. */
export interface ThanosYaml {
  readonly kind?: 'Deployment' | 'StatefulSet';
  readonly name?: string;
  readonly image?: string;
  /** More fields of `spec`, as JSON. */
  readonly spec?: object;
  /** More fields of the container, as JSON. */
  readonly container?: object;
  readonly volumes?: readonly object[];
}

/** A workload that runs Thanos, as anybody may have written it, with labels of its own. */
export function thanosYaml(args: readonly string[], options: ThanosYaml = {}): string {
  const { kind = 'StatefulSet', name = args[0] ?? 'thanos', image = 'quay.io/thanos/thanos:v0.42.5' } = options;
  return object({
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace: 'monitoring' },
    spec: {
      selector: { matchLabels: { app: name } },
      ...options.spec,
      template: {
        metadata: { labels: { app: name } },
        spec: {
          terminationGracePeriodSeconds: 900,
          containers: [{ name: 'thanos', image, args, ...options.container }],
          volumes: options.volumes,
        },
      },
    },
  });
}

/** One document: JSON is YAML. */
export function object(value: object): string {
  return `---\n${JSON.stringify(value, null, 2)}\n`;
}

/** A headless Service in front of the pods of `thanosYaml`. */
export function serviceYaml(name: string): string {
  return object({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'monitoring' },
    spec: { clusterIP: 'None', selector: { app: name }, ports: [{ name: 'grpc', port: 10901 }] },
  });
}

/** What a receiver needs beside its labels to be one with which nothing is wrong. */
export const RECEIVE = ['receive', '--tsdb.too-far-in-future.time-window=5m'];

/** A bucket, given inline. */
export const BUCKET = '--objstore.config={type: S3, config: {bucket: blocks, endpoint: s3.example.com}}';
