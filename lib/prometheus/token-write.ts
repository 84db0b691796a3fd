import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { PrometheusSpecVolumes } from '../../imports/prometheuses-monitoring.coreos.com';
import type { EntraApplication } from '../remote-write/entra';
import type { TokenCluster, TokenWriter, WriterGroup } from '../remote-write/token-admission';
import { type Problem, reportProblem } from '../validation/problem';
import { DNS_LABEL } from '../values/dns-name';
import { GUID } from '../values/guid';
import { isOidcIssuer } from '../values/oidc-issuer';
import type { RemoteWrite } from './remote-write';
import type { ResolvedWrite } from './resolved-write';

/** A remote write by a token of the ServiceAccount. */
export interface TokenWrite {
  readonly group: WriterGroup;
  readonly audience: string;
  /** As whom Prometheus asks Entra for the token, and for whom it is, where Entra issues it. */
  readonly entra?: { readonly application: EntraApplication; readonly clientId: string };
}

/** Whoever a Prometheus is in its tokens. */
type Identity = Pick<TokenWriter, 'issuer' | 'subject'>;

function clusterIdentity(cluster: TokenCluster | undefined, subject: string): Identity | undefined {
  return cluster?.oidcIssuer === undefined ? undefined : { issuer: cluster.oidcIssuer, subject };
}

function entraIdentity(cluster: TokenCluster | undefined, { tenantId }: EntraApplication): Identity | undefined {
  const subject = cluster?.entraClientId;
  return subject === undefined ? undefined : { issuer: `https://login.microsoftonline.com/${tenantId}`, subject };
}

const VOLUME = 'remote-write-tokens';
const FOLDER = '/var/run/secrets/remote-write';
/**
 * What the cluster signs for Entra, where Prometheus looks for it: the operator has no word for another place, and the webhook of
 * workload identity puts its own elsewhere since v1.6.
 */
const ENTRA = {
  volume: 'entra-token',
  folder: '/var/run/secrets/azure/tokens',
  file: 'azure-identity-token',
  audience: 'api://AzureADTokenExchange',
};
/** The kubelet renews a token when four fifths of its time are over. */
const EXPIRATION_SECONDS = 3600;

/** What is wrong with a cluster, as edges know it by its tokens. */
export function tokenClusterProblems({ oidcIssuer, entraClientId }: TokenCluster): Problem[] {
  return [
    ...(oidcIssuer === undefined || isOidcIssuer(oidcIssuer) ? [] : [issuerProblem(oidcIssuer)]),
    ...(entraClientId === undefined || GUID.test(entraClientId) ? [] : [clientIdProblem(entraClientId)]),
  ];
}

/**
 * Lets this Prometheus in where its destination takes tokens.
 *
 * @param stays whether it shows something else for now
 */
export function resolveToken(
  construct: Construct,
  write: RemoteWrite,
  { cluster, subject, stays }: { cluster: TokenCluster | undefined; subject: string; stays: boolean },
): ResolvedWrite {
  const { destination, basicAuth, tenant } = write;
  const { tokens } = destination;
  if (!tokens) return write;
  const { admission, url } = tokens;
  const { entra } = admission;
  const identity = entra ? entraIdentity(cluster, entra) : clusterIdentity(cluster, subject);
  if (stays && identity === undefined) return write;
  if (!stays && (basicAuth || cluster?.writesBy === 'password')) reportProblem(construct, passwordProblem(url));
  if (!cluster || identity === undefined) {
    reportProblem(construct, entra ? missingIdentity(url, cluster) : missingIssuer(url, cluster));
    return write;
  }
  if (tenant !== undefined && !DNS_LABEL.test(tenant)) {
    reportProblem(construct, tenantProblem(tenant));
    return write;
  }
  // Whoever is yet to move is let in already: Prometheus does not repeat what an edge refuses.
  const group = admission.admit({ cluster: cluster.name, ...identity, tenant });
  if (stays) return write;
  const token = {
    group,
    audience: admission.audience,
    entra: entra && { application: entra, clientId: identity.subject },
  };
  return { ...write, basicAuth: false, destination: { ...destination, url }, token };
}

