import { asText, at } from '../../../manifests/value';
import { exactBytes } from '../exact';
import { ANY, DURATION, keyed, keyedInOrder, type Meaning, map, sequenceOf, setOf } from '../meaning';

// What configuration files mean that objects hold as text. Each is known by what only it has.

/** The port that receivers listen at for Cap'n Proto, see `DefaultCapNProtoPort` in Thanos' pkg/receive/config.go. */
const CAPNPROTO_PORT = 19391;

/** Members may be written as addresses alone. */
function hashringMember(member: unknown): unknown {
  const address = asText(member) ?? asText(at(member, 'address'));
  if (address === undefined) return member;
  const given = typeof member === 'object' ? member : {};
  return { capnproto_address: `${address.split(':')[0]}:${CAPNPROTO_PORT}`, ...given, address };
}

/** Receivers sort the members of a ring; of the rings, the first that takes a tenant counts. */
const HASHRINGS = keyedInOrder(
  'hashring',
  map({
    tenants: setOf(),
    endpoints: {
      list: { by: 'key', keyOf: (member) => asText(member) ?? asText(at(member, 'address')) },
      items: { normal: hashringMember },
    },
    shuffle_sharding_config: map({ overrides: setOf(map({ tenants: setOf() })) }),
  }),
);

const RULE = map({ for: DURATION, keep_firing_for: DURATION });
/** Groups are evaluated beside each other, the rules of a group one after the other. */
export const RULE_GROUPS = keyed(
  'name',
  map({
    interval: DURATION,
    query_offset: DURATION,
    rules: sequenceOf(RULE, 'alert', 'record'),
  }),
);
const RULES = map({ groups: RULE_GROUPS });

const SCRAPE_JOBS = keyed(
  'job_name',
  map({
    scrape_interval: DURATION,
    scrape_timeout: DURATION,
    static_configs: setOf(map({ targets: setOf() })),
    kubernetes_sd_configs: setOf(map({ namespaces: map({ names: setOf() }) })),
  }),
);
const PROMETHEUS = map({
  global: map({ scrape_interval: DURATION, scrape_timeout: DURATION, evaluation_interval: DURATION }),
  rule_files: setOf(),
  scrape_configs: SCRAPE_JOBS,
  remote_write: keyed('url', map({ remote_timeout: DURATION })),
});

/** Some caches count `MB` in powers of ten, others in powers of two; about `MiB` they agree. */
const BYTES: Meaning = {
  normal: (size) => (typeof size === 'string' && !DECIMAL_UNIT.test(size) ? (exactBytes(size) ?? size) : size),
};
const DECIMAL_UNIT = /[KMGTPE]B/;

/** An object store, a cache, or where traces go. */
const CLIENT = map({
  config: map({
    ...Object.fromEntries(
      [
        ...['dial_timeout', 'read_timeout', 'write_timeout', 'timeout', 'dns_provider_update_interval', 'expiration'],
        ...['msi_resource_timeout', 'max_get_multi_timeout', 'validity', 'ttl', 'groupcache_ttl'],
        ...['default_validity', 'dns_interval'],
      ].map((field): [string, Meaning] => [field, DURATION]),
    ),
    ...Object.fromEntries(
      ['max_size', 'max_item_size', 'max_size_bytes', 'cache_size'].map((field): [string, Meaning] => [field, BYTES]),
    ),
    addresses: setOf(),
    peers: setOf(),
    enabled_items: setOf(),
    http_config: map({ idle_conn_timeout: DURATION, response_header_timeout: DURATION }),
  }),
  chunk_subrange_ttl: DURATION,
  chunk_object_attrs_ttl: DURATION,
  blocks_iter_ttl: DURATION,
  metafile_exists_ttl: DURATION,
  metafile_doesnt_exist_ttl: DURATION,
  metafile_content_ttl: DURATION,
  metafile_max_size: BYTES,
  enabled_items: setOf(),
  ttl: DURATION,
});

/** Servers that a querier asks. */
const ENDPOINTS = map({ endpoints: keyed('address') });

const PANELS: Meaning = {
  ...keyed('id'),
  get items(): Meaning {
    return PANEL;
  },
};
const PANEL: Meaning = map({ panels: PANELS, targets: keyed('refId') });
const DASHBOARD = map({ panels: PANELS, templating: map({ list: keyed('name') }), tags: setOf() });

const has = (content: unknown, field: string) => at(content, field) !== undefined;

/** What the content of a file means, by what it has. */
function contentMeaning(content: unknown): Meaning {
  if (Array.isArray(content)) {
    if (content.every((item) => Array.isArray(at(item, 'endpoints')))) return HASHRINGS;
    if (content.every((item) => has(item, 'job_name'))) return SCRAPE_JOBS;
    return ANY;
  }
  if (Array.isArray(at(content, 'panels')) && has(content, 'schemaVersion')) return DASHBOARD;
  if (Array.isArray(at(content, 'groups'))) return RULES;
  if (has(content, 'scrape_configs') || has(content, 'remote_write')) return PROMETHEUS;
  if (Array.isArray(at(content, 'endpoints'))) return ENDPOINTS;
  if (has(content, 'type') && has(content, 'config')) return CLIENT;
  return ANY;
}

/** Text that may hold a file. */
export const TEXT_FILE: Meaning = { file: contentMeaning };
