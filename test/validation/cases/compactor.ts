import { Size } from 'cdk8s';
import type { Fleet, ThanosCompactorOptions } from '../../../lib';
import type { COMPACTOR_RULES } from '../../../lib/validation/catalogue/compactor';
import type { RuleCases } from '../attempt';
import { objstore } from './setup';
import { BUCKET, object, RECEIVE, type ThanosYaml, thanosYaml } from './thanos-yaml';

const stack = (compactor: ThanosCompactorOptions) => (fleet: Fleet) =>
  void fleet.addCluster('west').addThanos({ objstore, compactor });
const compact = (args: readonly string[] = [], options: ThanosYaml = {}) =>
  thanosYaml(['compact', '--wait', BUCKET, ...args], options);
const selector = (label: string) =>
  `--selector.relabel-config=[{action: hashmod, source_labels: [tenant_id, ${label}], modulus: 2, target_label: shard}, {action: keep, source_labels: [shard], regex: 0}]`;
const autoscaler = (maxReplicas: number) =>
  object({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'compact', namespace: 'monitoring' },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'compact' }, maxReplicas },
  });
const claim = (storage: string): ThanosYaml => ({
  spec: { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { resources: { requests: { storage } } } }] },
  container: { volumeMounts: [{ name: 'data', mountPath: '/data' }] },
});
const secret = {
  container: { env: [{ name: 'BUCKET', valueFrom: { secretKeyRef: { name: 'bucket', key: 'thanos.yaml' } } }] },
};
const other = (name: string) => ({
  ...secret,
  name: `compact-${name}`,
});
const receive = (window: string) =>
  thanosYaml([...RECEIVE, BUCKET, `--tsdb.out-of-order.time-window=${window}`, '--label=r="a"']);
const ruler = (name: string, label: string) =>
  thanosYaml(['rule', BUCKET, '--query=query:10902', `--label=${label}="$(POD_NAME)"`], { name });

export const compactorCases: RuleCases<keyof typeof COMPACTOR_RULES> = {
  'THANOS-018': [
    {
      trips: (fleet) => {
        const west = fleet.addCluster('west');
        west.addThanos({ objstore });
        west.addThanos({ objstore, name: 'other' });
      },
      passes: (fleet) => {
        fleet.addCluster('west').addThanos({ objstore });
      },
    },
    { trips: compact([], { spec: { replicas: 2 } }), passes: compact([], { spec: { replicas: 1 } }) },
    { trips: compact() + autoscaler(2), passes: compact() + autoscaler(1) },
    {
      trips: compact([], { kind: 'Deployment' }),
      passes: compact([], { kind: 'Deployment', spec: { strategy: { type: 'Recreate' } } }),
    },
    {
      trips: compact([], { name: 'one' }) + compact([], { name: 'two' }),
      passes: compact([selector('a')], { name: 'one' }) + compact([selector('b')], { name: 'two' }),
    },
    {
      trips:
        thanosYaml(['compact', '--wait', '--objstore.config=$(BUCKET)'], other('one')) +
        thanosYaml(['compact', '--wait', '--objstore.config=$(BUCKET)'], other('two')),
      passes:
        thanosYaml(['compact', '--wait', '--objstore.config=$(BUCKET)'], other('one')) +
        thanosYaml(['compact', '--wait', '--objstore.config=$(ANOTHER)'], other('two')),
    },
    {
      trips: compact([selector('a')], { spec: { replicas: 2 } }),
      passes: compact([selector('$(SHARD)')], { spec: { replicas: 2 } }),
    },
  ],
  'THANOS-019': [
    {
      trips: compact([selector('replica'), '--deduplication.replica-label=replica'], {
        image: 'quay.io/thanos/thanos:v0.41.0',
      }),
      passes: compact([selector('replica'), '--deduplication.replica-label=replica']),
    },
    {
      trips: compact([selector('replica'), '--deduplication.replica-label=replica,other']),
      passes: compact([selector('cluster'), '--deduplication.replica-label=replica,other']),
    },
  ],
  'THANOS-020': [
    {
      trips: stack({ deduplication: { replicaLabels: ['tenant_id'] } }),
      passes: stack({ deduplication: { replicaLabels: ['receive_replica'] } }),
    },
    {
      trips: compact(['--deduplication.replica-label=replica']) + ruler('one', 'replica') + ruler('two', 'replica'),
      passes: compact(['--deduplication.replica-label=replica']) + ruler('one', 'replica') + ruler('two', 'ruler'),
    },
  ],
  'THANOS-021': [
    {
      trips: (fleet) => {
        const extraArguments = ['--deduplication.func=penalty'];
        fleet.addCluster('west').addThanos({ objstore, compactor: { extraArguments } });
      },
      passes: stack({ deduplication: { func: 'penalty', replicaLabels: ['prometheus_replica'] } }),
    },
    {
      trips: compact(['--deduplication.func=penalty']),
      passes: compact(['--deduplication.func=penalty', '--deduplication.replica-label=a']),
    },
  ],
  'THANOS-022': [
    { trips: stack({ retention: { raw: '1d' } }), passes: stack({ retention: { raw: '2d' } }) },
    { trips: compact(['--retention.resolution-raw=39h']), passes: compact(['--retention.resolution-raw=42h']) },
    {
      trips: compact(['--retention.resolution-5m=9d']),
      passes: compact(['--retention.resolution-5m=9d', '--downsampling.disable']),
    },
  ],
  'THANOS-023': [
    {
      trips: (fleet) => {
        fleet.addCluster('west').addThanos({ objstore, receive: { outOfOrderWindow: '1h' } });
      },
      passes: (fleet) => {
        const compactor = { verticalCompaction: true };
        fleet.addCluster('west').addThanos({ objstore, receive: { outOfOrderWindow: '1h' }, compactor });
      },
    },
    { trips: compact() + receive('1h'), passes: compact() + receive('0s') },
    { trips: compact() + receive('1h'), passes: compact(['--compact.enable-vertical-compaction']) + receive('1h') },
  ],
  'THANOS-024': [
    {
      trips: thanosYaml(['compact', BUCKET]),
      passes: thanosYaml(['compact', BUCKET, '--wait']),
    },
  ],
  'THANOS-025': [
    { trips: stack({ storage: Size.gibibytes(8) }), passes: stack({ storage: Size.gibibytes(100) }) },
    {
      trips: stack({ storage: Size.gibibytes(100), compactConcurrency: 2 }),
      passes: stack({ storage: Size.gibibytes(200), compactConcurrency: 2 }),
    },
    {
      trips: compact(['--data-dir=/data'], claim('8Gi')),
      passes: compact(['--data-dir=/data'], claim('100G')),
    },
    {
      trips: compact(['--data-dir=/data/compact'], {
        volumes: [{ name: 'data', emptyDir: { sizeLimit: '1Gi' } }],
        container: { volumeMounts: [{ name: 'data', mountPath: '/data' }] },
      }),
      passes: compact(['--data-dir=/data/compact'], {
        volumes: [{ name: 'data', emptyDir: {} }],
        container: { volumeMounts: [{ name: 'data', mountPath: '/data' }] },
      }),
    },
  ],
};
