import { randomBytes } from 'node:crypto';
import { LABEL, PREFIX } from '../cluster/namespaces';
import type { Condition, Gateway, KubernetesObject, Pod, Service } from '../cluster/objects';
import type { E2e } from '../e2e';
import type { Need } from '../need';
import type { Edge } from './client';
import { hostServices } from './hosts';

/** What Envoy Gateway calls itself in its GatewayClasses. */
const CONTROLLER = 'gateway.envoyproxy.io/gatewayclass-controller';
const OWNER = 'gateway.envoyproxy.io/owning-gateway';

interface GatewayClass extends KubernetesObject {
  readonly spec: {
    readonly controllerName: string;
    readonly parametersRef?: { readonly kind: string; readonly name: string; readonly namespace?: string };
  };
  readonly status?: { readonly conditions?: readonly Condition[] };
}

/** Where nested settings are. */
interface Settings {
  readonly [name: string]: unknown;
}

/** The class of Envoy Gateway that the cluster has, or an error that says what it has instead. */
async function installedClass({ kubectl, surroundings }: E2e): Promise<GatewayClass> {
  const found = await kubectl.json<GatewayClass>(['get', 'gatewayclass', surroundings.gatewayClass]);
  const { controllerName } = found.spec;
  if (controllerName !== CONTROLLER) throw new Error(`its controller is ${controllerName}, not ${CONTROLLER}`);
  if (!isTrue(found.status?.conditions, 'Accepted'))
    throw new Error('Envoy Gateway has not accepted it: is it running?');
  return found;
}

/** What scenarios with a Gateway need. */
export function needsGatewayClass(e2e: E2e, scenario: string): Need {
  return {
    what: `GatewayClass ${e2e.surroundings.gatewayClass} of Envoy Gateway, for scenario ${scenario}`,
    howToGet:
      'Install it as docs/secretless.md says under "What the cluster needs", or name its class: --gateway-class. Without it, name the other scenarios: --scenario ID, for each',
    check: async () => void (await installedClass(e2e)),
  };
}

/**
 * A GatewayClass of the run's own: as the installed one, but its Envoys trust these authorities when they ask issuers for keys, and
 * are found at a port of each node. Nothing is made outside of the scenario's namespaces: the authorities come as an annotation.
 */
export async function makeGatewayClass(e2e: E2e, authorities: readonly string[]): Promise<string> {
  const installed = await installedClass(e2e);
  const namespace = e2e.namespace('envoy');
  await e2e.manifests.makeNamespaces([namespace]);
  const name = `${PREFIX}${e2e.scenario}-${randomBytes(3).toString('hex')}`;
  const annotation = `${LABEL}-authorities`;
  const kubernetes = {
    envoyService: { type: 'NodePort', externalTrafficPolicy: 'Cluster' },
    envoyDeployment: {
      pod: {
        annotations: { [annotation]: authorities.join('\n') },
        volumes: [
          {
            name: 'authorities',
            downwardAPI: {
              items: [
                { path: 'ca-certificates.crt', fieldRef: { fieldPath: `metadata.annotations['${annotation}']` } },
              ],
            },
          },
        ],
      },
      container: { volumeMounts: [{ name: 'authorities', mountPath: '/etc/ssl/certs', readOnly: true }] },
    },
  };
  const spec = merged(await parameters(e2e, installed), { provider: { type: 'Kubernetes', kubernetes } });
  const parametersRef = { group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy', name: 'e2e', namespace };
  await e2e.kubectl.apply([
    { apiVersion: 'gateway.envoyproxy.io/v1alpha1', kind: 'EnvoyProxy', metadata: { namespace, name: 'e2e' }, spec },
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name, labels: { [LABEL]: e2e.scenario } },
      spec: { controllerName: CONTROLLER, parametersRef },
    },
  ]);
  await e2e.until(
    `Envoy Gateway to accept ${name}`,
    async () => assertTrue(await e2e.kubectl.json<GatewayClass>(['get', 'gatewayclass', name]), 'Accepted'),
    { seconds: 30 },
  );
  return name;
}

/** Waits until a Gateway answers, makes DNS for its hosts, and returns where this process reaches it. */
export async function gatewayEdge(e2e: E2e, objects: readonly KubernetesObject[]): Promise<Edge> {
  const gateway = objects.find(({ kind }) => kind === 'Gateway');
  const { namespace = '', name = '' } = gateway?.metadata ?? {};
  await e2e.until(
    `Gateway ${name} to be programmed`,
    async () =>
      assertTrue(await e2e.kubectl.json<Gateway>(['get', 'gateway', name, `--namespace=${namespace}`]), 'Programmed'),
    { seconds: 90 },
  );
  const [service] = await e2e.kubectl.list<Service>('services', undefined, ownedBy(namespace, name));
  const port = service?.spec.ports.find(({ port }) => port === 443)?.nodePort;
  if (!service || port === undefined) throw new Error(`Gateway ${name} has no Service with a port of the nodes`);
  await e2e.kubectl.apply(hostServices(objects, 'Gateway', service.spec.clusterIP));
  return e2e.edgeAt(e2e.surroundings.nodeAddress, port);
}

/** The pods of a Gateway. */
export function envoyPods({ kubectl }: E2e, namespace: string, gateway: string): Promise<readonly Pod[]> {
  return kubectl.list<Pod>('pods', undefined, ownedBy(namespace, gateway));
}

const ownedBy = (namespace: string, gateway: string) => `${OWNER}-name=${gateway},${OWNER}-namespace=${namespace}`;

/** The settings of a class' Envoys. */
async function parameters({ kubectl }: E2e, { spec: { parametersRef: ref } }: GatewayClass): Promise<Settings> {
  if (ref?.kind !== 'EnvoyProxy') return {};
  const scope = `--namespace=${ref.namespace ?? 'default'}`;
  return (await kubectl.json<{ spec: Settings }>(['get', 'envoyproxy', ref.name, scope])).spec;
}

/** Settings over others. */
function merged(base: Settings, over: Settings): Settings {
  const result: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const below = base[name];
    result[name] = isSettings(below) && isSettings(value) ? merged(below, value) : value;
  }
  return result;
}

const isSettings = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTrue = (conditions: readonly Condition[] | undefined, wanted: string) =>
  (conditions ?? []).some(({ type, status }) => type === wanted && status === 'True');

function assertTrue({ status }: { readonly status?: { readonly conditions?: readonly Condition[] } }, wanted: string) {
  if (isTrue(status?.conditions, wanted)) return;
  const seen = (status?.conditions ?? []).map(({ type, status, message }) => `${type}=${status}: ${message}`);
  throw new Error(`not ${wanted}: ${seen.join('; ') || 'no conditions yet'}`);
}
