import { ApiObject, type JsonPatch } from 'cdk8s';
import { Exposure, type Fleet, type IngressNginxExposureProps, Issuer, type ThanosStack } from '../../../lib';
import { objstore } from './setup';

export const issuer = Issuer.existing('ClusterIssuer', 'letsencrypt-prod');

/** Options of an exposure with which nothing is wrong. */
export const exposure = { domain: 'thanos.example.com', issuer, basicAuth: 'basic-auth' };

/** A stack in cluster `west` with query and receive exposed. */
export function exposed(fleet: Fleet, options: Partial<IngressNginxExposureProps> = {}, cluster = 'west'): ThanosStack {
  const props = { ...exposure, ...options } as IngressNginxExposureProps;
  return fleet.addCluster(cluster).addThanos({ objstore, exposure: Exposure.ingressNginx(props) });
}

/** Changes all Ingresses of a stack behind the library's back. */
export function patchIngresses(stack: ThanosStack, ...patches: JsonPatch[]): void {
  for (const each of stack.node.findAll()) {
    if (ApiObject.isApiObject(each) && each.kind === 'Ingress') each.addJsonPatch(...patches);
  }
}

/** The path of an annotation in a patch. */
export function annotationPath(key: string): string {
  return `/metadata/annotations/${key.replaceAll('/', '~1')}`;
}

/** Receive with its Service. */
export const receiver = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: receive, namespace: monitoring }
spec:
  selector: { matchLabels: { app: receive } }
  template:
    metadata: { labels: { app: receive } }
    spec:
      terminationGracePeriodSeconds: 900
      containers:
        - name: thanos
          image: quay.io/thanos/thanos:v0.42.5
          args: [receive, '--label=replica="0"', --tsdb.too-far-in-future.time-window=5m]
          ports:
            - { name: http, containerPort: 10902 }
            - { name: remote-write, containerPort: 19291 }
---
apiVersion: v1
kind: Service
metadata: { name: receive, namespace: monitoring }
spec:
  selector: { app: receive }
  ports:
    - { name: http, port: 10902, targetPort: http }
    - { name: remote-write, port: 19291, targetPort: remote-write }
`;

/** An Ingress for remote write. */
export function ingress(options: { annotations?: string; spec?: string; name?: string; path?: string } = {}): string {
  const auth = 'nginx.ingress.kubernetes.io/auth-type: basic, nginx.ingress.kubernetes.io/auth-secret: basic-auth';
  return `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${options.name ?? 'receive'}
  namespace: monitoring
  annotations: { ${options.annotations ?? auth} }
spec:
  ingressClassName: nginx
  ${options.spec ?? 'tls: [{ hosts: [receive.example.com], secretName: receive-tls }]'}
  rules:
    - host: receive.example.com
      http:
        paths:
          - path: ${options.path ?? '/api/v1/receive'}
            pathType: Prefix
            backend: { service: { name: receive, port: { name: remote-write } } }
`;
}
