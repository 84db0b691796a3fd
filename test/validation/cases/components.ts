import { JsonPatch, Size } from 'cdk8s';
import { type Fleet, GrpcTls, Issuer, ResponseCache, StoreApi } from '../../../lib';
import type { COMPONENT_RULES } from '../../../lib/validation/catalogue/components';
import type { RuleCases } from '../attempt';
import { objstore, thanosQuery } from './setup';
import { thanos } from './stack';
import { BUCKET, object, RECEIVE, serviceYaml, thanosYaml } from './thanos-yaml';

const store = (...args: string[]) => thanosYaml(['store', BUCKET, ...args]);
const rule = (...args: string[]) => thanosYaml(['rule', ...args]);
const query = (...args: string[]) => thanosYaml(['query', ...args], { kind: 'Deployment' });
const sdConfig = (endpoint: string) => `--endpoint.sd-config={endpoints: [${endpoint}]}`;
const frontend = (...args: string[]) => thanosYaml(['query-frontend', ...args], { kind: 'Deployment' });
const memcached = (...args: string[]) =>
  thanosYaml(args, { name: 'memcached', image: 'docker.io/library/memcached:1.6.39-alpine' }) +
  serviceYaml('memcached');
const labelled = (selector: object) => {
  const labels = {
    'app.kubernetes.io/name': 'thanos',
    'app.kubernetes.io/instance': 'a',
    'app.kubernetes.io/component': 'query',
  };
  return object({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'query', namespace: 'monitoring' },
    spec: {
      selector: { matchLabels: selector },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'thanos', image: 'quay.io/thanos/thanos:v0.42.5', args: ['query'] }] },
      },
    },
  });
};
const NAMED = { 'app.kubernetes.io/name': 'thanos', 'app.kubernetes.io/instance': 'a' };

const SERVER_TLS = ['--grpc-server-tls-cert=/tls/tls.crt', '--grpc-server-tls-key=/tls/tls.key'];

/** A querier beside a stack with certificates. */
const askedWith = (grpcTls: GrpcTls | undefined) => (fleet: Fleet) => {
  const hub = fleet.addCluster('hub');
  const ofStack = GrpcTls.issuer(Issuer.existing('ClusterIssuer', 'internal'));
  hub.addGlobalQuery({ endpoints: [hub.addThanos({ objstore, grpcTls: ofStack }).query], grpcTls });
};

