import { messageOf } from '../problem';
import type { Kubectl } from './kubectl';
import { isReady, type KubernetesEvent, type Pod } from './objects';

const LOG_LINES = 15;
const EVENTS = 20;

/** What somebody looks at first when a scenario failed: what is not ready and why, warnings, last log lines. */
export async function diagnose(kubectl: Kubectl, namespaces: readonly string[]): Promise<string> {
  const parts = await Promise.all(
    namespaces.map((namespace) =>
      ofNamespace(kubectl, namespace).catch((error: unknown) => `${namespace}: ${messageOf(error)}`),
    ),
  );
  return parts.filter((part) => part !== '').join('\n');
}

async function ofNamespace(kubectl: Kubectl, namespace: string): Promise<string> {
  const pods = await kubectl.list<Pod>('pods', namespace);
  const warnings = (await kubectl.list<KubernetesEvent>('events', namespace)).filter(({ type }) => type !== 'Normal');
  // The last one of each kind: the rest says the same with other numbers.
  const distinct = new Map(warnings.map((event) => [`${event.involvedObject?.name} ${event.reason}`, event]));
  const events = [...distinct.values()]
    .slice(-EVENTS)
    .map(
      ({ involvedObject: about, reason, message, count }) =>
        `  ${about?.kind} ${about?.name}: ${reason} (${count ?? 1}x) ${message}`,
    );
  const troubled = pods.filter((pod) => !isReady(pod) || restarts(pod) > 0);
  const logs = await Promise.all(troubled.map((pod) => lastLines(kubectl, namespace, pod)));
  if (events.length + logs.length === 0) return '';
  return [`--- ${namespace}: ${pods.length} pods, ${troubled.length} of them in trouble`, ...events, ...logs].join(
    '\n',
  );
}

const restarts = ({ status }: Pod) =>
  (status.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0);

async function lastLines(kubectl: Kubectl, namespace: string, pod: Pod): Promise<string> {
  const args = ['logs', pod.metadata.name, `--namespace=${namespace}`, '--all-containers', `--tail=${LOG_LINES}`];
  const lines = (await kubectl.run(args).catch(messageOf)).trim().split('\n');
  const title = `  ${pod.metadata.name}: ${pod.status.phase}, ${restarts(pod)} restarts`;
  return [title, ...lines.map((line) => `    ${line}`)].join('\n');
}
