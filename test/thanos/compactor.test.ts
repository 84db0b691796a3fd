import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Size } from 'cdk8s';
import { ObjectStore } from '../../lib/objstore/factories';
import { ThanosCompactor, type ThanosCompactorProps } from '../../lib/thanos/compactor';
import { everyThanosOption } from '../every-option';
import { args, assertProblem, configFile, container, field, find, flag, flags, synth, testChart } from '../helpers';

const objstore = ObjectStore.existingSecret({ name: 'bucket' });

function render(props: Partial<ThanosCompactorProps> = {}) {
  const chart = testChart();
  const compactor = new ThanosCompactor(chart, 'compactor', { objstore, ...props });
  return { chart, compactor, manifests: synth(chart) };
}

describe('ThanosCompactor by default', () => {
  const { manifests, compactor } = render();
  const statefulSet = find(manifests, 'StatefulSet', 'thanos-compactor');

  it('is one pod that is gone before the next one starts, and that no budget keeps on its node', () => {
    assert.equal(field(statefulSet, 'spec.replicas'), 1);
    assert.equal(field(statefulSet, 'spec.podManagementPolicy'), 'Parallel');
    assert.deepEqual(manifests.map(({ kind }) => kind).sort(), ['Service', 'ServiceAccount', 'StatefulSet']);
  });

  it('is governed by a headless Service, by which it is scraped too', () => {
    const service = find(manifests, 'Service', 'thanos-compactor');
    assert.equal(field(statefulSet, 'spec.serviceName'), 'thanos-compactor');
    assert.equal(field(service, 'spec.clusterIP'), 'None');
    assert.deepEqual(field(service, 'spec.ports'), [
      { name: 'http', port: 10902, targetPort: 'http', protocol: 'TCP' },
    ]);
  });

  it('runs for ever, and keeps everything for ever', () => {
    assert.deepEqual(args(statefulSet), [
      'compact',
      '--log.level=info',
      '--log.format=logfmt',
      '--wait',
      '--data-dir=/var/thanos/compact',
      '--objstore.config-file=/etc/thanos/objstore/objstore.yaml',
      '--retention.resolution-raw=0d',
      '--retention.resolution-5m=0d',
      '--retention.resolution-1h=0d',
      '--delete-delay=48h',
      '--disable-admin-operations',
    ]);
    assert.deepEqual(compactor.retention, { raw: '0d', fiveMinutes: '0d', oneHour: '0d' });
    assert.equal(compactor.deleteDelay, '48h');
  });

  it('writes nowhere but to scratch volumes', () => {
    assert.deepEqual(field(statefulSet, 'spec.template.spec.volumes'), [
      { name: 'data', emptyDir: {} },
      { name: 'tmp', emptyDir: {} },
      { name: 'objstore', secret: { secretName: 'bucket' } },
    ]);
    assert.deepEqual(container(statefulSet)['volumeMounts'], [
      { name: 'data', mountPath: '/var/thanos/compact' },
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'objstore', mountPath: '/etc/thanos/objstore', readOnly: true },
    ]);
    assert.equal(field(container(statefulSet), 'securityContext.readOnlyRootFilesystem'), true);
    assert.equal(field(statefulSet, 'spec.volumeClaimTemplates'), undefined);
  });

  it('has time to take back a block that is half uploaded', () => {
    assert.equal(field(statefulSet, 'spec.template.spec.terminationGracePeriodSeconds'), 600);
  });

  it('halts on blocks that overlap', () => {
    assert.equal(compactor.verticalCompaction, false);
    assert.deepEqual(compactor.deduplicationReplicaLabels, []);
  });
});

