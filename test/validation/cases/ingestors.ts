import { Size } from 'cdk8s';
import type { INGESTOR_RULES } from '../../../lib/validation/catalogue/ingestors';
import type { RuleCases } from '../attempt';
import { INGESTOR_LABEL, pod, routed, type WorkloadYaml, workloadYaml } from './receive-yaml';
import { thanos } from './stack';

const receive = (options: Partial<WorkloadYaml>) => workloadYaml({ name: 'receive', ...options });
const probe = (kind: string, path: string, failureThreshold: number) =>
  receive({
    container: `${kind}: { httpGet: { path: ${path}, port: http }, periodSeconds: 10, failureThreshold: ${failureThreshold} }`,
  });
const flags = (...given: string[]) => receive({ flags: [INGESTOR_LABEL, ...given] });
const replicated = (spec: string) =>
  routed([pod(0), pod(1), pod(2)], { router: ['--receive.replication-factor=3'], ingestor: { replicas: 3, spec } });
const limits = (write: object) => `--receive.limits-config=${JSON.stringify({ write })}`;
const requests = limits({ default: { request: { series_limit: 1000 } } });
const head = { default: { head_series_limit: 1000 } };
const sleeping = { replicas: 3, replicationFactor: 3, preStopSleepSeconds: 60 };
const SLEEP = 'lifecycle: { preStop: { sleep: { seconds: 10 } } }';
const endpoint = '--receive.local-endpoint=127.0.0.1:10901';
const ring = '--receive.hashrings=[{"endpoints":["127.0.0.1:10901"]}]';

export const ingestorCases: RuleCases<keyof typeof INGESTOR_RULES> = {
  'THANOS-041': [
    { trips: thanos({ receive: { startupTimeout: '5m' } }), passes: thanos({ receive: { startupTimeout: '15m' } }) },
    { trips: probe('startupProbe', '/-/ready', 30), passes: probe('startupProbe', '/-/ready', 90) },
    { trips: probe('livenessProbe', '/-/ready', 3), passes: probe('livenessProbe', '/-/healthy', 3) },
  ],
  'THANOS-042': [
    {
      trips: thanos({ receive: { terminationGracePeriodSeconds: 120 } }),
      passes: thanos({ receive: { terminationGracePeriodSeconds: 300 } }),
    },
    {
      trips: receive({ pod: 'dnsPolicy: ClusterFirst' }),
      passes: receive({ pod: 'terminationGracePeriodSeconds: 241' }),
    },
    {
      trips: thanos({ receive: { ...sleeping, terminationGracePeriodSeconds: 300 } }),
      passes: thanos({ receive: { ...sleeping, terminationGracePeriodSeconds: 301 } }),
    },
    {
      trips: receive({ pod: 'terminationGracePeriodSeconds: 250', container: SLEEP }),
      passes: receive({ pod: 'terminationGracePeriodSeconds: 251', container: SLEEP }),
    },
  ],
  'THANOS-043': [
    {
      trips: thanos({ receive: { replicas: 3, replicationFactor: 3, minReadySeconds: 0 } }),
      passes: thanos({ receive: { replicas: 3, replicationFactor: 3, minReadySeconds: 60 } }),
    },
    { trips: replicated('minReadySeconds: 0'), passes: replicated('minReadySeconds: 60') },
    { trips: replicated('podManagementPolicy: Parallel'), passes: replicated('updateStrategy: { type: OnDelete }') },
  ],
  'THANOS-044': [
    {
      trips: thanos({ receive: { tooFarInFutureWindow: '0s' } }),
      passes: thanos({ receive: { tooFarInFutureWindow: '1h' } }),
    },
    {
      trips: flags('--tsdb.too-far-in-future.time-window=0s'),
      passes: flags('--tsdb.too-far-in-future.time-window=1m'),
    },
  ],
  'THANOS-045': [
    {
      trips: thanos({ receive: { limits: { default: { headSeriesLimit: 1000 } } } }),
      passes: thanos({ receive: { limits: { default: { request: { sizeBytesLimit: Size.mebibytes(1) } } } } }),
    },
    { trips: routed([pod(0)], { ingestor: { flags: [INGESTOR_LABEL, requests] } }), passes: flags(requests) },
    {
      trips: flags(limits({ ...head, global: { meta_monitoring_url: 'http://query:10902' } })),
      passes: flags(requests),
    },
    {
      trips: flags(ring, endpoint, limits(head)),
      passes: flags(ring, endpoint, limits({ ...head, global: { meta_monitoring_url: 'http://query:10902' } })),
    },
  ],
};
