import type { PrometheusSpecRemoteWrite } from '../../imports/prometheuses-monitoring.coreos.com';
import { entraScope } from '../remote-write/entra';
import { CLUSTER_HEADER } from '../remote-write/token-admission';
import type { ExistingObject } from '../validation/existing';
import type { RelabelAction } from '../values/relabel';
import { TENANT } from '../values/tenant';
import { relabelings } from './relabel';
import type { CertificateAuthority, RemoteWrite } from './remote-write';
import type { ResolvedWrite } from './resolved-write';
import { tokenFile } from './token-write';

/** The enums of the custom resource that remote writes are for: `Prometheus` and `PrometheusAgent` have one each. */
export interface RemoteWriteEnums<Version, Action> {
  readonly versions: { readonly V1_0: Version };
  readonly actions: Readonly<Record<Uppercase<RelabelAction>, Action>>;
}

type SharedSpec = Omit<
  PrometheusSpecRemoteWrite,
  'messageVersion' | 'writeRelabelConfigs' | 'oauth2' | 'azureAd' | 'tlsConfig'
>;

/** Whether a remote write sends a user and a password. */
export function wantsPassword({ basicAuth, destination }: RemoteWrite): boolean {
  return basicAuth === undefined ? (destination.basicAuth ?? false) : basicAuth !== false;
}

/** The existing Secrets and ConfigMaps that a remote write names. */
export function existingCredentials(write: ResolvedWrite): ExistingObject[] {
  const { certificate, certificateAuthority } = write;
  const { secretName } = passwordSecret(write);
  const authority: ExistingObject[] = !certificateAuthority
    ? []
    : 'secretName' in certificateAuthority
      ? [{ kind: 'Secret', name: certificateAuthority.secretName }]
      : [{ kind: 'ConfigMap', name: certificateAuthority.configMapName }];
  const password: ExistingObject[] = wantsPassword(write) ? [{ kind: 'Secret', name: secretName }] : [];
  const shown: ExistingObject[] =
    certificate && !certificate.issuer ? [{ kind: 'Secret', name: certificate.secretName }] : [];
  return [...password, ...shown, ...authority];
}

/** Where user and password are. */
function passwordSecret({ basicAuth }: RemoteWrite) {
  const { secretName = 'remotewrite-secret', userKey = 'user', passwordKey = 'password' } = basicAuth || {};
  return { secretName, userKey, passwordKey };
}

/**
 * A remote write as the custom resource holds it. Always message version 1: Thanos Receive answers a request of version 2 with
 * success, and throws its samples away. Metadata stays at home, as Thanos Receive ignores it.
 */
export function remoteWriteSpec<Version, Action>(write: ResolvedWrite, enums: RemoteWriteEnums<Version, Action>) {
  const { destination, token, queue } = write;
  const { secretName, userKey, passwordKey } = passwordSecret(write);
  const shared: SharedSpec = {
    url: destination.url,
    name: write.name,
    remoteTimeout: write.timeout,
    headers: headers(write),
    authorization: token && !token.entra ? { type: 'Bearer', credentialsFile: tokenFile(token) } : undefined,
    basicAuth: wantsPassword(write)
      ? { username: { name: secretName, key: userKey }, password: { name: secretName, key: passwordKey } }
      : undefined,
    queueConfig: queue && { ...queue },
    metadataConfig: { send: false },
    sendExemplars: write.exemplars,
    sendNativeHistograms: write.nativeHistograms,
  };
  return {
    ...shared,
    azureAd: token?.entra && {
      workloadIdentity: { clientId: token.entra.clientId, tenantId: token.entra.application.tenantId },
      scope: entraScope(token.entra.application),
    },
    messageVersion: enums.versions.V1_0,
    tlsConfig: tlsSpec(write),
    writeRelabelConfigs: write.writeRelabelings && relabelings(write.writeRelabelings, enums.actions),
  };
}

/** An edge that knows clusters by their tokens names the tenant itself. */
function headers({ token, tenant, destination }: ResolvedWrite): Record<string, string> | undefined {
  if (token) return { [CLUSTER_HEADER]: token.group.name };
  return tenant === undefined ? undefined : { [destination.tenantHeader ?? TENANT.header]: tenant };
}

/** What Prometheus verifies the receiver by, and what it shows. */
function tlsSpec({ certificate, certificateAuthority, serverName }: ResolvedWrite) {
  if (!(certificate || certificateAuthority || serverName)) return undefined;
  const secretName = certificate?.secretName;
  const authority =
    certificateAuthority ?? (certificate?.privateCa ? { secretName: certificate.secretName } : undefined);
  return {
    ca: authority && authoritySpec(authority),
    cert: secretName === undefined ? undefined : { secret: { name: secretName, key: 'tls.crt' } },
    keySecret: secretName === undefined ? undefined : { name: secretName, key: 'tls.key' },
    serverName,
  };
}

function authoritySpec(authority: CertificateAuthority) {
  const { key = 'ca.crt' } = authority;
  return 'secretName' in authority
    ? { secret: { name: authority.secretName, key } }
    : { configMap: { name: authority.configMapName, key } };
}
