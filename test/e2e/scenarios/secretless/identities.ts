import { LABEL, PREFIX } from '../../cluster/namespaces';
import type { KubernetesObject } from '../../cluster/objects';
import type { E2e } from '../../e2e';
import { hostService } from '../../edge/hosts';
import { claimsOf, serveIssuer, type TokenIssuer } from '../../edge/token-issuer';
import type { Issuers } from './fleet';

const DISCOVERY = 'system:service-account-issuer-discovery';
/** As short as Kubernetes makes them. */
export const TOKEN_SECONDS = 600;

/** Two issuers of tokens: the cluster's own, and that of a cluster somewhere else. */
export class Identities {
  private constructor(
    private readonly e2e: E2e,
    readonly far: TokenIssuer,
    readonly issuers: Issuers,
    /** What verifies the certificates of both. */
    readonly authorities: readonly string[],
  ) {}

  static async make(e2e: E2e): Promise<Identities> {
    const { authority, hostAddress } = e2e.surroundings;
    const namespace = e2e.namespace('issuer');
    await e2e.manifests.makeNamespaces([namespace]);
    const host = `issuer.${namespace}.svc`;
    const served = await serveIssuer(host, authority);
    e2e.onClose(() => served.close());
    const far = served.issuer;
    await e2e.kubectl.apply([...hostService(host, hostAddress), discovery(e2e)]);
    const own = await e2e.kubectl.run(['create', 'token', 'default', `--namespace=${namespace}`]);
    const ca = await e2e.until(
      'the authority of the API server',
      () =>
        e2e.kubectl.json<{ data: { 'ca.crt': string } }>([
          'get',
          'configmap',
          'kube-root-ca.crt',
          `--namespace=${namespace}`,
        ]),
      { seconds: 20 },
    );
    const issuers = { near: claimsOf(own).iss, far: far.url };
    return new Identities(e2e, far, issuers, [authority.certificate.trim(), ca.data['ca.crt'].trim()]);
  }

  /** A token of a ServiceAccount of this cluster, from Kubernetes. */
  async near(audience: string, account = 'prometheus'): Promise<string> {
    const scope = `--namespace=${this.e2e.namespace('prometheus')}`;
    const args = ['create', 'token', account, scope, `--audience=${audience}`, `--duration=${TOKEN_SECONDS}s`];
    return (await this.e2e.kubectl.run(args)).trim();
  }
}

/** The keys of a cluster are public on AKS; elsewhere, somebody has to say so. */
function discovery({ scenario }: E2e): object {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: `${PREFIX}${scenario}-issuer-discovery`, labels: { [LABEL]: scenario } },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: DISCOVERY },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'system:unauthenticated' }],
  };
}

/** The ServiceAccount that the edge admits, by the policy that was rendered for a cluster. */
export function admittedSubject(objects: readonly KubernetesObject[], group: string): string {
  const policy = objects.find(
    (object): object is SecurityPolicy =>
      object.kind === 'SecurityPolicy' && object.metadata.name === `thanos-receive-${group}`,
  );
  const subject = policy?.spec.authorization.rules[0]?.principal.jwt.claims[0]?.values[0];
  if (subject === undefined) throw new Error(`no policy admits ${group}`);
  return subject;
}

interface SecurityPolicy extends KubernetesObject {
  readonly spec: {
    readonly authorization: {
      readonly rules: readonly {
        readonly principal: { readonly jwt: { readonly claims: readonly { readonly values: readonly string[] }[] } };
      }[];
    };
  };
}

/** A token that is renewed when four fifths of its time are over, as the kubelet does. */
export class RenewedToken {
  current: string;
  renewals = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(sign: () => string, lifetimeSeconds: number) {
    this.current = sign();
    this.timer = setInterval(() => {
      this.current = sign();
      this.renewals++;
    }, lifetimeSeconds * 800);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