export const componentCases: RuleCases<keyof typeof COMPONENT_RULES> = {
  'THANOS-027': [
    { trips: thanos({ bucketWeb: { minTime: '6w' } }), passes: thanos({ bucketWeb: { minTime: '-6w' } }) },
    {
      trips: (fleet) => {
        fleet.addCluster('west').addThanos({ objstore, storeGateway: { minTime: '-2d', maxTime: '-6w' } });
      },
      passes: (fleet) => {
        fleet.addCluster('west').addThanos({ objstore, storeGateway: { minTime: '-6w', maxTime: '-2d' } });
      },
    },
    { trips: store('--min-time=-1d', '--max-time=-2d'), passes: store('--min-time=-2d', '--max-time=-1d') },
    { trips: store('--min-time=6w'), passes: store('--min-time=-6w') },
    {
      trips: store('--min-time=2026-02-01T00:00:00Z', '--max-time=2026-01-01T00:00:00Z'),
      passes: store('--min-time=2026-02-01T00:00:00Z', '--max-time=-1d'),
    },
  ],
  'THANOS-028': [
    {
      trips: rule('--query=query:10902', '--query.config=[{http_config: {}}]'),
      passes: rule('--query=query:10902', '--query=other:10902'),
    },
    { trips: rule('--eval-interval=1m'), passes: rule('--query.config=[{http_config: {}}]') },
    { trips: rule('--query=query:10902', '--query=query:10902'), passes: rule('--query=query:10902') },
    {
      trips: rule('--query=a:1', '--alertmanagers.url=http://a:9093', '--alertmanagers.config-file=/etc/a.yaml'),
      passes: rule('--query=a:1', '--alertmanagers.url=http://a:9093', '--alertmanagers.url=http://b:9093'),
    },
    {
      trips: (fleet) => {
        const extraArguments = ['--query.config-file=/etc/thanos/other.yaml'];
        fleet.addCluster('west').addThanos({ objstore, ruler: { extraArguments } });
      },
      passes: (fleet) => {
        const extraArguments = ['--query=http://other:10902'];
        fleet.addCluster('west').addThanos({ objstore, ruler: { extraArguments } });
      },
    },
  ],
  'THANOS-034': [
    {
      trips: `${store('--index-cache.config={type: MEMCACHED, config: {addresses: ["dns+memcached:11211"], max_item_size: 5MiB}}')}${memcached('-m', '1024')}`,
      passes: `${store('--index-cache.config={type: MEMCACHED, config: {addresses: ["dns+memcached:11211"], max_item_size: 5MiB}}')}${memcached('-m 1024', '-I 5m')}`,
    },
  ],
  'THANOS-035': [
    {
      trips: frontend('--query-range.response-cache-config={type: IN-MEMORY, config: {validity: 1h}}'),
      passes: frontend('--query-range.response-cache-config={type: IN-MEMORY, config: {max_size_items: 1000}}'),
    },
    {
      trips: (fleet) => {
        const cache = ResponseCache.inMemory({ maxSize: Size.mebibytes(0) });
        fleet.addCluster('west').addThanos({ objstore, queryFrontend: { labelRequests: { cache } } });
      },
      passes: (fleet) => {
        const cache = ResponseCache.inMemory({ maxSize: Size.mebibytes(1) });
        fleet.addCluster('west').addThanos({ objstore, queryFrontend: { labelRequests: { cache } } });
      },
    },
  ],
  'THANOS-036': [
    {
      trips: (fleet) => {
        const queryFrontend = { tenancy: { orgIdHeaders: ['X-Org'] } } as const;
        fleet.addCluster('west').addThanos({ objstore, query: { tenancy: { header: 'X-Tenant' } }, queryFrontend });
      },
      passes: (fleet) => {
        const queryFrontend = { tenancy: { orgIdHeaders: ['X-Org'] } } as const;
        fleet.addCluster('west').addThanos({ objstore, queryFrontend });
      },
    },
    {
      trips: frontend('--query-frontend.org-id-header=X-Org', '--query-frontend.tenant-header=X-Tenant'),
      passes: frontend('--query-frontend.org-id-header=X-Org', '--query-frontend.tenant-header=THANOS-TENANT'),
    },
  ],
  'THANOS-039': [
    {
      trips: `${query('--grpc-client-tls-secure', '--endpoint=dnssrv+_grpc._tcp.store.monitoring.svc.cluster.local')}${store()}${serviceYaml('store')}`,
      passes: `${query('--grpc-client-tls-secure', '--endpoint=dnssrv+_grpc._tcp.store.monitoring.svc.cluster.local')}${store(...SERVER_TLS)}${serviceYaml('store')}`,
    },
    {
      trips: `${query('--endpoint=store:10901')}${store(...SERVER_TLS)}${serviceYaml('store')}`,
      passes: `${query('--endpoint.sd-config={endpoints: [{address: "store:10901", client_config: {tls_config: {ca_file: /tls/ca.crt}}}]}')}${store(...SERVER_TLS)}${serviceYaml('store')}`,
    },
    {
      trips: query('--grpc-client-tls-ca=/tls/ca.crt'),
      passes: query('--grpc-client-tls-ca=/tls/ca.crt', '--grpc-client-tls-secure'),
    },
    {
      trips: query(sdConfig('{address: "dns+store.example.com:10901", client_config: {tls_config: {enabled: true}}}')),
      passes: query(
        sdConfig('{address: "dns+store.example.com:10901", group: true, client_config: {tls_config: {enabled: true}}}'),
      ),
    },
    { trips: askedWith(undefined), passes: askedWith(GrpcTls.issuer(Issuer.existing('ClusterIssuer', 'internal'))) },
    {
      trips: (fleet) => thanosQuery(fleet, { endpoints: [StoreApi.at('dns+store.example.com:10901', { tls: {} })] }),
      passes: (fleet) => thanosQuery(fleet, { endpoints: [StoreApi.at('store.example.com:10901', { tls: {} })] }),
    },
  ],
  'THANOS-040': [
    {
      trips: thanosYaml(['query', '--store=store:10901'], { image: 'bitnamilegacy/thanos:0.39.2-debian-12-r2' }),
      passes: thanosYaml(['query', '--store=store:10901'], { image: 'quay.io/thanos/thanos:v0.37.2' }),
    },
    {
      trips: thanosYaml([...RECEIVE, '--label=r="a"', '--shipper.ignore-unequal-block-size']),
      passes: thanosYaml([...RECEIVE, '--label=r="a"', '--shipper.ignore-unequal-block-size'], {
        image: 'quay.io/thanos/thanos:v0.41.0',
      }),
    },
    {
      trips: (fleet) => {
        const extraArguments = ['--debug.advertise-compatibility-label'];
        fleet.addCluster('west').addThanos({ objstore, storeGateway: { extraArguments } });
      },
      passes: (fleet) => {
        const storeGateway = { extraArguments: ['--debug.advertise-compatibility-label'], image: { tag: 'v0.41.0' } };
        fleet.addCluster('west').addThanos({ objstore, storeGateway });
      },
    },
  ],
  'THANOS-049': [
    { trips: labelled(NAMED), passes: labelled({ ...NAMED, 'app.kubernetes.io/component': 'query' }) },
    {
      trips: labelled({ 'app.kubernetes.io/component': 'query', 'app.kubernetes.io/instance': 'a' }),
      passes: labelled({ ...NAMED, 'app.kubernetes.io/component': 'query' }),
    },
    {
      trips: (fleet) => {
        const { query: querier } = fleet.addCluster('west').addThanos({ objstore });
        querier.service.addJsonPatch(JsonPatch.remove('/spec/selector/app.kubernetes.io~1name'));
      },
      passes: (fleet) => {
        fleet.addCluster('west').addThanos({ objstore });
      },
    },
  ],
};
