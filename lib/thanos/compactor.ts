import { Size } from 'cdk8s';
import { Cpu, type k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { dataClaimTemplate } from '../kubernetes/storage';
import type { IObjectStore } from '../objstore/object-store';
import { reportProblem } from '../validation/problem';
import type { GoDuration, PrometheusDuration } from '../values/duration';
import { relabelProblems } from '../values/relabel';
import { compactorProblems } from './compactor-checks';
import { ThanosComponent } from './component';
import type { ThanosComponentProps } from './component-props';
import { HTTP } from './ports';
import { relabelConfig, type SelectorRelabelConfig } from './relabel';

/** How long samples stay in the bucket. `'0d'` is for ever; `m` is minutes, there are no months. */
export interface CompactorRetention {
  /** As they were written (`--retention.resolution-raw`). @default '0d' */
  readonly raw?: PrometheusDuration;
  /** One sample for every 5 minutes (`--retention.resolution-5m`). @default '0d' */
  readonly fiveMinutes?: PrometheusDuration;
  /** One sample for every hour (`--retention.resolution-1h`). @default '0d' */
  readonly oneHour?: PrometheusDuration;
}

/** How the blocks of replicas become one. */
export interface Deduplication {
  /** The external labels by which replicas differ, for example `receive_replica` (`--deduplication.replica-label`). */
  readonly replicaLabels: readonly [string, ...string[]];
  /**
   * `one-to-one` drops samples that are exactly the same, as receivers write them. `penalty` chooses between replicas that scrape
   * at different times, as pairs of Prometheus do (`--deduplication.func`).
   *
   * @default 'one-to-one'
   */
  readonly func?: 'one-to-one' | 'penalty';
}

/**
 * Options of the compactor.
 *
 * @see https://thanos.io/tip/components/compact.md/
 */
export interface ThanosCompactorOptions extends ThanosComponentProps {
  /** How long samples stay in the bucket, by resolution. @default - for ever */
  readonly retention?: CompactorRetention;
  /** Add blocks of 5 minutes and of 1 hour, which make long queries cheap (`--downsampling.disable`). @default true */
  readonly downsampling?: boolean;
  /** Merge the blocks of replicas into one. It cannot be undone, and turns vertical compaction on. @default - none */
  readonly deduplication?: Deduplication;
  /**
   * Merge blocks that overlap, rather than halt at the first one (`--compact.enable-vertical-compaction`). It cannot be undone.
   * Receivers that accept samples out of order need it.
   *
   * @default - on with `deduplication`, otherwise off
   */
  readonly verticalCompaction?: boolean;
  /** From marking a block until deleting it; store gateways have to notice before (`--delete-delay`). @default '48h' */
  readonly deleteDelay?: PrometheusDuration;
  /** How old a fresh block has to be before it is touched (`--consistency-delay`). @default '30m' */
  readonly consistencyDelay?: GoDuration;
  /** Pause between two runs (`--wait-interval`). @default '5m' */
  readonly waitInterval?: GoDuration;
  /** How often marked blocks are deleted while a run lasts (`--compact.cleanup-interval`). @default '5m' */
  readonly cleanupInterval?: GoDuration;
  /** Groups of blocks compacted at a time (`--compact.concurrency`). Each needs its share of the disk. @default 1 */
  readonly compactConcurrency?: number;
  /** Blocks downsampled at a time (`--downsample.concurrency`). @default 1 */
  readonly downsampleConcurrency?: number;
  /** Blocks fetched at a time for one compaction (`--compact.blocks-fetch-concurrency`). @default 1 */
  readonly blocksFetchConcurrency?: number;
  /** Files of one block fetched or uploaded at a time (`--block-files-concurrency`). @default 1 */
  readonly blockFilesConcurrency?: number;
  /** Blocks whose metadata is read at a time (`--block-meta-fetch-concurrency`). @default 32 */
  readonly blockMetaFetchConcurrency?: number;
  /**
   * A persistent scratch disk of this size. Thanos' documentation asks for about 100 GB where buckets are of medium size, for each
   * of `compactConcurrency`: a compaction holds its source blocks and their result, at worst twice two weeks of one stream. What is
   * on it can be lost at any time.
   *
   * @default - the node's disk (`emptyDir`)
   */
  readonly storage?: Size;
  /** Storage class of the scratch disk. @default - the cluster's default class */
  readonly storageClass?: string;
  /** Act only on blocks whose external labels pass these steps (`--selector.relabel-config`). @default - all blocks */
  readonly selector?: readonly SelectorRelabelConfig[];
  /** Serve the block viewer (`--web.disable`). Nothing exposes it; it is there for a port-forward. @default true */
  readonly web?: boolean;
  /** Let the block viewer mark blocks for deletion (`--disable-admin-operations`). Whoever reaches the port may. @default false */
  readonly adminOperations?: boolean;
}

export interface ThanosCompactorProps extends ThanosCompactorOptions {
  /** The bucket; the compactor is the one component that deletes from it. */
  readonly objstore: IObjectStore;
}

/** A half-uploaded block is taken back when a compaction is cut off, which takes a while on a slow bucket. */
const TERMINATION_GRACE_SECONDS = 600;
const DATA_DIRECTORY = '/var/thanos/compact';

/**
 * The compactor: compacts, downsamples and deletes blocks. Two at work on the same blocks destroy them, so it is a StatefulSet of
 * one pod, which Kubernetes never starts before the old one is gone. To divide the work, make several with different selectors.
 */
export class ThanosCompactor extends ThanosComponent {
  readonly statefulSet: k8s.KubeStatefulSet;
  readonly headlessService: k8s.KubeService;
  /** How long samples stay; `0d` is for ever. */
  readonly retention: Required<CompactorRetention>;
  /** Whether overlapping blocks are merged, and do not halt the compactor. */
  readonly verticalCompaction: boolean;
  /** The labels that it removes from blocks when it merges replicas. */
  readonly deduplicationReplicaLabels: readonly string[];
  /** Which blocks it acts on; without a step, on all of the bucket. */
  readonly selector: readonly SelectorRelabelConfig[];
  /** How long a block that is marked for deletion still exists. */
  readonly deleteDelay: PrometheusDuration;

  constructor(scope: Construct, id: string, props: ThanosCompactorProps) {
    super(scope, id, props, {
      component: 'compactor',
      requests: { cpu: Cpu.millis(100), memory: Size.mebibytes(256) },
    });
    this.retention = { raw: '0d', fiveMinutes: '0d', oneHour: '0d', ...props.retention };
    this.deduplicationReplicaLabels = props.deduplication?.replicaLabels ?? [];
    this.verticalCompaction = props.verticalCompaction ?? props.deduplication !== undefined;
    this.selector = props.selector ?? [];
    this.deleteDelay = props.deleteDelay ?? '48h';
    for (const problem of compactorProblems(props)) reportProblem(this, problem);
    for (const problem of relabelProblems('selector', this.selector)) reportProblem(this, problem);
    if (props.storage) this.mountDataClaim(DATA_DIRECTORY);
    else this.mount({ name: 'data', emptyDir: {} }, { mountPath: DATA_DIRECTORY });
    this.mount({ name: 'tmp', emptyDir: {} }, { mountPath: '/tmp' });
    this.headlessService = this.addService([HTTP], { id: 'headless-service', headless: true });
    this.statefulSet = this.addStatefulSet(
      {
        subcommand: 'compact',
        ports: [HTTP],
        terminationGracePeriodSeconds: TERMINATION_GRACE_SECONDS,
        flags: {
          wait: true,
          'wait-interval': props.waitInterval,
          'data-dir': DATA_DIRECTORY,
          'objstore.config-file': this.useObjectStore(props.objstore, 'write'),
          'retention.resolution-raw': this.retention.raw,
          'retention.resolution-5m': this.retention.fiveMinutes,
          'retention.resolution-1h': this.retention.oneHour,
          'downsampling.disable': props.downsampling === false ? true : undefined,
          'deduplication.replica-label': this.deduplicationReplicaLabels,
          'deduplication.func': props.deduplication?.func === 'penalty' ? 'penalty' : undefined,
          'compact.enable-vertical-compaction': this.verticalCompaction ? true : undefined,
          'delete-delay': this.deleteDelay,
          'consistency-delay': props.consistencyDelay,
          'compact.cleanup-interval': props.cleanupInterval,
          'compact.concurrency': props.compactConcurrency,
          'downsample.concurrency': props.downsampleConcurrency,
          'compact.blocks-fetch-concurrency': props.blocksFetchConcurrency,
          'block-files-concurrency': props.blockFilesConcurrency,
          'block-meta-fetch-concurrency': props.blockMetaFetchConcurrency,
          'selector.relabel-config-file':
            props.selector && this.addConfigFile('selector', relabelConfig(props.selector)),
          'web.disable': props.web === false ? true : undefined,
          'disable-admin-operations': props.adminOperations ? undefined : true,
        },
      },
      {
        replicas: 1,
        serviceName: this.identity.name,
        // A pod that cannot start is replaced when its configuration is mended; by default Kubernetes would wait for it.
        podManagementPolicy: 'Parallel',
        volumeClaimTemplates: props.storage && [
          dataClaimTemplate(this.identity.selector, props.storage, props.storageClass),
        ],
      },
    );
  }
}
