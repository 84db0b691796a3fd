import { Chart } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { configMap, contentHash } from '../kubernetes/config-map';
import { ANYWHERE } from '../kubernetes/network';
import { claim } from '../validation/claim';
import { reportProblem } from '../validation/problem';
import type { GoDuration } from '../values/duration';
import { type TlsFiles, tlsConfig } from '../values/tls';
import { toYaml } from '../values/yaml';
import { azureBlobProblems } from './azure-checks';
import type { AzureIdentity } from './azure-identity';
import { type IObjectStore, OBJSTORE_DIRECTORY, type ObjectStoreBinding } from './object-store';

/** HTTP client of Thanos' Azure provider. */
export interface AzureHttpConfig {
  /** @default '1m30s' */
  readonly idleConnTimeout?: GoDuration;
  /** @default '2m' */
  readonly responseHeaderTimeout?: GoDuration;
  /** @default '10s' */
  readonly tlsHandshakeTimeout?: GoDuration;
  /** @default '1s' */
  readonly expectContinueTimeout?: GoDuration;
  /** @default 100 */
  readonly maxIdleConns?: number;
  /** @default 100 */
  readonly maxIdleConnsPerHost?: number;
  /** 0 means no limit. @default 0 */
  readonly maxConnsPerHost?: number;
  /** @default false */
  readonly disableCompression?: boolean;
  /** @default false */
  readonly insecureSkipVerify?: boolean;
  /** @default - the system's authorities */
  readonly tls?: Omit<TlsFiles, 'insecureSkipVerify'>;
}

/** Retries of Thanos' Azure provider. A field left out is up to Azure's SDK. */
export interface AzurePipelineConfig {
  readonly maxTries?: number;
  readonly tryTimeout?: GoDuration;
  readonly retryDelay?: GoDuration;
  readonly maxRetryDelay?: GoDuration;
}

/**
 * A container of an Azure storage account, reached without any secret.
 *
 * @see https://thanos.io/tip/thanos/storage.md/#azure
 */
export interface AzureBlobProps {
  /** 3 to 24 lower-case letters and digits. */
  readonly storageAccount: string;
  /** 3 to 63 lower-case letters, digits and single dashes. It has to exist. */
  readonly container: string;
  readonly identity: AzureIdentity;
  /** Subscription of the storage account, for `cdk8s-thanos azure-roles` alone. @default - unknown, and roles cannot be assigned */
  readonly subscriptionId?: string;
  /** Resource group of the storage account, likewise. @default - unknown, and roles cannot be assigned */
  readonly resourceGroup?: string;
  /** Folder in the container, so that several stacks can share it. @default - the container's root */
  readonly prefix?: string;
  /** Host suffix of blob accounts; other clouds have others. @default 'blob.core.windows.net' */
  readonly endpoint?: string;
  /** Let Thanos create the container, which needs rights on the account. @default false */
  readonly createContainer?: boolean;
  /** Retries of reads and of requests, where `reader` and `pipeline` do not say; 0 means the SDK's own. @default 0 */
  readonly maxRetries?: number;
  /** @default - see `maxRetries` */
  readonly reader?: { readonly maxRetryRequests: number };
  /** @default - the SDK's retries */
  readonly pipeline?: AzurePipelineConfig;
  /** @default - Thanos' defaults */
  readonly http?: AzureHttpConfig;
  /** Distinguishes two configurations of one stack: the ConfigMap is called `<stack>-<configName>`. @default 'objstore' */
  readonly configName?: string;
}

const DEFAULT_ENDPOINT = 'blob.core.windows.net';

/** The bucket as an Azure blob container. */
export class AzureBlobStore implements IObjectStore {
  readonly address: string;

  constructor(readonly props: AzureBlobProps) {
    const { storageAccount, endpoint = DEFAULT_ENDPOINT, container, prefix } = props;
    this.address = `https://${storageAccount}.${endpoint}/${container}${prefix ? `/${prefix}` : ''}`;
  }

