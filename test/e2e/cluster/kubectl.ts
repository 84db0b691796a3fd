import { spawn } from 'node:child_process';

export interface KubectlOptions {
  readonly input?: string;
}

/** kubectl against one context. Each call ends with the run, or with its own time. */
export class Kubectl {
  constructor(
    readonly context: string,
    private readonly signal?: AbortSignal,
  ) {}

  /** What it prints. What it says on standard error is the error's message when it fails. */
  run(args: readonly string[], { input = '' }: KubectlOptions = {}): Promise<string> {
    return new Promise((resolve, reject) => {
      // In a process group of its own, so that Ctrl-C reaches this process alone, which then cleans up.
      const child = spawn('kubectl', [`--context=${this.context}`, '--request-timeout=60s', ...args], {
        detached: true,
        signal: this.signal,
      });
      let output = '';
      let complaint = '';
      child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
      child.stderr.setEncoding('utf8').on('data', (text) => (complaint += text));
      // One that ends early closes its input; its exit code says why.
      child.stdin.on('error', () => undefined).end(input);
      child.on('error', reject);
      child.on('close', (code) => {
        if (code === 0) resolve(output);
        else reject(new Error(`kubectl ${args.slice(0, 4).join(' ')}: ${complaint.trim() || `exit code ${code}`}`));
      });
    });
  }

  /** What it prints, as JSON. */
  async json<T>(args: readonly string[]): Promise<T> {
    return JSON.parse(await this.run([...args, '--output=json'])) as T;
  }

  /** Objects of a kind; in all namespaces where none is given. */
  async list<T>(kind: string, namespace?: string, selector?: string): Promise<readonly T[]> {
    const where = namespace === undefined ? ['--all-namespaces'] : [`--namespace=${namespace}`];
    const which = selector === undefined ? [] : [`--selector=${selector}`];
    const { items } = await this.json<{ items: T[] }>(['get', kind, ...where, ...which]);
    return items;
  }

  /** GET from a pod's port, by way of the API server. */
  fromPod(namespace: string, pod: string, port: number, path: string): Promise<string> {
    return this.run(['get', '--raw', `/api/v1/namespaces/${namespace}/pods/${pod}:${port}/proxy${path}`]);
  }

  /** Server-side apply of objects made here. */
  async apply(objects: readonly object[]): Promise<void> {
    if (objects.length === 0) return;
    const list = { apiVersion: 'v1', kind: 'List', items: objects };
    await this.run(
      ['apply', '--server-side', '--force-conflicts', `--field-manager=${FIELD_MANAGER}`, '--filename=-'],
      {
        input: JSON.stringify(list),
      },
    );
  }
}

export const FIELD_MANAGER = 'cdk8s-thanos-e2e';
