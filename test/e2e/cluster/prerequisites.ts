import { execFileSync } from 'node:child_process';
import { BlobStore } from '../blob/blob-store';
import type { E2e } from '../e2e';
import type { Need } from '../need';
import { messageOf, UsageProblem } from '../problem';
import type { Scenario } from '../scenario';
import type { Kubectl } from './kubectl';
import type { KubernetesObject } from './objects';

const OLDEST_MINOR = 30;
const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';
const CRDS = ['prometheuses', 'prometheusagents', 'servicemonitors', 'scrapeconfigs', 'prometheusrules'];

/** Checks everything that a run of these scenarios needs beside the cluster, and reports all that is missing at once. */
export async function checkPrerequisites(e2e: E2e, scenarios: readonly Scenario[]): Promise<void> {
  const { kubectl, surroundings } = e2e;
  const needs: readonly Need[] = [
    {
      what: 'openssl',
      howToGet: 'Install it: the run makes certificates of its own with it',
      check: async () => void execFileSync('openssl', ['version'], { stdio: 'pipe' }),
    },
    {
      what: `Kubernetes 1.${OLDEST_MINOR} or later`,
      howToGet: 'Upgrade the cluster, or make one: kind create cluster',
      check: () => checkVersion(kubectl),
    },
    {
      what: 'the CRDs of the Prometheus Operator',
      howToGet:
        'kubectl apply --server-side -f the bundle.yaml of https://github.com/prometheus-operator/prometheus-operator',
      check: async () =>
        void (await kubectl.run(['get', 'crd', ...CRDS.map((name) => `${name}.monitoring.coreos.com`)])),
    },
    {
      what: 'a running Prometheus Operator',
      howToGet: 'Look at its logs, or install the same bundle.yaml. It has to watch all namespaces',
      check: () => checkOperator(e2e),
    },
    {
      what: surroundings.storageClass ? `StorageClass ${surroundings.storageClass}` : 'a default StorageClass',
      howToGet: 'kubectl get storageclass, and name one: --storage-class NAME',
      check: () => checkStorageClass(kubectl, surroundings.storageClass),
    },
    {
      what: `Azurite at ${surroundings.blobEndpoint}`,
      howToGet:
        'Start it beside this command, where pods reach it: npx azurite-blob --blobHost 0.0.0.0 --inMemoryPersistence --disableProductStyleUrl; or say where it is: --blob-endpoint',
      check: async () => void (await new BlobStore(surroundings.blobEndpoint, e2e.signal).containers()),
    },
    {
      what: `an ingress controller for class ${surroundings.ingressClass} at ${surroundings.ingressAddress} that reads ingress-nginx annotations`,
      howToGet:
        'Install ingress-nginx, or Traefik with its ingress-nginx provider; name the class and the address: --ingress-class, --ingress-address',
      check: () => checkIngress(e2e),
    },
    ...scenarios.flatMap(({ needs }) => needs?.(e2e) ?? []),
  ];
  const missing = await Promise.all(
    needs.map(async ({ what, howToGet, check }) => {
      try {
        await check();
        return [];
      } catch (error) {
        e2e.signal.throwIfAborted();
        return [`missing: ${what}\n  seen: ${messageOf(error)}\n  to do: ${howToGet}`];
      }
    }),
  );
  if (missing.flat().length > 0) throw new UsageProblem(missing.flat());
}

async function checkVersion(kubectl: Kubectl): Promise<void> {
  const { serverVersion } = await kubectl.json<{ serverVersion: { major: string; minor: string; gitVersion: string } }>(
    ['version'],
  );
  if (serverVersion.major === '1' && Number.parseInt(serverVersion.minor, 10) < OLDEST_MINOR) {
    throw new Error(serverVersion.gitVersion);
  }
}

async function checkStorageClass(kubectl: Kubectl, name?: string): Promise<void> {
  const classes = await kubectl.list<KubernetesObject>('storageclass');
  const found = classes.some(({ metadata }) =>
    name === undefined ? metadata.annotations?.[DEFAULT_CLASS] === 'true' : metadata.name === name,
  );
  if (!found) throw new Error(`there are ${classes.map(({ metadata }) => metadata.name).join(', ') || 'none'}`);
}

/** The operator answers to a Prometheus of no pods with a StatefulSet. */
async function checkOperator(e2e: E2e): Promise<void> {
  const namespace = e2e.namespace('operator');
  await e2e.secret(namespace, 'unused', {});
  await e2e.kubectl.apply([
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Prometheus',
      metadata: { namespace, name: 'check' },
      spec: { replicas: 0 },
    },
  ]);
  const look = () => e2e.kubectl.run(['get', 'statefulset', 'prometheus-check', `--namespace=${namespace}`]);
  await e2e.until('a StatefulSet for a Prometheus', look, { seconds: 30 });
}

/** The controller asks for a password because of an annotation, and shows the certificate that the Ingress names. */
async function checkIngress(e2e: E2e): Promise<void> {
  const namespace = e2e.namespace('ingress');
  const host = `check.${e2e.domain}`;
  const user = await e2e.credentials(namespace);
  const metadata = {
    namespace,
    name: 'check',
    annotations: {
      'nginx.ingress.kubernetes.io/auth-type': 'basic',
      'nginx.ingress.kubernetes.io/auth-secret': 'basic-auth',
    },
  };
  const backend = { service: { name: 'check', port: { number: 80 } } };
  const spec = {
    ingressClassName: e2e.surroundings.ingressClass,
    tls: [{ hosts: [host], secretName: 'check-tls' }],
    rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
  };
  const ingress = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata, spec };
  await e2e.manifests.surround([ingress]);
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { namespace, name: 'check' } };
  await e2e.kubectl.apply([{ ...service, spec: { ports: [{ port: 80 }] } }, ingress]);
  await e2e.until(
    `401 from ${e2e.surroundings.ingressAddress}`,
    async () => {
      const { status } = await e2e.edge.https(host, '/');
      if (status !== 401) throw new Error(`${status} without a password`);
    },
    { seconds: 30 },
  );
  await e2e.until(
    `something else than 401 from ${e2e.surroundings.ingressAddress}`,
    async () => {
      const { status } = await e2e.edge.https(host, '/', { user });
      if (status === 401) throw new Error('401 with the password');
    },
    { seconds: 20 },
  );
}
