/** A Prometheus of the operator that writes to Thanos. */
export function prometheus(
  options: { externalLabels?: string; write?: string; selectors?: string; more?: string } = {},
): string {
  const { externalLabels = '{ cluster: west }', selectors = 'serviceMonitorSelector: {}' } = options;
  const write = options.write ?? 'url: https://receive.example.net/api/v1/receive';
  return `
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: k8s, namespace: monitoring }
spec:
  externalLabels: ${externalLabels}
  remoteWrite: [${write.startsWith('{') ? write : `{ ${write} }`}]
  ${selectors}
  ${options.more ?? ''}
`;
}

/** A Prometheus of the operator that writes to nobody. */
export function bare(spec: string): string {
  return `
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: k8s, namespace: monitoring }
spec: { ${spec} }
`;
}

export function agent(spec: string): string {
  return `
apiVersion: monitoring.coreos.com/v1alpha1
kind: PrometheusAgent
metadata: { name: k8s, namespace: monitoring }
spec: { externalLabels: { cluster: west }, ${spec} }
`;
}

/** A plain Prometheus with a sidecar that uploads. */
export function sidecar(minimum: string, maximum: string): string {
  const args = [
    '--config.file=/etc/prometheus/prometheus.yml',
    `--storage.tsdb.min-block-duration=${minimum}`,
    `--storage.tsdb.max-block-duration=${maximum}`,
  ];
  return `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: prometheus, namespace: monitoring }
spec:
  selector: { matchLabels: { app: prometheus } }
  template:
    metadata: { labels: { app: prometheus } }
    spec:
      containers:
        - { name: prometheus, image: 'quay.io/prometheus/prometheus:v3.13.1', args: ${JSON.stringify(args)} }
        - name: thanos
          image: quay.io/thanos/thanos:v0.42.5
          args: [sidecar, '--objstore.config={"type":"FILESYSTEM","config":{"directory":"/blocks"}}']
`;
}

/** A querier behind a Service, with a probe and a monitor. */
export function query(options: { http: string; probe?: string; endpoint?: string }): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: query, namespace: monitoring }
spec:
  selector: { matchLabels: { app: query } }
  template:
    metadata: { labels: { app: query } }
    spec:
      containers:
        - name: thanos
          image: quay.io/thanos/thanos:v0.42.5
          args: [query, --http.config=/http/http.yaml]
          volumeMounts: [{ name: http, mountPath: /http }]
          ports: [{ name: http, containerPort: 10902 }]
          livenessProbe: ${options.probe ?? '{ tcpSocket: { port: http } }'}
      volumes: [{ name: http, configMap: { name: http } }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: http, namespace: monitoring }
data: { http.yaml: '${options.http}' }
---
apiVersion: v1
kind: Service
metadata: { name: query, namespace: monitoring, labels: { app: query } }
spec:
  selector: { app: query }
  ports: [{ name: http, port: 9090, targetPort: http }]
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: query, namespace: monitoring }
spec:
  selector: { matchLabels: { app: query } }
  endpoints: [{ port: http, ${options.endpoint ?? ''} }]
`;
}

export function ruler(flag: string): string {
  return `
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: rule, namespace: monitoring }
spec:
  selector: { matchLabels: { app: rule } }
  template:
    metadata: { labels: { app: rule } }
    spec:
      containers:
        - name: thanos
          image: quay.io/thanos/thanos:v0.42.5
          args: [rule, '--label=replica="0"', '${flag}']
`;
}
