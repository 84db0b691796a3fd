import { Hopeless } from '../problem';
import { until } from '../until';
import type { Kubectl } from './kubectl';
import type { Pod } from './objects';

interface Target {
  readonly namespace: string;
  readonly pod: string;
  /** @default - the first one */
  readonly container?: string;
}

/**
 * Finds the processes of a container by their control group and kills them, with what every sh has built in. Control groups are
 * named after containers whatever driver and version the node uses.
 */
const SCRIPT = `
found=1
for process in /proc/[0-9]*; do
  while read -r group; do
    case "$group" in *"$CONTAINER"*) kill -9 "\${process#/proc/}" && found=0 ;; esac
  done 2>/dev/null <"$process/cgroup"
done
exit $found
`;

/**
 * Ends a container's process as a crash does. Kubernetes has no verb for it: deleting a pod, even by force, sends SIGTERM first,
 * and no process can kill the first one of its own container. So a pod that sees the node's processes does it.
 */
export class Killer {
  constructor(
    private readonly kubectl: Kubectl,
    private readonly namespace: string,
    private readonly image: string,
  ) {}

  async kill({ namespace, pod: name, container }: Target, signal: AbortSignal): Promise<void> {
    const pod = await this.kubectl.json<Pod>(['get', 'pod', name, `--namespace=${namespace}`]);
    const statuses = pod.status.containerStatuses ?? [];
    const status = statuses.find((candidate) => candidate.name === (container ?? pod.spec.containers[0]?.name));
    const id = status?.containerID?.replace(/^.*:\/\//, '');
    if (!id) throw new Error(`${namespace}/${name} has no running container ${container ?? ''}`);
    await this.kubectl.run([
      ...['label', '--overwrite', 'namespace', this.namespace, 'pod-security.kubernetes.io/enforce=privileged'],
    ]);
    const killer = `kill-${id.slice(0, 12)}`;
    await this.kubectl.apply([this.pod(killer, id, pod.spec.nodeName)]);
    const phase = await until(
      `killing ${name}`,
      async () => {
        const { status } = await this.kubectl.json<Pod>(['get', 'pod', killer, `--namespace=${this.namespace}`]);
        const waiting = status.containerStatuses?.[0]?.state?.waiting;
        if (/Image/.test(waiting?.reason ?? '')) {
          throw new Hopeless(
            `${waiting?.message}\nGive an image with sh that the cluster can pull: --shell-image IMAGE`,
          );
        }
        if (status.phase === 'Succeeded' || status.phase === 'Failed') return status.phase;
        throw new Error(`${killer} is ${status.phase}`);
      },
      { seconds: 60, everySeconds: 0.5 },
      signal,
    );
    await this.kubectl.run(['delete', 'pod', killer, `--namespace=${this.namespace}`, '--wait=false']);
    if (phase === 'Failed') throw new Error(`no process of container ${id} was found on ${pod.spec.nodeName}`);
    await until(`the end of ${name}`, () => this.assertKilled(namespace, name, id), { seconds: 30 }, signal);
  }

  /** Kubernetes has seen it end, and by SIGKILL. */
  private async assertKilled(namespace: string, name: string, id: string): Promise<void> {
    const { status } = await this.kubectl.json<Pod>(['get', 'pod', name, `--namespace=${namespace}`]);
    const ends = (status.containerStatuses ?? []).flatMap(({ state, lastState }) => [state, lastState]);
    const end = ends.find((state) => state?.terminated?.containerID?.endsWith(id));
    if (end?.terminated?.exitCode !== 137) throw new Error(`exit code ${end?.terminated?.exitCode ?? 'none yet'}`);
  }

  private pod(name: string, container: string, nodeName?: string): object {
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: this.namespace },
      spec: {
        nodeName,
        hostPID: true,
        restartPolicy: 'Never',
        automountServiceAccountToken: false,
        terminationGracePeriodSeconds: 1,
        containers: [
          {
            name: 'kill',
            image: this.image,
            command: ['/bin/sh', '-c', SCRIPT],
            env: [{ name: 'CONTAINER', value: container }],
            securityContext: { runAsUser: 0 },
          },
        ],
      },
    };
  }
}