describe('ThanosCompactor with every option', () => {
  const all: Required<ThanosCompactorProps> = {
    objstore,
    component: 'compactor-eu',
    retention: { raw: '180d', fiveMinutes: '2y', oneHour: '5y' },
    downsampling: false,
    deduplication: { replicaLabels: ['receive_replica', 'rule_replica'], func: 'penalty' },
    verticalCompaction: true,
    deleteDelay: '24h',
    consistencyDelay: '1h',
    waitInterval: '10m',
    cleanupInterval: '15m',
    compactConcurrency: 2,
    downsampleConcurrency: 3,
    blocksFetchConcurrency: 4,
    blockFilesConcurrency: 5,
    blockMetaFetchConcurrency: 6,
    storage: Size.gibibytes(200),
    storageClass: 'managed-csi-premium',
    selector: [{ action: 'keep', sourceLabels: ['region'], regex: 'eu' }],
    web: false,
    adminOperations: true,
    ...everyThanosOption,
  };
  const { manifests, compactor } = render(all);
  const statefulSet = find(manifests, 'StatefulSet', 'hub-compactor-eu');

  it('renders the flags that the options stand for', () => {
    assert.deepEqual(args(statefulSet), [
      'compact',
      '--log.level=debug',
      '--log.format=json',
      '--enable-auto-gomemlimit',
      '--tracing.config-file=/etc/thanos/tracing/tracing.yaml',
      '--wait',
      '--wait-interval=10m',
      '--data-dir=/var/thanos/compact',
      '--objstore.config-file=/etc/thanos/objstore/objstore.yaml',
      '--retention.resolution-raw=180d',
      '--retention.resolution-5m=2y',
      '--retention.resolution-1h=5y',
      '--downsampling.disable',
      '--deduplication.replica-label=receive_replica',
      '--deduplication.replica-label=rule_replica',
      '--deduplication.func=penalty',
      '--compact.enable-vertical-compaction',
      '--delete-delay=24h',
      '--consistency-delay=1h',
      '--compact.cleanup-interval=15m',
      '--compact.concurrency=2',
      '--downsample.concurrency=3',
      '--compact.blocks-fetch-concurrency=4',
      '--block-files-concurrency=5',
      '--block-meta-fetch-concurrency=6',
      '--selector.relabel-config-file=/etc/thanos/selector/selector.yaml',
      '--web.disable',
      '--http-grace-period=1m',
    ]);
  });

  it('keeps its scratch disk in a claim, and then has no volume of that name in the pod', () => {
    assert.deepEqual(field(statefulSet, 'spec.volumeClaimTemplates'), [
      {
        metadata: {
          name: 'data',
          labels: {
            'app.kubernetes.io/name': 'thanos',
            'app.kubernetes.io/instance': 'hub',
            'app.kubernetes.io/component': 'compactor-eu',
          },
        },
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: 'managed-csi-premium',
          resources: { requests: { storage: '200Gi' } },
        },
      },
    ]);
    const volumes = field(statefulSet, 'spec.template.spec.volumes') as { name: string }[];
    assert.equal(
      volumes.some(({ name }) => name === 'data'),
      false,
    );
  });

  it('acts on its part of the blocks', () => {
    assert.deepEqual(configFile(manifests, 'hub-compactor-eu-selector', 'selector.yaml'), [
      { action: 'keep', source_labels: ['region'], regex: 'eu' },
    ]);
  });

  it('tells what it does to blocks, for the checks of a stack', () => {
    assert.equal(compactor.verticalCompaction, true);
    assert.deepEqual(compactor.deduplicationReplicaLabels, ['receive_replica', 'rule_replica']);
    assert.deepEqual(compactor.retention, { raw: '180d', fiveMinutes: '2y', oneHour: '5y' });
  });

  it('may talk to the bucket and to the collector of traces, and be scraped', () => {
    const policy = find(manifests, 'NetworkPolicy', 'hub-compactor-eu');
    assert.deepEqual(field(policy, 'spec.egress.2'), {
      to: [{ ipBlock: { cidr: '0.0.0.0/0' } }, { namespaceSelector: {} }],
      ports: [
        { protocol: 'TCP', port: 443 },
        { protocol: 'TCP', port: 4317 },
      ],
    });
    assert.equal((field(policy, 'spec.ingress') as unknown[]).length, 1);
  });
});