/** Where the token for an audience is. */
export function tokenFile({ audience }: TokenWrite): string {
  return `${FOLDER}/${audience}`;
}

/** The volume with the tokens, one for each audience. */
export function tokenVolumes(writes: readonly ResolvedWrite[]) {
  const own = writes.flatMap(({ token }) => (token && !token.entra ? token.audience : []));
  const parts = [
    ...(own.length > 0 ? [tokenVolume(VOLUME, FOLDER, [...new Set(own)])] : []),
    ...(writes.some(({ token }) => token?.entra) ? [tokenVolume(ENTRA.volume, ENTRA.folder, [ENTRA.audience])] : []),
  ];
  return { volumes: parts.map(({ volume }) => volume), mounts: parts.map(({ mount }) => mount) };
}

function tokenVolume(name: string, mountPath: string, audiences: readonly string[]) {
  const volume: PrometheusSpecVolumes = {
    name,
    projected: {
      sources: audiences.map((audience) => ({
        serviceAccountToken: {
          audience,
          expirationSeconds: EXPIRATION_SECONDS,
          path: audience === ENTRA.audience ? ENTRA.file : audience,
        },
      })),
    },
  };
  const mount: k8s.VolumeMount = { name, mountPath, readOnly: true };
  return { volume, mount };
}

function issuerProblem(issuer: string): Problem {
  return {
    rule: 'THANOS-220',
    what: `oidcIssuer "${issuer}" is no https address of an OpenID issuer: whoever sits between it and the edge could hand out keys of his own, and write as this cluster`,
    fix: 'Write what this prints, to the last slash: az aks show -g GROUP -n CLUSTER --query oidcIssuerProfile.issuerUrl -o tsv',
  };
}

function missingIssuer(url: string, cluster: TokenCluster | undefined): Problem {
  return {
    rule: 'THANOS-222',
    what: `remoteWrite goes to ${url}, where clusters write by tokens, and ${cluster ? `cluster "${cluster.name}"` : 'this Prometheus'} has no OpenID issuer by which its tokens could be verified: it would be refused`,
    fix: cluster
      ? `Write fleet.addCluster('${cluster.name}', { oidcIssuer: 'https://…' }); npm run azure-roles -- issuers prints the line`
      : "Give the Prometheus its cluster: { name: 'west', oidcIssuer: 'https://…' }",
  };
}

function passwordProblem(url: string): Problem {
  return {
    rule: 'THANOS-223',
    what: `remoteWrite is to bring a password to ${url}, where clusters write by tokens alone: it would be of no use to anybody but a thief`,
    fix: "Leave out basicAuth, and writesBy: 'password'; then remove the Secret",
  };
}

function tenantProblem(tenant: string): Problem {
  return {
    rule: 'THANOS-225',
    what: `The tenant "${tenant}" gets a route of its own at the edge, and no object can be called so`,
    fix: 'Write at most 63 lower-case letters, digits and dashes, with no dash at either end',
  };
}

function missingIdentity(url: string, cluster: TokenCluster | undefined): Problem {
  return {
    rule: 'THANOS-240',
    what: `remoteWrite goes to ${url}, where clusters show tokens of Entra, and ${cluster ? `cluster "${cluster.name}"` : 'this Prometheus'} has no identity that could ask for one: it would be refused`,
    fix: cluster
      ? `Write fleet.addCluster('${cluster.name}', { entraClientId: '…' }), what az identity show --query clientId prints`
      : "Give the Prometheus its cluster: { name: 'west', entraClientId: '…' }",
  };
}

function clientIdProblem(clientId: string): Problem {
  return {
    rule: 'THANOS-303',
    what: `entraClientId "${clientId}" is no GUID`,
    fix: 'Write what this prints: az identity show --query clientId',
  };
}
