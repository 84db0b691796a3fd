import type { EntraApplication } from './entra';

/** A cluster, as whoever verifies the tokens of its ServiceAccounts has to know it. */
export interface TokenCluster {
  readonly name: string;
  /**
   * The cluster's OpenID issuer, as its tokens name it: what
   * `az aks show --query oidcIssuerProfile.issuerUrl` prints.
   */
  readonly oidcIssuer?: string;
  /** Client ID of the managed identity as which it writes, where an edge asks for tokens of Entra. */
  readonly entraClientId?: string;
  /** Which edge it writes to, where a stack has two. @default - the first */
  readonly writesBy?: WritesBy;
}

/** How a cluster shows who it is, where it may do so in several ways, and no certificate that it has says in which. */
export type WritesBy = 'password' | 'token';

/** A Prometheus that writes as itself. */
export interface TokenWriter {
  /** The cluster that it runs in. */
  readonly cluster: string;
  /** Who issues its tokens: the cluster itself, or an Entra tenant. */
  readonly issuer: string;
  /** Who it is in its tokens: a ServiceAccount, `system:serviceaccount:<namespace>:<name>`, or the client ID of an identity. */
  readonly subject: string;
  /** The tenant that its samples belong to. @default - the receiver's default tenant */
  readonly tenant?: string;
}

/** The ServiceAccounts of one cluster that write for one tenant. */
export interface WriterGroup {
  /** The cluster's name; with a tenant, `<cluster>.<tenant>`. Writers send it as `THANOS-CLUSTER`. */
  readonly name: string;
  readonly cluster: string;
  readonly issuer: string;
  readonly tenant?: string;
  /** Sorted; it grows while the program runs. */
  readonly subjects: readonly string[];
}

/**
 * The header by which a writer says which cluster and tenant it writes for. It is a claim and no proof: the edge believes it only
 * together with a token of that cluster.
 */
export const CLUSTER_HEADER = 'THANOS-CLUSTER';

/** Who may write by a token of its cluster. Nobody else may. */
export class TokenAdmission {
  private readonly known = new Map<string, { readonly group: WriterGroup; readonly subjects: string[] }>();
  private handler: (group: WriterGroup) => void = () => {};

  /**
   * @param audience whom the tokens are meant for. It is the host, so that a token for one edge is worth nothing at another.
   * @param entra whom they are meant for where Entra issues them, in place of clusters
   */
  constructor(
    readonly audience: string,
    readonly entra?: EntraApplication,
  ) {}

  /** Everybody who may write. */
  get groups(): readonly WriterGroup[] {
    return [...this.known.values()].map(({ group }) => group);
  }

  /** Lets a Prometheus write. Doing so again changes nothing. */
  admit({ cluster, issuer, tenant, subject }: TokenWriter): WriterGroup {
    const name = tenant === undefined ? cluster : `${cluster}.${tenant}`;
    const { group, subjects } = this.known.get(name) ?? this.add({ name, cluster, issuer, tenant });
    if (!subjects.includes(subject)) {
      subjects.push(subject);
      subjects.sort();
    }
    return group;
  }

  /** What the edge does for each group, as soon as there is one. */
  forEachGroup(handler: (group: WriterGroup) => void): void {
    this.handler = handler;
    for (const group of this.groups) handler(group);
  }

  private add(group: Omit<WriterGroup, 'subjects'>) {
    const subjects: string[] = [];
    const added = { group: { ...group, subjects }, subjects };
    this.known.set(group.name, added);
    this.handler(added.group);
    return added;
  }
}
