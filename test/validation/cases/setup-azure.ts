export const ID = '5c424851-e907-4cb0-acb5-3ea42fc56082';
export const OTHER_ID = '11111111-2222-4333-8444-555555555555';

/** A component of Thanos with its configuration inline. */
function component(
  kind: string,
  namespace: string,
  config: object,
  options: { args?: readonly string[]; podLabels?: string; env?: string; spec?: string } = {},
): string {
  const args = [kind, `--objstore.config=${JSON.stringify(config)}`, ...(options.args ?? [])];
  return `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: thanos-${kind}, namespace: ${namespace} }
spec:
  replicas: 1
  selector: { matchLabels: { app: ${kind} } }
  template:
    metadata: { labels: { app: ${kind}, ${options.podLabels ?? ''} } }
    spec:
      ${options.spec ?? ''}
      containers:
        - name: thanos
          image: quay.io/thanos/thanos:v0.42.5
          env: [${options.env ?? ''}]
          args: ${JSON.stringify(args)}
`;
}

const bucket = { storage_account: 'thanostore', container: 'thanostore' };

/** A store gateway with that configuration of the Azure provider, and that file around it. */
export function store(config: object, file: object = {}, podLabels = '', spec = ''): string {
  return component(
    'store',
    'thanos',
    { type: 'AZURE', config: { ...bucket, ...config }, ...file },
    { podLabels, spec },
  );
}

/** A receiver that uploads into the same bucket, with its namespace at hand. */
export function receive(namespace: string, label = '"a"'): string {
  const env = '{ name: NAMESPACE, valueFrom: { fieldRef: { fieldPath: metadata.namespace } } }';
  return component(
    'receive',
    namespace,
    { type: 'AZURE', config: bucket },
    {
      args: [`--label=replica=${label}`, '--tsdb.too-far-in-future.time-window=5m'],
      env,
      spec: 'terminationGracePeriodSeconds: 900',
    },
  );
}

export function serviceAccount(annotations: string): string {
  return `
apiVersion: v1
kind: ServiceAccount
metadata: { name: thanos-store, namespace: thanos, annotations: { ${annotations} } }
`;
}

/** The same configuration in a Secret. */
export function inSecret(config: string): string {
  return `
apiVersion: v1
kind: Secret
metadata: { name: objstore, namespace: thanos }
stringData:
  objstore.yaml: ${JSON.stringify(config)}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: thanos-store, namespace: thanos }
spec:
  selector: { matchLabels: { app: store } }
  template:
    metadata: { labels: { app: store } }
    spec:
      volumes: [{ name: objstore, secret: { secretName: objstore } }]
      containers:
        - name: thanos
          image: quay.io/thanos/thanos:v0.42.5
          args: [store, --objstore.config-file=/conf/objstore.yaml]
          volumeMounts: [{ name: objstore, mountPath: /conf }]
`;
}
