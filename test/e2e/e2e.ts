import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Controller } from '../../credentials/controller';
import { AlertReceiver } from './alerts/receiver';
import { BlobStore } from './blob/blob-store';
import { CuttableProxy } from './blob/cuttable-proxy';
import { Killer } from './cluster/killer';
import { Kubectl } from './cluster/kubectl';
import { type Library, Manifests, type Render } from './cluster/manifests';
import { PREFIX } from './cluster/namespaces';
import type { KubernetesObject } from './cluster/objects';
import { assertReady } from './cluster/ready';
import type { Authority } from './edge/authority';
import { Edge, type User } from './edge/client';
import type { Signer } from './edge/signer';
import { EarlierLibrary } from './library/earlier';
import type { Live } from './report/live';
import { type Account, account, assertExact, type WriteLog } from './samples/account';
import { type QueryOptions, ThanosReader } from './samples/reader';
import { CountedTarget, type TargetProps } from './samples/target';
import { CountedWriter, type WriterProps, type WriteTarget } from './samples/writer';
import type { Evidence, StepResult } from './scenario';
import { type Patience, until } from './until';

/** How the cluster is reached, found out once for a run. */
export interface Surroundings {
  readonly context: string;
  readonly ingressAddress: string;
  readonly ingressClass: string;
  readonly gatewayClass: string;
  /** The first node, at which this process reaches the ports that Services of type NodePort have. */
  readonly nodeAddress: string;
  readonly hostAddress: string;
  readonly blobEndpoint: string;
  readonly storageClass?: string;
  readonly shellImage: string;
  /** The version that upgrades start from. @default - the latest release */
  readonly upgradeFrom?: string;
  /** Given servers; without, those of the scenario itself. */
  readonly memcached?: string;
  readonly redis?: string;
  readonly authority: Authority;
  readonly signer: Signer;
}

/** The root of the repository, seen from build/test/e2e. */
const ROOT = join(__dirname, '..', '..', '..');

/** What a scenario works with. Everything it makes is in namespaces of its own, and ends with it. */
export class E2e {
  /** Ends with the scenario, and with the run. */
  readonly signal: AbortSignal;
  readonly kubectl: Kubectl;
  readonly edge: Edge;
  readonly blobStore: BlobStore;
  readonly evidence: Evidence[] = [];
  readonly steps: StepResult[] = [];
  /** Where pods and this process find hosts: `receive.<domain>`. */
  readonly domain: string;
  readonly manifests: Manifests;
  private readonly end = new AbortController();
  private readonly containers = new Set<string>();
  private readonly closers: (() => void)[] = [];

  constructor(
    readonly scenario: string,
    readonly surroundings: Surroundings,
    private readonly live: Live,
    runSignal: AbortSignal,
  ) {
    this.signal = AbortSignal.any([runSignal, this.end.signal]);
    this.kubectl = new Kubectl(surroundings.context, this.signal);
    this.edge = new Edge(surroundings.ingressAddress, surroundings.authority.certificate, this.signal);
    this.blobStore = new BlobStore(surroundings.blobEndpoint, this.signal);
    this.manifests = new Manifests(this.kubectl, { scenario, ...surroundings });
    this.domain = this.domainIn('edge');
  }

  /** The full name of a namespace of this scenario. */
  namespace(name: string): string {
    return `${PREFIX}${this.scenario}-${name}`;
  }

  /** Another domain, for a second stack: a namespace with DNS of its own. */
  domainIn(edge: string): string {
    return `${this.namespace(edge)}.svc`;
  }

  /** All namespaces made so far. */
  get namespaces(): readonly string[] {
    return this.manifests.namespaces;
  }

  /** A part of the scenario, reported with the time it took. */
  step<T>(name: string, run: () => Promise<T>): Promise<T> {
    return this.live.timed(name, run, (seconds) => void this.steps.push({ name, seconds }));
  }

  /** Looks until `look` throws no more. */
  until<T>(what: string, look: () => Promise<T>, patience: Patience): Promise<T> {
    return until(what, look, patience, this.signal);
  }

