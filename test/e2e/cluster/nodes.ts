import type { Kubectl } from './kubectl';
import { LABEL } from './namespaces';
import type { KubernetesObject } from './objects';

/** Takes nodes out of service, and evicts those of their pods that are selected: others stay. Returns when all are gone. */
export async function drain(
  kubectl: Kubectl,
  nodes: readonly string[],
  { scenario, selector }: { readonly scenario: string; readonly selector: string },
): Promise<void> {
  // First, so that they are given back even by another run.
  await kubectl.run(['label', '--overwrite', 'node', ...nodes, `${LABEL}=${scenario}`]);
  await kubectl.run(['drain', ...nodes, `--pod-selector=${selector}`, '--delete-emptydir-data', '--timeout=240s']);
}

/** Puts nodes that `drain` took out of service back into it. */
export async function giveBackNodes(kubectl: Kubectl, scenario?: string): Promise<void> {
  const selector = scenario === undefined ? LABEL : `${LABEL}=${scenario}`;
  const nodes = (await kubectl.list<KubernetesObject>('node', undefined, selector)).map(
    ({ metadata }) => metadata.name,
  );
  if (nodes.length === 0) return;
  await kubectl.run(['uncordon', ...nodes]);
  await kubectl.run(['label', 'node', ...nodes, `${LABEL}-`]);
}

/** What the API server says to an eviction, which does not take place. Nothing where it would. */
export async function evictionRefusal(kubectl: Kubectl, namespace: string, pod: string): Promise<string | undefined> {
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { namespace, name: pod } };
  const path = `/api/v1/namespaces/${namespace}/pods/${pod}/eviction?dryRun=All`;
  return await kubectl.run(['create', '--raw', path, '--filename=-'], { input: JSON.stringify(eviction) }).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}