  bind(scope: Construct, stack: string): ObjectStoreBinding {
    const known = claim(scope.node.root, scope, this) !== undefined;
    for (const problem of known ? [] : azureBlobProblems(this.props)) reportProblem(scope, problem);
    const name = `${stack}-${this.props.configName ?? 'objstore'}`;
    const data = { 'objstore.yaml': toYaml(this.config()) };
    const { identity } = this.props;
    const workload = identity.type === 'workload';
    return {
      file: `${OBJSTORE_DIRECTORY}/objstore.yaml`,
      volume: {
        volume: { name: 'objstore', configMap: { name } },
        mount: { name: 'objstore', mountPath: OBJSTORE_DIRECTORY, readOnly: true },
      },
      configMap: this.shareConfigMap(scope, name, stack, data),
      // Without this, the SDK would try the node's identity too, and hide that the federated credential is missing.
      environment: workload ? [{ name: 'AZURE_TOKEN_CREDENTIALS', value: 'WorkloadIdentityCredential' }] : [],
      podLabels: workload ? { 'azure.workload.identity/use': 'true' } : {},
      podAnnotations: { 'checksum/objstore': contentHash(data) },
      serviceAccountAnnotations: workload ? workloadAnnotations(identity) : {},
      destinations: [
        { peer: ANYWHERE, port: 443 },
        ...(workload ? [] : [{ peer: { cidr: '169.254.169.254/32' }, port: 80 }]),
      ],
    };
  }

  /** The configuration as Thanos parses it: strictly, so that an unknown key would be fatal. */
  config(): object {
    const { identity, http, pipeline, reader } = this.props;
    return {
      type: 'AZURE',
      config: {
        storage_account: this.props.storageAccount,
        container: this.props.container,
        endpoint: this.props.endpoint ?? DEFAULT_ENDPOINT,
        storage_create_container: this.props.createContainer ?? false,
        user_assigned_id: identity.type === 'kubelet' ? identity.clientId : undefined,
        max_retries: this.props.maxRetries ?? 0,
        reader_config: reader && { max_retry_requests: reader.maxRetryRequests },
        pipeline_config: pipeline && {
          max_tries: pipeline.maxTries,
          try_timeout: pipeline.tryTimeout,
          retry_delay: pipeline.retryDelay,
          max_retry_delay: pipeline.maxRetryDelay,
        },
        http_config: http && {
          idle_conn_timeout: http.idleConnTimeout,
          response_header_timeout: http.responseHeaderTimeout,
          tls_handshake_timeout: http.tlsHandshakeTimeout,
          expect_continue_timeout: http.expectContinueTimeout,
          max_idle_conns: http.maxIdleConns,
          max_idle_conns_per_host: http.maxIdleConnsPerHost,
          max_conns_per_host: http.maxConnsPerHost,
          disable_compression: http.disableCompression,
          insecure_skip_verify: http.insecureSkipVerify,
          tls_config: http.tls && tlsConfig(http.tls),
        },
      },
      prefix: this.props.prefix,
    };
  }

  /** One ConfigMap for all components of the stack that read the same configuration. */
  private shareConfigMap(scope: Construct, name: string, stack: string, data: Record<string, string>): kplus.ConfigMap {
    const chart = Chart.of(scope);
    const shared = sharedConfigMaps.get(chart) ?? new Map<string, kplus.ConfigMap>();
    sharedConfigMaps.set(chart, shared);
    const known = shared.get(name);
    if (known === undefined) {
      const labels = { 'app.kubernetes.io/name': 'thanos', 'app.kubernetes.io/instance': stack };
      // Under its first user, so that it is applied before any pod that mounts it.
      const made = configMap(scope, this.props.configName ?? 'objstore', { name, labels }, data);
      shared.set(name, made);
      return made;
    }
    if (known.data['objstore.yaml'] !== data['objstore.yaml']) {
      reportProblem(scope, {
        rule: 'THANOS-309',
        what: `Another component of stack "${stack}" already uses ConfigMap ${name} with another object store configuration`,
        fix: "Give one of the two stores a configName of its own, for example configName: 'objstore-reader'",
      });
    }
    return known;
  }
}

const sharedConfigMaps = new WeakMap<Chart, Map<string, kplus.ConfigMap>>();

function workloadAnnotations(identity: AzureIdentity & { type: 'workload' }): Record<string, string> {
  const annotations: Record<string, string> = { 'azure.workload.identity/client-id': identity.clientId };
  if (identity.tenantId) annotations['azure.workload.identity/tenant-id'] = identity.tenantId;
  if (identity.tokenExpirationSeconds !== undefined) {
    annotations['azure.workload.identity/service-account-token-expiration'] = String(identity.tokenExpirationSeconds);
  }
  return annotations;
}