  /**
   * Secret `objstore` in a namespace, for `ObjectStore.existingSecret`: a container of its own in the blob store.
   *
   * @param endpoint where pods reach the blob store, if not directly
   */
  async objectStore(namespace: string, endpoint?: string): Promise<string> {
    const container = `${namespace}-${randomBytes(3).toString('hex')}`.slice(-63).replace(/^-+/, '');
    this.containers.add(container);
    const config = JSON.stringify(this.blobStore.thanosConfig(container, endpoint));
    await this.secret(namespace, 'objstore', { 'objstore.yaml': config });
    return container;
  }

  /** A proxy before the blob store that can be cut; pods reach it at `endpoint`, and NetworkPolicies need its `port`. */
  async cuttableBlobStore(): Promise<{ readonly proxy: CuttableProxy; readonly endpoint: string }> {
    const { url } = this.blobStore;
    const proxy = await CuttableProxy.before(url.hostname, Number(url.port || 80));
    this.closers.push(() => proxy.close());
    return { proxy, endpoint: `http://${this.surroundings.hostAddress}:${proxy.port}${url.pathname}` };
  }

  /** Runs `credentials`, as users do: `basic-auth` where the edge reads it, `remotewrite-secret` where Prometheus does. */
  async credentials(
    thanos: string,
    writers: readonly string[] = [],
    controller: Controller = 'ingress-nginx',
  ): Promise<User> {
    await this.manifests.makeNamespaces([thanos, ...writers]);
    const password = randomBytes(24).toString('hex');
    const only = writers.length > 0 ? [] : ['--only', 'basic-auth'];
    const made = credentials(password, [
      ...['--controller', controller, '--namespace', thanos, ...only],
      ...writers.flatMap((namespace) => ['--prometheus-namespace', namespace]),
    ]);
    await this.kubectl.run(['create', '--filename=-'], { input: made });
    return { name: 'thanos', password };
  }

  /** The key that Envoy reads, beside the one that ingress-nginx does, for the same user: a step of docs/secretless.md. */
  async credentialsForEnvoy(thanos: string, { password }: User): Promise<void> {
    const made = credentials(password, [
      ...['--controller', 'envoy-gateway', '--only', 'basic-auth', '--namespace', thanos],
    ]);
    await this.kubectl.run(['apply', '--server-side', '--field-manager=envoy-gateway', '--filename=-'], {
      input: made,
    });
  }

  /** A Secret with these texts. */
  async secret(namespace: string, name: string, stringData: Readonly<Record<string, string>>): Promise<void> {
    await this.manifests.makeNamespaces([namespace]);
    await this.kubectl.apply([{ apiVersion: 'v1', kind: 'Secret', metadata: { namespace, name }, stringData }]);
  }

  /**
   * Renders a fleet and applies all of it, unmodified, as users do; `Manifests` says what is put around it.
   *
   * @param clusters those whose folder is applied, where others of the fleet are somewhere else
   */
  apply(render: Render, library?: Library, clusters?: readonly string[]): Promise<readonly KubernetesObject[]> {
    return this.manifests.apply(render, library, clusters);
  }

  /** Deletes what an earlier rendering had, and a later one has not, as GitOps does. */
  prune(before: readonly KubernetesObject[], after: readonly KubernetesObject[]): Promise<readonly KubernetesObject[]> {
    return this.manifests.prune(before, after);
  }

  /** Another edge than the ingress controller. */
  edgeAt(address: string, port: number, plainPort?: number): Edge {
    const edge = new Edge(address, this.surroundings.authority.certificate, this.signal, port, plainPort);
    this.onClose(() => edge.close());
    return edge;
  }

  /** What is to be ended with the scenario. */
  onClose(close: () => void): void {
    this.closers.push(close);
  }

  /** The version of this library that upgrades start from, built in a folder of its own. */
  earlierLibrary(): EarlierLibrary {
    const earlier = EarlierLibrary.build(ROOT, this.surroundings.upgradeFrom);
    this.closers.push(() => earlier.discard());
    return earlier;
  }

  /** Waits until all workloads in all namespaces of the scenario are ready. */
  async waitReady(seconds = 300): Promise<void> {
    await this.until('ready', () => assertReady(this.kubectl, this.namespaces), { seconds });
  }

