import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Size } from 'cdk8s';
import { ObjectStore } from '../../../lib/objstore/factories';
import { GrpcTls } from '../../../lib/thanos/grpc-tls';
import { ThanosReceiveIngestor } from '../../../lib/thanos/receive/ingestor';
import type { ThanosReceiveIngestorProps } from '../../../lib/thanos/receive/ingestor-options';
import { everyRequestLoggingOption, everyThanosOption } from '../../every-option';
import { args, assertProblem, container, field, find, flag, flags, synth, testChart } from '../../helpers';

const objstore = ObjectStore.existingSecret({ name: 'objstore' });

function render(props: Partial<ThanosReceiveIngestorProps> = {}) {
  const chart = testChart();
  const ingestor = new ThanosReceiveIngestor(chart, 'ingestor', { objstore, ...props });
  return { ingestor, manifests: synth(chart) };
}

describe('ThanosReceiveIngestor by default', () => {
  const { manifests, ingestor } = render();
  const statefulSet = find(manifests, 'StatefulSet', 'thanos-receive-ingestor');

  it('keeps its TSDB on a claim that outlives the StatefulSet and a smaller one', () => {
    assert.deepEqual(field(statefulSet, 'spec.volumeClaimTemplates'), [
      {
        metadata: {
          name: 'data',
          labels: {
            'app.kubernetes.io/name': 'thanos',
            'app.kubernetes.io/instance': 'thanos',
            'app.kubernetes.io/component': 'receive-ingestor',
          },
        },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '50Gi' } } },
      },
    ]);
    assert.deepEqual(field(statefulSet, 'spec.persistentVolumeClaimRetentionPolicy'), {
      whenDeleted: 'Retain',
      whenScaled: 'Retain',
    });
    assert.equal(flag(statefulSet, 'tsdb.path'), '/var/thanos/receive');
    assert.deepEqual(field(container(statefulSet), 'volumeMounts.0'), {
      name: 'data',
      mountPath: '/var/thanos/receive',
    });
    assert.deepEqual(field(statefulSet, 'spec.template.spec.volumes'), [
      { name: 'objstore', secret: { secretName: 'objstore' } },
    ]);
  });

  it('labels its blocks with the pod they come from, so that no two pods upload the same', () => {
    assert.deepEqual(flags(statefulSet, 'label'), ['receive_replica="$(POD_NAME)"']);
    assert.deepEqual(field(container(statefulSet), 'env'), [
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    ]);
    assert.deepEqual(ingestor.storeApi.replicaLabels, ['receive_replica']);
  });

  it('knows no hashring and replicates nothing: that is what routers do', () => {
    assert.deepEqual(
      args(statefulSet).filter((argument) => /hashring|replication|local-endpoint|limits-config/.test(argument)),
      [],
    );
  });

  it('refuses samples that are far in the future, as one of them would block all others', () => {
    assert.equal(flag(statefulSet, 'tsdb.too-far-in-future.time-window'), '5m');
  });

  it('may take half an hour to replay its WAL, and is not restarted meanwhile', () => {
    assert.deepEqual(field(container(statefulSet), 'startupProbe'), {
      httpGet: { path: '/-/ready', port: 'http' },
      periodSeconds: 5,
      failureThreshold: 360,
    });
  });

  it('has 15 minutes to flush and upload its head block', () => {
    assert.equal(field(statefulSet, 'spec.template.spec.terminationGracePeriodSeconds'), 900);
  });

  it('starts all pods at once, and gives them DNS names before they are ready', () => {
    assert.equal(field(statefulSet, 'spec.podManagementPolicy'), 'Parallel');
    assert.equal(field(statefulSet, 'spec.serviceName'), 'thanos-receive-ingestor');
    const service = find(manifests, 'Service', 'thanos-receive-ingestor');
    assert.equal(field(service, 'spec.clusterIP'), 'None');
    assert.equal(field(service, 'spec.publishNotReadyAddresses'), true);
    assert.deepEqual(
      (field(service, 'spec.ports') as { name: string; port: number }[]).map(({ name, port }) => `${name}:${port}`),
      ['http:10902', 'grpc:10901', 'remote-write:19291', 'capnproto:19391'],
    );
  });

  it('is found by queriers pod by pod', () => {
    assert.equal(ingestor.storeApi.address, 'dnssrv+_grpc._tcp.thanos-receive-ingestor.thanos.svc.cluster.local');
  });

  it('renders nothing else', () => {
    assert.deepEqual(manifests.map(({ kind }) => kind).sort(), ['Service', 'ServiceAccount', 'StatefulSet']);
  });
});

