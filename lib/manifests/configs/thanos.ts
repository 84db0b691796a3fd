import type { Schema } from './problems';

const LOGGING: Schema = {
  map: { level: 'text', decision: { map: { log_start: 'boolean', log_end: 'boolean' } } },
};

const CIRCUIT_BREAKER: Schema = {
  map: {
    enabled: 'boolean',
    half_open_max_requests: 'integer',
    open_duration: 'duration',
    min_requests: 'integer',
    consecutive_failures: 'integer',
    failure_percent: 'any',
  },
};

const MEMCACHED: Schema = {
  map: {
    addresses: { list: 'text' },
    timeout: 'duration',
    max_idle_connections: 'integer',
    max_async_concurrency: 'integer',
    max_async_buffer_size: 'integer',
    max_get_multi_concurrency: 'integer',
    max_get_multi_batch_size: 'integer',
    max_item_size: 'bytes',
    dns_provider_update_interval: 'duration',
    auto_discovery: 'boolean',
    set_async_circuit_breaker_config: CIRCUIT_BREAKER,
    expiration: 'duration',
  },
};

const REDIS: Schema = {
  map: {
    addr: 'text',
    prefix: 'text',
    username: 'text',
    password: 'text',
    db: 'integer',
    dial_timeout: 'duration',
    read_timeout: 'duration',
    write_timeout: 'duration',
    max_get_multi_concurrency: 'integer',
    get_multi_batch_size: 'integer',
    max_set_multi_concurrency: 'integer',
    set_multi_batch_size: 'integer',
    tls_enabled: 'boolean',
    tls_config: {
      map: {
        ca_file: 'text',
        cert_file: 'text',
        key_file: 'text',
        server_name: 'text',
        insecure_skip_verify: 'boolean',
        min_version: 'text',
      },
    },
    cache_size: 'bytes',
    master_name: 'text',
    max_async_buffer_size: 'integer',
    max_async_concurrency: 'integer',
    set_async_circuit_breaker_config: CIRCUIT_BREAKER,
    expiration: 'duration',
  },
};

/** A query frontend reads the servers' options strictly; a store gateway passes over what it does not know. */
const RESPONSE_CACHE: Schema = {
  map: {
    type: { oneOf: ['IN-MEMORY', 'MEMCACHED', 'REDIS'] },
    config: { byType: { MEMCACHED, REDIS } },
  },
};

/** How Thanos v0.42 reads the configurations that its flags name. `any` is what it reads leniently, or what other rules look at. */
export const CONFIGS: Readonly<Record<string, Schema>> = {
  'objstore.config': {
    map: {
      type: { oneOf: ['AZURE', 'S3', 'GCS', 'SWIFT', 'COS', 'ALIYUNOSS', 'FILESYSTEM', 'BOS', 'OCI', 'OBS'] },
      config: 'any',
      prefix: 'text',
    },
  },
  'index-cache.config': {
    map: {
      type: { oneOf: ['IN-MEMORY', 'MEMCACHED', 'REDIS'] },
      config: 'any',
      enabled_items: { list: 'text' },
      ttl: 'duration',
    },
  },
  'store.caching-bucket.config': {
    map: {
      type: { oneOf: ['IN-MEMORY', 'MEMCACHED', 'REDIS', 'GROUPCACHE'] },
      config: 'any',
      chunk_subrange_size: 'integer',
      max_chunks_get_range_requests: 'integer',
      metafile_max_size: 'bytes',
      chunk_object_attrs_ttl: 'duration',
      chunk_subrange_ttl: 'duration',
      blocks_iter_ttl: 'duration',
      metafile_exists_ttl: 'duration',
      metafile_doesnt_exist_ttl: 'duration',
      metafile_content_ttl: 'duration',
    },
  },
  'query-range.response-cache-config': RESPONSE_CACHE,
  'labels.response-cache-config': RESPONSE_CACHE,
  'query-frontend.downstream-tripper-config': {
    map: {
      idle_conn_timeout: 'text',
      response_header_timeout: 'text',
      tls_handshake_timeout: 'text',
      expect_continue_timeout: 'text',
      max_idle_conns: 'integer',
      max_idle_conns_per_host: 'integer',
      max_conns_per_host: 'integer',
      tls_config: 'any',
    },
  },
  'request.logging-config': {
    map: {
      options: LOGGING,
      http: { map: { options: LOGGING, config: { list: { map: { path: 'text', port: 'integer' } } } } },
      grpc: { map: { options: LOGGING, config: { list: { map: { service: 'text', method: 'text' } } } } },
    },
  },
  'tracing.config': {
    map: {
      type: { oneOf: ['STACKDRIVER', 'GOOGLE_CLOUD', 'JAEGER', 'ELASTIC_APM', 'LIGHTSTEP', 'OTLP'] },
      config: 'any',
    },
  },
  'receive.limits-config': { map: { write: { map: { global: 'any', default: 'any', tenants: 'any' } } } },
  'alertmanagers.config': { map: { alertmanagers: { list: 'any' } } },
  'query.config': { list: 'any' },
};
