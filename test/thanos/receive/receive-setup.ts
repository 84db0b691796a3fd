import { Size } from 'cdk8s';
import { ObjectStore } from '../../../lib/objstore/factories';
import { GrpcTls } from '../../../lib/thanos/grpc-tls';
import { ThanosReceive } from '../../../lib/thanos/receive/receive';
import type { ReceiveOptions, ThanosReceiveOptions } from '../../../lib/thanos/receive/receive-options';
import { everyRequestLoggingOption, everyThanosOption } from '../../every-option';
import { args, type Manifest, synth, testChart } from '../../helpers';

export const objstore = ObjectStore.existingSecret({ name: 'objstore' });

export function render(options: ThanosReceiveOptions = {}) {
  const chart = testChart();
  const receive = new ThanosReceive(chart, 'receive', { objstore, ...options });
  return { chart, receive, manifests: () => synth(chart) };
}

export const names = (manifests: readonly Manifest[], kind: string) =>
  manifests.filter((manifest) => manifest.kind === kind).map(({ metadata }) => metadata.name);

export const every: Required<ReceiveOptions> = {
  replicas: 3,
  grpcTls: GrpcTls.privateCa(),
  storage: Size.gibibytes(100),
  storageClass: 'managed-csi',
  retention: '90d',
  retentionSize: Size.gibibytes(80),
  outOfOrderWindow: '30m',
  tooFarInFutureWindow: '10m',
  maxExemplars: 1000,
  walCompression: true,
  uploadConcurrency: 4,
  hashFunc: 'SHA256',
  storeLimits: { series: 10, samples: 20 },
  externalLabels: { receive_cluster: 'hub' },
  replicaLabel: 'replica',
  tenancy: { header: 'X-Tenant', labelName: 'team', defaultTenant: 'nobody', splitLabelName: 'split' },
  terminationGracePeriodSeconds: 1800,
  startupTimeout: '1h',
  minReadySeconds: 60,
  replicationFactor: 3,
  replicationProtocol: 'capnproto',
  forwardTimeout: '40s',
  forwardAsyncWorkers: 10,
  relabel: [{ action: 'labeldrop', regex: 'pod_template_hash' }],
  limits: { default: { request: { seriesLimit: 100 } } },
  component: 'receive',
  ...everyThanosOption,
  ...everyRequestLoggingOption,
};

export const TSDB_FLAGS = [
  '--objstore.config-file=/etc/thanos/objstore/objstore.yaml',
  '--tsdb.path=/var/thanos/receive',
  '--tsdb.retention=90d',
  '--tsdb.max-retention-bytes=80GiB',
  '--tsdb.out-of-order.time-window=30m',
  '--tsdb.too-far-in-future.time-window=10m',
  '--tsdb.max-exemplars=1000',
  '--tsdb.wal-compression',
  '--shipper.upload-concurrency=4',
  '--hash-func=SHA256',
  '--store.limits.request-series=10',
  '--store.limits.request-samples=20',
  '--label=receive_cluster="hub"',
  '--label=replica="$(POD_NAME)"',
  '--receive.tenant-label-name=team',
  '--receive.default-tenant-id=nobody',
];

export const ROUTING_FLAGS = [
  '--receive.hashrings-file=/etc/thanos/hashrings/hashrings.json',
  '--receive.hashrings-file-refresh-interval=15s',
  '--receive.hashrings-algorithm=ketama',
  '--receive.replication-factor=3',
  '--receive.replication-protocol=capnproto',
  '--receive-forward-timeout=40s',
  '--receive.forward.async-workers=10',
  '--receive.tenant-header=X-Tenant',
  '--receive.default-tenant-id=nobody',
  '--receive.split-tenant-label-name=split',
  '--receive.relabel-config-file=/etc/thanos/relabel/relabel.yaml',
  '--receive.limits-config-file=/etc/thanos/limits/limits.yaml',
];

/** The arguments of one workload that begin like these. */
export const like = (workload: Manifest, expected: readonly string[]) => {
  const prefixes = expected.map((argument) => argument.replace(/=.*/, ''));
  return args(workload).filter((argument) => prefixes.includes(argument.replace(/=.*/, '')));
};