describe('ThanosReceiveIngestor with every option', () => {
  const all: Required<ThanosReceiveIngestorProps> = {
    objstore,
    component: 'receive-eu',
    grpcTls: GrpcTls.privateCa(),
    replicationProtocol: 'protobuf',
    replicas: { from: 3, to: 2 },
    storage: Size.gibibytes(100),
    storageClass: 'managed-csi-premium',
    retention: '90d',
    retentionSize: Size.gibibytes(80),
    outOfOrderWindow: '30m',
    tooFarInFutureWindow: '0s',
    maxExemplars: 1000,
    walCompression: false,
    uploadConcurrency: 4,
    hashFunc: 'SHA256',
    storeLimits: { series: 10, samples: 20 },
    externalLabels: { receive_cluster: 'hub "1"' },
    replicaLabel: 'replica',
    tenancy: { labelName: 'team', defaultTenant: 'nobody' },
    zone: 'westeurope-1',
    terminationGracePeriodSeconds: 1800,
    startupTimeout: '1h',
    minReadySeconds: 60,
    ...everyThanosOption,
    ...everyRequestLoggingOption,
  };
  const { manifests, ingestor } = render(all);
  const statefulSet = find(manifests, 'StatefulSet', 'hub-receive-eu');

  it('renders the flags that the options stand for', () => {
    assert.deepEqual(args(statefulSet), [
      'receive',
      '--log.level=debug',
      '--log.format=json',
      '--enable-auto-gomemlimit',
      '--tracing.config-file=/etc/thanos/tracing/tracing.yaml',
      '--request.logging-config-file=/etc/thanos/request-logging/request-logging.yaml',
      '--objstore.config-file=/etc/thanos/objstore/objstore.yaml',
      '--tsdb.path=/var/thanos/receive',
      '--tsdb.retention=90d',
      '--tsdb.max-retention-bytes=80GiB',
      '--tsdb.out-of-order.time-window=30m',
      '--tsdb.too-far-in-future.time-window=0s',
      '--tsdb.max-exemplars=1000',
      '--no-tsdb.wal-compression',
      '--shipper.upload-concurrency=4',
      '--hash-func=SHA256',
      '--store.limits.request-series=10',
      '--store.limits.request-samples=20',
      '--label=receive_cluster="hub \\"1\\""',
      '--label=replica="$(POD_NAME)"',
      '--receive.tenant-label-name=team',
      '--receive.default-tenant-id=nobody',
      '--grpc-server-tls-cert=/etc/thanos/grpc-certificate/tls.crt',
      '--grpc-server-tls-key=/etc/thanos/grpc-certificate/tls.key',
      '--grpc-server-tls-client-ca=/etc/thanos/grpc-certificate/ca.crt',
      '--receive.capnproto-address=127.0.0.1:19391',
      '--http-grace-period=1m',
    ]);
  });

  it('renders what else they stand for', () => {
    assert.equal(field(statefulSet, 'spec.replicas'), 3);
    assert.equal(field(statefulSet, 'spec.minReadySeconds'), 60);
    assert.equal(field(statefulSet, 'spec.template.spec.terminationGracePeriodSeconds'), 1800);
    assert.equal(field(container(statefulSet), 'startupProbe.failureThreshold'), 720);
    assert.deepEqual(field(statefulSet, 'spec.volumeClaimTemplates.0.spec'), {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'managed-csi-premium',
      resources: { requests: { storage: '100Gi' } },
    });
  });

  it('runs in its zone alone, and still where the user wants it', () => {
    assert.deepEqual(field(statefulSet, 'spec.template.spec.nodeSelector'), {
      'kubernetes.io/os': 'linux',
      agentpool: 'monitoring',
      'topology.kubernetes.io/zone': 'westeurope-1',
    });
  });

  it('tells others what they need to know', () => {
    assert.deepEqual(ingestor.storeApi.replicaLabels, ['replica']);
    assert.equal(ingestor.tenantLabelName, 'team');
    assert.equal(ingestor.outOfOrderWindow, '30m');
    assert.equal(ingestor.ringReplicas, 2);
    assert.equal(ingestor.zone, 'westeurope-1');
  });

  it('never puts what changes into the claim template, which cannot', () => {
    assert.deepEqual(Object.keys(field(statefulSet, 'spec.volumeClaimTemplates.0.metadata.labels') as object), [
      'app.kubernetes.io/component',
      'app.kubernetes.io/instance',
      'app.kubernetes.io/name',
    ]);
  });
});