describe('ThanosCompactor', () => {
  it('turns vertical compaction on by deduplicating, one to one by default', () => {
    const { manifests, compactor } = render({ deduplication: { replicaLabels: ['receive_replica'] } });
    const statefulSet = find(manifests, 'StatefulSet', 'thanos-compactor');
    assert.equal(compactor.verticalCompaction, true);
    assert.deepEqual(flags(statefulSet, 'deduplication.replica-label'), ['receive_replica']);
    assert.equal(flag(statefulSet, 'deduplication.func'), undefined);
    assert.equal(flag(statefulSet, 'compact.enable-vertical-compaction'), true);
  });

  it('takes the shortest retention that still lets it downsample, and any without downsampling', () => {
    render({ retention: { raw: '40h', fiveMinutes: '10d', oneHour: '1d' } });
    render({ retention: { raw: '1h', fiveMinutes: '1h' }, downsampling: false });
    render({ retention: { raw: '30d', fiveMinutes: '0d' } });
  });
});

describe('ThanosCompactor refuses', () => {
  const mistakes: [string, Partial<ThanosCompactorProps>, RegExp][] = [
    [
      'raw samples gone before they are downsampled',
      { retention: { raw: '39h' } },
      /raw is 39h.*5-minute.*40h or more/,
    ],
    ['months, which are minutes', { retention: { raw: '6m' } }, /raw is 6m.*'m' is minutes/],
    ['5-minute samples gone too early', { retention: { fiveMinutes: '9d' } }, /fiveMinutes is 9d.*1-hour.*10d or more/],
    ['half a year', { retention: { raw: '0.5y' } }, /"0.5y" \(for --retention.resolution-raw\)/],
    [
      'deduplication without vertical compaction',
      { deduplication: { replicaLabels: ['a'] }, verticalCompaction: false },
      /verticalCompaction is false/,
    ],
    ['several labels in one', { deduplication: { replicaLabels: ['a,b'] } }, /has "a,b"/],
    ['an empty replica label', { deduplication: { replicaLabels: [''] } }, /has ""/],
    ['no worker', { compactConcurrency: 0 }, /compactConcurrency is 0/],
    ['half a worker', { blockFilesConcurrency: 1.5 }, /blockFilesConcurrency is 1.5/],
    ['no pause between runs', { waitInterval: '0s' }, /waitInterval is 0s/],
    ['a storage class without storage', { storageClass: 'fast' }, /storageClass is fast.*Size.gibibytes/],
    [
      'a selector that Thanos would not start with',
      { selector: [{ action: 'keep', sourceLabels: [], regex: 'a' }] },
      /selector\[0\]/,
    ],
    ['a flag given twice', { extraArguments: ['--no-wait'] }, /--wait is rendered already/],
  ];
  for (const [mistake, props, message] of mistakes) {
    it(mistake, () => {
      const chart = testChart();
      new ThanosCompactor(chart, 'compactor', { objstore, ...props });
      assertProblem(chart, message);
    });
  }
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  const chart = testChart();
  // @ts-expect-error the bucket is required
  new ThanosCompactor(chart, 'a', {});
  // @ts-expect-error there is only ever one
  new ThanosCompactor(chart, 'b', { objstore, replicas: 2 });
  // @ts-expect-error penalty chooses between replicas, so it needs a label that tells them apart
  new ThanosCompactor(chart, 'c', { objstore, deduplication: { func: 'penalty' } });
  // @ts-expect-error as above
  new ThanosCompactor(chart, 'd', { objstore, deduplication: { func: 'penalty', replicaLabels: [] } });
  // @ts-expect-error a retention has a unit
  new ThanosCompactor(chart, 'e', { objstore, retention: { raw: '180' } });
  // @ts-expect-error Thanos selects blocks by keep, drop and hashmod
  new ThanosCompactor(chart, 'f', { objstore, selector: [{ action: 'labeldrop', regex: 'a' }] });
}
