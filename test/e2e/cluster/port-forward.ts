import { type ChildProcess, spawn } from 'node:child_process';

/** A port of a pod. */
export interface PodPort {
  readonly namespace: string;
  /** As kubectl calls it: `pod/thanos-receive-0`, or `deployment/thanos-query` for one of its pods. */
  readonly name: string;
  readonly port: number;
}

/**
 * Lends a port of this machine that leads to one of a pod, also where the pod listens to itself alone. A connection that is refused may
 * end kubectl: each deserves its own.
 */
export async function throughPortForward<T>(
  context: string,
  { namespace, name, port }: PodPort,
  signal: AbortSignal,
  use: (port: number) => Promise<T>,
): Promise<T> {
  const child = spawn(
    'kubectl',
    [`--context=${context}`, 'port-forward', `--namespace=${namespace}`, '--address=127.0.0.1', name, `:${port}`],
    { signal, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  try {
    return await use(await lentPort(child));
  } finally {
    child.kill();
  }
}

function lentPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let complaint = '';
    child.stderr?.setEncoding('utf8').on('data', (text) => (complaint += text));
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const [, port] = /127\.0\.0\.1:(\d+)/.exec(text) ?? [];
      if (port !== undefined) resolve(Number(port));
    });
    child.on('error', reject);
    child.on('close', (code) => reject(new Error(`kubectl port-forward: ${complaint.trim() || `exit code ${code}`}`)));
  });
}
