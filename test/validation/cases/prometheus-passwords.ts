import * as kplus from 'cdk8s-plus-27';
import { type Fleet, RemoteWriteDestination } from '../../../lib';
import type { PROMETHEUS_RULES } from '../../../lib/validation/catalogue/prometheus';
import type { RuleCases } from '../attempt';
import { objstore } from './setup';
import { prometheus, query, ruler } from './setup-prometheus';

const PASSWORD = '{"basic_auth_users":{"ops":"hash"}}';
const TLS = '{"tls_server_config":{"cert_file":"/tls/tls.crt","key_file":"/tls/tls.key"}}';
const LOGIN = 'basicAuth: { username: { name: query, key: user }, password: { name: query, key: password } }';

const write = (fleet: Fleet, url: string, basicAuth = false) =>
  fleet.addCluster('west').addPrometheus({ remoteWrite: RemoteWriteDestination.url(url, { basicAuth }) });

const httpConfig = (fleet: Fleet, config: string) => {
  const cluster = fleet.addCluster('west');
  const chart = cluster.addChart('http', { namespace: 'thanos' });
  new kplus.ConfigMap(chart, 'http', { metadata: { name: 'http' }, data: { 'http.yaml': config } });
  cluster.addThanos({
    objstore,
    query: {
      extraArguments: ['--http.config=/http/http.yaml'],
      extraVolumes: [{ name: 'http', configMap: { name: 'http' } }],
      extraVolumeMounts: [{ name: 'http', mountPath: '/http' }],
    },
  });
};

/** Who sends passwords, and over what. */
export const passwordCases: RuleCases<
  keyof Pick<typeof PROMETHEUS_RULES, 'THANOS-037' | 'THANOS-038' | 'THANOS-403' | 'THANOS-404'>
> = {
  'THANOS-037': [
    { trips: (fleet) => httpConfig(fleet, PASSWORD), passes: (fleet) => httpConfig(fleet, '{}') },
    {
      trips: query({ http: PASSWORD, endpoint: LOGIN, probe: '{ httpGet: { path: /-/healthy, port: http } }' }),
      passes: query({ http: PASSWORD, endpoint: LOGIN }),
    },
    { trips: query({ http: PASSWORD }), passes: query({ http: '{}' }) },
    {
      trips: query({ http: PASSWORD, endpoint: LOGIN }) + ruler('--query=dnssrv+_http._tcp.query.monitoring.svc'),
      passes: query({ http: PASSWORD, endpoint: LOGIN }) + ruler('--query=http://query:9091'),
    },
  ],
  'THANOS-038': [
    { trips: (fleet) => httpConfig(fleet, TLS), passes: (fleet) => httpConfig(fleet, '{}') },
    { trips: query({ http: TLS }), passes: query({ http: TLS, endpoint: 'scheme: https' }) },
    {
      trips: query({
        http: TLS,
        endpoint: 'scheme: https',
        probe: '{ httpGet: { path: /-/healthy, port: 10902, scheme: HTTP } }',
      }),
      passes: query({
        http: TLS,
        endpoint: 'scheme: https',
        probe: '{ httpGet: { path: /-/healthy, port: 10902, scheme: HTTPS } }',
      }),
    },
  ],
  'THANOS-403': [
    {
      trips: (fleet) => write(fleet, 'https://user:password@receive.example.net/api/v1/receive'),
      passes: (fleet) => write(fleet, 'https://receive.example.net/api/v1/receive', true),
    },
    {
      trips: prometheus({ write: 'url: "https://user:password@receive.example.net/api/v1/receive"' }),
      passes: prometheus({ write: 'url: "https://receive.example.net/api/v1/receive"' }),
    },
  ],
  'THANOS-404': [
    {
      trips: (fleet) => write(fleet, 'http://receive.example.net/api/v1/receive', true),
      passes: (fleet) => write(fleet, 'http://receive.example.net/api/v1/receive'),
    },
    {
      trips: prometheus({ write: `url: "http://receive.example.net/api/v1/receive", ${LOGIN}` }),
      passes: prometheus({ write: `url: "http://receive.thanos.svc:19291/api/v1/receive", ${LOGIN}` }),
    },
  ],
};
