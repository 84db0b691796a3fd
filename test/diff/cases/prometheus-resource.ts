/** Two states. */
export const change = (before: string, after: string) => ({ before, after });

/** A Prometheus of the operator that sends to Thanos. */
export const PROMETHEUS = `
---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: prometheus, namespace: prometheus }
spec:
  version: v3.13.1
  replicas: 2
  shards: 1
  retention: 15d
  scrapeInterval: 30s
  externalLabels: { cluster: shop }
  serviceMonitorSelector: {}
  serviceMonitorNamespaceSelector: {}
  storage:
    volumeClaimTemplate:
      spec:
        storageClassName: fast
        resources: { requests: { storage: 100Gi } }
  remoteWrite:
    - name: Thanos
      url: https://receive.example.com/api/v1/receive
      basicAuth:
        username: { name: remotewrite, key: user }
        password: { name: remotewrite, key: password }
      queueConfig: { maxShards: 10 }
`;

/** The same with one line more of its `spec`. */
export const having = (line: string) => `${PROMETHEUS.trimEnd()}\n  ${line}\n`;

/** A ServiceMonitor and its Service. */
export const MONITOR = `
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: web, namespace: shop, labels: { team: shop } }
spec:
  jobLabel: app
  selector: { matchLabels: { app: web } }
  endpoints:
    - port: http
      interval: 30s
    - port: admin
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
  ports: [{ name: http, port: 80 }]
`;

/** The first alone. */
export const MONITOR_ALONE = MONITOR.slice(0, MONITOR.lastIndexOf('---'));

/** The second alone. */
export const SERVICE = MONITOR.slice(MONITOR.lastIndexOf('---'));
