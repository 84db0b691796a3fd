import type { Inventory } from '../../inventory';
import type { ManifestRule } from '../../manifest-rule';
import { azureStoresOf, type ObjectStoreConfig } from '../../object-store';
import { asMap, asNumber } from '../../value';

/** What Thanos' Azure provider knows, by the place in the file. */
const AZURE_KEYS: Readonly<Record<string, readonly string[]>> = {
  config: [
    ...['az_tenant_id', 'client_id', 'client_secret', 'user_assigned_id', 'msi_resource'],
    ...['storage_account', 'storage_account_key', 'storage_connection_string', 'storage_create_container'],
    ...['container', 'endpoint', 'max_retries', 'reader_config', 'pipeline_config', 'http_config'],
  ],
  reader_config: ['max_retry_requests'],
  pipeline_config: ['max_tries', 'try_timeout', 'retry_delay', 'max_retry_delay'],
  http_config: [
    ...['idle_conn_timeout', 'response_header_timeout', 'tls_handshake_timeout', 'expect_continue_timeout'],
    ...['max_idle_conns', 'max_idle_conns_per_host', 'max_conns_per_host', 'disable_compression'],
    ...['insecure_skip_verify', 'tls_config'],
  ],
  tls_config: ['ca_file', 'cert_file', 'key_file', 'server_name', 'insecure_skip_verify'],
};

/** What others call these fields. */
const MISNAMED: Readonly<Record<string, string>> = {
  account_key: 'storage_account_key',
  account_name: 'storage_account',
  connection_string: 'storage_connection_string',
  container_name: 'container',
  endpoint_suffix: 'endpoint',
  storage_account_name: 'storage_account',
  tenant_id: 'az_tenant_id',
};

/** What `azure.go` refuses of its configuration. */
export const refusedAzureConfig: ManifestRule = {
  rule: 'THANOS-030',
  check: (cluster: Inventory) =>
    azureStoresOf(cluster).flatMap((store) =>
      [...missing(store), ...exclusive(store), ...unknownKeys(store), ...negative(store)].map(([what, fix]) => ({
        object: store.process.workload.object,
        what: `${what}: Thanos does not start with it`,
        fix,
      })),
    ),
};

type Fault = readonly [what: string, fix: string];

/** A name that may come from the environment is there. */
const has = ({ config }: ObjectStoreConfig, field: string) => Boolean(config[field]);

function missing(store: ObjectStoreConfig): Fault[] {
  const absent = ['storage_account', 'container'].filter((field) => !has(store, field));
  if (absent.length === 0) return [];
  return [
    [
      `The Azure object store configuration has no ${absent.join(' and no ')}`,
      'Write both, also beside a storage_connection_string',
    ],
  ];
}

function exclusive(store: ObjectStoreConfig): Fault[] {
  const together = (...fields: string[]) => fields.every((field) => has(store, field));
  const faults = [
    ['user_assigned_id', 'storage_account_key'],
    ['user_assigned_id', 'storage_connection_string'],
    ['user_assigned_id', 'client_id'],
    ['storage_account_key', 'storage_connection_string'],
  ]
    .filter((fields) => together(...fields))
    .map(
      (fields): Fault => [`The Azure object store configuration has ${fields.join(' and ')}`, 'Keep one of the two'],
    );
  const application = ['az_tenant_id', 'client_id', 'client_secret'];
  const given = application.filter((field) => has(store, field));
  if (given.length === 0 || given.length === application.length) return faults;
  return [
    ...faults,
    [
      `The Azure object store configuration has ${given.join(' and ')} of ${application.join(', ')}`,
      'Write all three, or, for a managed identity, none of them: user_assigned_id is its client ID',
    ],
  ];
}

function unknownKeys(store: ObjectStoreConfig): Fault[] {
  const http = asMap(store.config['http_config']);
  const parts: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    config: store.config,
    reader_config: asMap(store.config['reader_config']),
    pipeline_config: asMap(store.config['pipeline_config']),
    http_config: http,
    tls_config: asMap(http['tls_config']),
  };
  return Object.entries(parts).flatMap(([part, value]): Fault[] => {
    const unknown = Object.keys(value).filter((key) => !AZURE_KEYS[part]?.includes(key));
    if (unknown.length === 0) return [];
    const meant = unknown.flatMap((key) => (Object.hasOwn(MISNAMED, key) ? `${MISNAMED[key]} in place of ${key}` : []));
    return [
      [
        `The Azure object store configuration has ${named(store, unknown)} in ${part}, which Thanos does not know`,
        meant.length > 0 ? `Write ${meant.join(', ')}` : `Known are ${AZURE_KEYS[part]?.join(', ')}`,
      ],
    ];
  });
}

function negative(store: ObjectStoreConfig): Fault[] {
  const numbers: Readonly<Record<string, unknown>> = {
    max_tries: asMap(store.config['pipeline_config'])['max_tries'],
    max_retry_requests: asMap(store.config['reader_config'])['max_retry_requests'],
  };
  return Object.entries(numbers)
    .filter(([, value]) => (asNumber(value) ?? 0) < 0)
    .map(([field]) => [`The Azure object store configuration has a negative ${field}`, 'Write 0 or more']);
}

/** Keys as a message may say them: those of a Secret only if they are well-known mistakes. */
function named({ secret }: ObjectStoreConfig, keys: readonly string[]): string {
  const sayable = secret ? keys.filter((key) => Object.hasOwn(MISNAMED, key)) : keys;
  return sayable.length > 0 ? sayable.map((key) => `"${key}"`).join(', ') : 'keys';
}