describe('ThanosReceiveIngestor refuses', () => {
  const mistakes: [string, Partial<ThanosReceiveIngestorProps>, RegExp][] = [
    ['zero replicas', { replicas: 0 }, /replicas is 0/],
    ['half a replica', { replicas: 1.5 }, /replicas is 1.5/],
    ['a step that changes nothing', { replicas: { from: 3, to: 3 } }, /THANOS-650: .*from 3 to 3.*replicas: 3/],
    ['a step from half a pod', { replicas: { from: 0.5, to: 1 } }, /replicas.from is 0.5/],
    ['a step from fewer pods than none', { replicas: { from: -1, to: 1 } }, /replicas.from is -1/],
    ['a step from no pod to none', { replicas: { from: 0, to: 0 } }, /replicas is 0/],
    ['a retention that Thanos cannot read', { retention: '1.5d' }, /"1.5d" \(for --tsdb.retention\)/],
    ['a negative out-of-order window', { outOfOrderWindow: '-5m' }, /"-5m" \(for --tsdb.out-of-order/],
    ['a startup of no length', { startupTimeout: '0s' }, /startupTimeout "0s"/],
    ['a grace period that requests alone may use up', { terminationGracePeriodSeconds: 30 }, /Seconds is 30.*900/],
    ['a retention by size that the disk cannot hold', { retentionSize: Size.gibibytes(50) }, /retentionSize is 50Gi/],
    [
      'a label that PromQL cannot name',
      { externalLabels: { 'receive-cluster': 'a' } },
      /the name "receive-cluster" is no label name/,
    ],
    ['a label without a value', { externalLabels: { receive_cluster: '' } }, /receive_cluster without a value/],
    [
      'one replica label for all pods',
      { externalLabels: { receive_replica: 'a' } },
      /has receive_replica, which every/,
    ],
    ['one tenant for all', { externalLabels: { tenant_id: 'a' } }, /has tenant_id.*tenancy.labelName/],
    ['an impossible replica label', { replicaLabel: 'a-b' }, /replicaLabel "a-b"/],
    ['an impossible tenant label', { tenancy: { labelName: '1a' } }, /tenancy.labelName "1a"/],
    ['a tenant that is a path', { tenancy: { defaultTenant: '../a' } }, /defaultTenant "..\/a" cannot be/],
    ['a fraction of exemplars', { maxExemplars: 0.5 }, /maxExemplars is 0.5/],
    ['a negative limit', { storeLimits: { series: -1 } }, /storeLimits.series is -1/],
    ['a flag that it renders itself', { extraArguments: ['--tsdb.path=/data'] }, /--tsdb.path is rendered already/],
  ];
  for (const [mistake, props, message] of mistakes) {
    it(mistake, () => {
      const chart = testChart();
      new ThanosReceiveIngestor(chart, 'ingestor', { objstore, ...props });
      assertProblem(chart, message);
    });
  }
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  const chart = testChart();
  // @ts-expect-error blocks have to go somewhere
  new ThanosReceiveIngestor(chart, 'a', {});
  // @ts-expect-error ingestors are never autoscaled
  new ThanosReceiveIngestor(chart, 'b', { objstore, replicas: { autoscaling: {} } });
  // @ts-expect-error a step has both ends
  new ThanosReceiveIngestor(chart, 'e', { objstore, replicas: { to: 3 } });
  // @ts-expect-error replication is up to the router
  new ThanosReceiveIngestor(chart, 'c', { objstore, replicationFactor: 3 });
  // @ts-expect-error a size has a unit
  new ThanosReceiveIngestor(chart, 'd', { objstore, storage: '50Gi' });
}
