import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { parseAllDocuments } from 'yaml';
import * as current from '../../../lib';
import type { Authority } from '../edge/authority';
import { AUTHORITY_SECRET, hostNamespaces, hostServices, tlsSecrets } from '../edge/hosts';
import type { Signer } from '../edge/signer';
import { FIELD_MANAGER, type Kubectl } from './kubectl';
import { CLUSTER_SCOPED, LABEL, makeNamespaces, PREFIX } from './namespaces';
import type { KubernetesObject } from './objects';

/** What stacks of scenarios take from a built library; another one than this repository's for upgrades. */
export type Library = Pick<typeof current, 'Fleet' | 'ObjectStore' | 'Exposure'>;

export type Render = (fleet: current.Fleet) => void;

export interface ManifestsProps {
  readonly scenario: string;
  readonly authority: Authority;
  readonly signer: Signer;
  readonly ingressAddress: string;
}

/** The rendered manifests of a scenario, and what has to be in the cluster around them. */
export class Manifests {
  /** Each by its name, and when it is there: several may be asked for at the same time. */
  private readonly made = new Map<string, Promise<void>>();
  private readonly folders: string[] = [];

  constructor(
    private readonly kubectl: Kubectl,
    private readonly props: ManifestsProps,
  ) {}

  /** The namespaces made so far. */
  get namespaces(): readonly string[] {
    return [...this.made.keys()];
  }

  /**
   * Renders a fleet and applies all of it, unmodified, as users do. Beside it come what others make in real clusters: certificates
   * for the hosts of Ingresses, Gateways and IngressRoutes, DNS for those of Ingresses, the authority's certificate (Secret `edge-ca`) in
   * each namespace, and, where there is no cert-manager, the Secrets of Certificates.
   */
  async apply(
    render: Render,
    library: Library = current,
    clusters?: readonly string[],
  ): Promise<readonly KubernetesObject[]> {
    const outdir = mkdtempSync(join(tmpdir(), `e2e-${this.props.scenario}-`));
    this.folders.push(outdir);
    const fleet = new library.Fleet({ outdir });
    render(fleet);
    fleet.synth();
    const files = readdirSync(outdir, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml'))
      .filter((file) => clusters?.includes(file.split(sep)[0] ?? '') ?? true)
      .sort()
      .map((file) => join(outdir, file));
    const objects = files.flatMap(readObjects);
    await this.surround(objects);
    const first = files.filter((file) => file.includes('00-namespaces'));
    for (const some of [first, files]) {
      await this.kubectl.run([
        ...['apply', '--server-side', '--warnings-as-errors', `--field-manager=${FIELD_MANAGER}-manifests`],
        ...some.map((file) => `--filename=${file}`),
      ]);
    }
    await this.label(objects);
    return objects;
  }

  /**
   * Deletes what one rendering had and the next has not. Policies go first: in which order tools delete is up to them, and in this one
   * routes stand without their policies for a while.
   */
  async prune(
    before: readonly KubernetesObject[],
    after: readonly KubernetesObject[],
  ): Promise<readonly KubernetesObject[]> {
    const kept = new Set(after.map(identity));
    const gone = before
      .filter((object) => object.kind !== 'Namespace' && !kept.has(identity(object)))
      .sort((a, b) => Number(b.kind.endsWith('Policy')) - Number(a.kind.endsWith('Policy')));
    if (gone.length === 0) return gone;
    const list = { apiVersion: 'v1', kind: 'List', items: gone };
    await this.kubectl.run(['delete', '--ignore-not-found', '--filename=-'], { input: JSON.stringify(list) });
    return gone;
  }

  /** Makes namespaces of the scenario that are not there yet, each with the authority's certificate. */
  async makeNamespaces(names: readonly string[]): Promise<void> {
    const missing = [...new Set(names)].filter((name) => !this.made.has(name));
    if (missing.length > 0) {
      const making = this.make(missing);
      for (const name of missing) this.made.set(name, making);
    }
    await Promise.all(names.map((name) => this.made.get(name)));
  }

  private async make(missing: readonly string[]): Promise<void> {
    await makeNamespaces(this.kubectl, this.props.scenario, missing);
    const stringData = { 'ca.crt': this.props.authority.certificate };
    await this.kubectl.apply(
      missing.map((namespace) => ({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { namespace, name: AUTHORITY_SECRET },
        stringData,
      })),
    );
  }

  /** Namespaces, certificates and names, for what is about to be applied. */
  async surround(objects: readonly KubernetesObject[]): Promise<void> {
    const rendered = objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
    const namespaces = [...rendered, ...hostNamespaces(objects)];
    const stray = namespaces.filter((name) => !name.startsWith(`${PREFIX}${this.props.scenario}-`));
    if (stray.length > 0) throw new Error(`not namespaces of this scenario: ${stray.join(', ')}`);
    await this.makeNamespaces(namespaces);
    const { authority, signer, ingressAddress } = this.props;
    await this.kubectl.apply([
      ...tlsSecrets(objects, authority),
      ...signer.secrets(objects),
      ...hostServices(objects, 'Ingress', ingressAddress),
    ]);
  }

  /** Removes the rendered files. */
  discard(): void {
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true });
  }

  private async label(objects: readonly KubernetesObject[]): Promise<void> {
    for (const kind of CLUSTER_SCOPED) {
      const names = objects.filter((object) => object.kind.toLowerCase() === kind).map(({ metadata }) => metadata.name);
      if (names.length > 0)
        await this.kubectl.run(['label', '--overwrite', kind, ...names, `${LABEL}=${this.props.scenario}`]);
    }
  }
}

const identity = ({ apiVersion, kind, metadata }: KubernetesObject) =>
  [apiVersion.split('/')[0], kind, metadata.namespace, metadata.name].join(' ');

function readObjects(file: string): KubernetesObject[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as KubernetesObject);
}