  /** Ends a process of a pod with SIGKILL, as a crash or the kernel would, without a word to Kubernetes. */
  async kill(namespace: string, pod: string, container?: string): Promise<void> {
    const own = this.namespace('killer');
    await this.manifests.makeNamespaces([own]);
    const killer = new Killer(this.kubectl, own, this.surroundings.shellImage);
    await killer.kill({ namespace, pod, container }, this.signal);
  }

  /** A metric of a pod, as it stands on `/metrics`: the sum over all series that have the label, `tenant="a"`; nothing where there is none. */
  async metric(namespace: string, pod: string, name: string, port = 10902, label = ''): Promise<number | undefined> {
    const text = await this.kubectl.fromPod(namespace, pod, port, '/metrics');
    const values = text
      .split('\n')
      .filter((line) => (line.startsWith(`${name} `) || line.startsWith(`${name}{`)) && line.includes(label))
      .map((line) => Number(line.slice(line.lastIndexOf(' '))));
    return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
  }

  /** Writes counted samples to `receive.<domain>`, unless another host is given, or another edge. */
  writer(props: Omit<WriterProps, 'host'> & { readonly host?: string }, edge: WriteTarget = this.edge): CountedWriter {
    const writer = new CountedWriter(edge, { host: `receive.${this.domain}`, ...props }, this.signal);
    this.closers.push(() => void writer.stop());
    return writer;
  }

  /** Asks `query.<domain>`, unless another host is given, or another edge. */
  reader(user: User, host = `query.${this.domain}`, edge = this.edge): ThanosReader {
    return new ThanosReader(edge, host, user);
  }

  /** An application for the Prometheus of a namespace to scrape, whose job and instance are called alike everywhere. */
  async target(namespace: string, props: TargetProps): Promise<CountedTarget> {
    const target = await CountedTarget.open(props);
    this.closers.push(() => target.close());
    const metadata = { namespace, name: 'counted' };
    const spec = {
      jobName: 'counted',
      staticConfigs: [{ targets: [`${this.surroundings.hostAddress}:${target.port}`] }],
      relabelings: [{ targetLabel: 'instance', replacement: 'application:8080' }],
    };
    await this.kubectl.apply([{ apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'ScrapeConfig', metadata, spec }]);
    return target;
  }

  /** Something that takes alerts, as Alertmanager does. */
  async alertReceiver(): Promise<AlertReceiver> {
    const receiver = await AlertReceiver.open();
    this.closers.push(() => receiver.close());
    return receiver;
  }

  /** Waits until each sample that was acknowledged is read exactly once. `matchers` are those of a selector: `cluster="west"`. */
  async readBack(
    reader: ThanosReader,
    writer: WriteLog & { readonly props: { readonly metric: string } },
    {
      seconds = 60,
      matchers = '',
      ...options
    }: QueryOptions & { readonly seconds?: number; readonly matchers?: string } = {},
  ): Promise<Account> {
    const first = writer.written[0]?.timestamp ?? Date.now();
    const last = writer.written.at(-1)?.timestamp ?? Date.now();
    const range = Math.ceil((last - first) / 1000) + 60;
    const time = options.time ?? last / 1000;
    const selector = `${writer.props.metric}{${matchers}}[${range}s]`;
    return await this.until(
      `reading ${writer.props.metric} back`,
      async () => {
        const found = account(writer, await reader.samples(selector, { ...options, time }));
        assertExact(found);
        return found;
      },
      { seconds, everySeconds: 2 },
    );
  }

  /** Ends writers, proxies and connections, and removes containers. Namespaces are removed by the run. */
  async close(keep: boolean): Promise<void> {
    this.end.abort(new Error(`scenario ${this.scenario} is over`));
    for (const close of this.closers) close();
    this.edge.close();
    if (keep) return;
    this.manifests.discard();
    const store = new BlobStore(this.surroundings.blobEndpoint, AbortSignal.timeout(30_000));
    for (const container of this.containers) await store.deleteContainer(container);
  }
}

/** Runs `credentials`, and returns what it prints. */
function credentials(password: string, args: readonly string[]): string {
  const command = [join(ROOT, 'build/cli/main.js'), 'credentials', '--password-file', '-', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { input: password, encoding: 'utf8' });
  if (status !== 0) throw new Error(`credentials: ${stderr}`);
  return stdout;
}
