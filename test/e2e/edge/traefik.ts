import type { KubernetesObject, Service } from '../cluster/objects';
import { assertReady } from '../cluster/ready';
import type { E2e } from '../e2e';
import type { Need } from '../need';
import type { Edge } from './client';
import { hostServices } from './hosts';

/** The version whose claims the constructs make. */
export const TRAEFIK_VERSION = 'v3.7.6';
const IMAGE = `docker.io/library/traefik:${TRAEFIK_VERSION}`;
const CRDS_URL = `https://raw.githubusercontent.com/traefik/traefik/${TRAEFIK_VERSION}/docs/content/reference/dynamic-configuration/kubernetes-crd-definition-v1.yml`;
/** Traefik reads no object before it can list those of all of its kinds. */
const KINDS = [
  ...['ingressroutes', 'ingressroutetcps', 'ingressrouteudps', 'middlewares', 'middlewaretcps', 'traefikservices'],
  ...['serverstransports', 'serverstransporttcps', 'tlsoptions', 'tlsstores'],
];
const NAME = 'traefik';
const PORTS = { web: 8000, websecure: 8443, ping: 8080 };

export function traefikNeeds(e2e: E2e): readonly Need[] {
  return [
    {
      what: "the CRDs of Traefik's own kinds, for scenario traefik",
      howToGet: `kubectl apply --server-side -f ${CRDS_URL}. Without them, name the other scenarios: --scenario ID, for each`,
      check: async () => void (await e2e.kubectl.run(['get', 'crd', ...KINDS.map((kind) => `${kind}.traefik.io`)])),
    },
    {
      what: `the image ${IMAGE}`,
      howToGet: 'Let the nodes pull it, or load it into them',
      check: async () => {
        const namespace = e2e.namespace('traefik');
        await deployTraefik(e2e, namespace, namespace);
        await e2e.until(IMAGE, () => assertReady(e2e.kubectl, [namespace]), { seconds: 120 });
      },
    },
  ];
}

/** A Traefik as its defaults are, which reads its own kinds in one namespace, and nothing else of the cluster. */
export async function deployTraefik(e2e: E2e, namespace: string, watched: string): Promise<void> {
  await e2e.manifests.makeNamespaces([namespace, watched]);
  const labels = { app: NAME };
  const container = {
    name: NAME,
    image: IMAGE,
    args: [
      `--entryPoints.web.address=:${PORTS.web}`,
      `--entryPoints.websecure.address=:${PORTS.websecure}`,
      `--providers.kubernetesCRD.namespaces=${watched}`,
      '--providers.kubernetesCRD.disableClusterScopeResources=true',
      '--ping=true',
      '--global.checkNewVersion=false',
    ],
    ports: Object.values(PORTS).map((containerPort) => ({ containerPort })),
    readinessProbe: { httpGet: { path: '/ping', port: PORTS.ping }, periodSeconds: 1 },
    resources: { requests: { cpu: '10m', memory: '64Mi' } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  };
  const securityContext = { runAsNonRoot: true, runAsUser: 65_532, seccompProfile: { type: 'RuntimeDefault' } };
  const spec = { serviceAccountName: NAME, containers: [container], securityContext, enableServiceLinks: false };
  const metadata = { namespace, name: NAME };
  const ports = [
    { name: 'web', port: 80, targetPort: PORTS.web },
    { name: 'websecure', port: 443, targetPort: PORTS.websecure },
  ];
  await e2e.kubectl.apply([
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    ...permissions(watched, namespace),
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { type: 'NodePort', selector: labels, ports } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
    },
  ]);
}

/** What Traefik documents that it reads, in one namespace alone: Secrets are among it. */
function permissions(watched: string, namespace: string): object[] {
  const metadata = { namespace: watched, name: NAME };
  const verbs = ['get', 'list', 'watch'];
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: NAME };
  const rules = [
    { apiGroups: [''], resources: ['services', 'secrets', 'configmaps'], verbs },
    { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs },
    { apiGroups: ['traefik.io'], resources: KINDS, verbs },
  ];
  return [
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata, rules },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef,
      subjects: [{ kind: 'ServiceAccount', name: NAME, namespace }],
    },
  ];
}

/** Makes DNS for the hosts of IngressRoutes, and returns where this process reaches Traefik. */
export async function traefikEdge(e2e: E2e, namespace: string, objects: readonly KubernetesObject[]): Promise<Edge> {
  const { spec } = await e2e.kubectl.json<Service>(['get', 'service', NAME, `--namespace=${namespace}`]);
  const nodePort = (port: number) => spec.ports.find((each) => each.port === port)?.nodePort;
  const [plain, encrypted] = [nodePort(80), nodePort(443)];
  if (encrypted === undefined) throw new Error(`Service ${namespace}/${NAME} has no ports of the nodes`);
  await e2e.kubectl.apply(hostServices(objects, 'IngressRoute', spec.clusterIP));
  return e2e.edgeAt(e2e.surroundings.nodeAddress, encrypted, plain);
}
