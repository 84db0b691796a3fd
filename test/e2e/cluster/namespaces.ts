import { messageOf } from '../problem';
import { until } from '../until';
import type { Kubectl } from './kubectl';
import type { KubernetesObject } from './objects';

/** On everything that a run makes; the value is the scenario's id. */
export const LABEL = 'cdk8s-thanos/e2e';
/** How names of all namespaces and cluster-scoped objects of runs begin. */
export const PREFIX = 'cdk8s-thanos-e2e-';
/** Cluster-scoped kinds that the library renders. */
export const CLUSTER_SCOPED = ['clusterrole', 'clusterrolebinding'];

/** It goes when its last Gateway has gone, and that goes with its namespace: nobody waits for it. */
const GATEWAY_CLASS = 'gatewayclass';

const REMOVED_WITHIN_SECONDS = 240;

/** Makes a namespace of a scenario. What the rendered manifests say about it is added by applying them. */
export async function makeNamespaces(kubectl: Kubectl, scenario: string, names: readonly string[]): Promise<void> {
  const labels = { [LABEL]: scenario };
  await kubectl.apply(names.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } })));
}

/** Removes what this or an earlier run left, of one scenario or of all, and waits until it is gone. */
export async function removeAll(kubectl: Kubectl, signal: AbortSignal, scenario?: string): Promise<void> {
  const selector = scenario === undefined ? LABEL : `${LABEL}=${scenario}`;
  const mine = (kind: string) => labelled(kubectl, kind, selector);
  for (const kind of CLUSTER_SCOPED) {
    const byName = (await kubectl.list<KubernetesObject>(kind)).filter(({ metadata }) =>
      metadata.name.startsWith(`${PREFIX}${scenario ?? ''}`),
    );
    const names = new Set([...(await mine(kind)), ...byName].map(({ metadata }) => metadata.name));
    if (names.size > 0) await kubectl.run(['delete', kind, '--ignore-not-found', ...names]);
  }
  const classes = await mine(GATEWAY_CLASS).catch(unlessUnknown);
  if (classes.length > 0) {
    const names = classes.map(({ metadata }) => metadata.name);
    await kubectl.run(['delete', GATEWAY_CLASS, '--ignore-not-found', '--wait=false', ...names]);
  }
  const namespaces = await mine('namespace');
  if (namespaces.length === 0) return;
  const names = namespaces.map(({ metadata }) => metadata.name);
  await kubectl.run(['delete', 'namespace', '--ignore-not-found', '--wait=false', ...names]);
  await until(
    'removing namespaces',
    async () => {
      const left = (await mine('namespace')).map(({ metadata }) => metadata.name);
      if (left.length === 0) return;
      // Receivers take up to a quarter of an hour to upload what nobody needs any more.
      await Promise.all(left.map((name) => endPods(kubectl, name)));
      throw new Error(`still there: ${left.join(', ')}`);
    },
    { seconds: REMOVED_WITHIN_SECONDS, everySeconds: 2 },
    signal,
  );
}

async function endPods(kubectl: Kubectl, namespace: string): Promise<void> {
  await kubectl
    .run(['delete', 'pods', '--all', `--namespace=${namespace}`, '--grace-period=1', '--wait=false'])
    .catch((error: unknown) => {
      if (!/not found/i.test(messageOf(error))) throw error;
    });
}

const labelled = (kubectl: Kubectl, kind: string, selector: string) =>
  kubectl.list<KubernetesObject>(kind, undefined, selector);

/** Clusters without the Gateway API have none. */
function unlessUnknown(error: unknown): readonly KubernetesObject[] {
  if (/doesn't have a resource type/.test(messageOf(error))) return [];
  throw error;
}
