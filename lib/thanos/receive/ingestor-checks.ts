import type { Size } from 'cdk8s';
import { PRE_STOP_SLEEP_SECONDS, type PreStopSleepProps } from '../../kubernetes/pre-stop-sleep';
import { numberProblems } from '../../validation/numbers';
import type { Problem } from '../../validation/problem';
import { milliseconds } from '../../values/duration';
import { labelNameProblems } from '../../values/label-name';
import { TENANT } from '../../values/tenant';
import type { ThanosReceiveIngestorOptions } from './ingestor-options';
import { resizeProblems } from './resize';

/** Two minutes each in which Thanos finishes HTTP and then gRPC requests (`--http-grace-period`, `--grpc-grace-period`). */
const REQUESTS_GRACE_SECONDS = 240;

/** What an ingestor is given to end in, if nothing else is said. */
export const GRACE_SECONDS = 900;

/** What Thanos or Kubernetes would refuse of an ingestor, or what would lose its samples. */
export function ingestorProblems(
  options: ThanosReceiveIngestorOptions & PreStopSleepProps & { readonly storage: Size },
): Problem[] {
  return [
    ...resizeProblems(options.replicas ?? 1),
    ...labelProblems(options),
    ...numberProblems(
      {
        maxExemplars: options.maxExemplars,
        uploadConcurrency: options.uploadConcurrency,
        'storeLimits.series': options.storeLimits?.series,
        'storeLimits.samples': options.storeLimits?.samples,
        minReadySeconds: options.minReadySeconds,
      },
      0,
    ),
    ...diskProblems(options),
    ...timeProblems(options),
  ];
}

function labelProblems(options: ThanosReceiveIngestorOptions): Problem[] {
  const { externalLabels = {}, replicaLabel, tenancy } = options;
  const tenantLabel = tenancy?.labelName ?? TENANT.label;
  const problems = labelNameProblems('replicaLabel', replicaLabel);
  for (const [name, value] of Object.entries(externalLabels)) {
    problems.push(...labelNameProblems('externalLabels: the name', name));
    if (value === '') {
      problems.push({
        rule: 'THANOS-528',
        what: `externalLabels has ${name} without a value, which is the same as not having it: nothing could tell its blocks from those of others`,
        fix: 'Give it a value, or leave it out',
      });
    }
    if (name === (replicaLabel ?? 'receive_replica') || name === tenantLabel) {
      problems.push({
        rule: 'THANOS-509',
        what: `externalLabels has ${name}, which every pod and tenant sets by itself: with one value for all, blocks would overlap and the compactor halt`,
        fix: `Remove ${name} from externalLabels, or rename it by ${name === tenantLabel ? 'tenancy.labelName' : 'replicaLabel'}`,
      });
    }
  }
  return problems;
}

function diskProblems({
  retentionSize,
  storage,
}: {
  readonly retentionSize?: Size;
  readonly storage: Size;
}): Problem[] {
  if (!retentionSize || retentionSize.toKibibytes() < storage.toKibibytes()) return [];
  return [
    {
      rule: 'THANOS-529',
      what: `retentionSize is ${retentionSize.asString()}, and the disk has ${storage.asString()}: it would be full before the first block is removed`,
      fix: 'Write a size well below storage; the head block and the WAL need room too',
    },
  ];
}

function timeProblems({
  terminationGracePeriodSeconds = GRACE_SECONDS,
  preStopSleepSeconds = 0,
  startupTimeout,
}: ThanosReceiveIngestorOptions & PreStopSleepProps): Problem[] {
  const problems: Problem[] = [];
  const needed = REQUESTS_GRACE_SECONDS + preStopSleepSeconds;
  if (!(terminationGracePeriodSeconds > needed)) {
    const sleep = preStopSleepSeconds > 0 ? ` after a sleep of ${preStopSleepSeconds}` : '';
    problems.push({
      rule: 'THANOS-042',
      what: `terminationGracePeriodSeconds is ${terminationGracePeriodSeconds}: finishing requests alone may take ${REQUESTS_GRACE_SECONDS} seconds${sleep}, and then the head block has to be flushed and uploaded`,
      fix:
        needed < GRACE_SECONDS
          ? `Leave it out for ${GRACE_SECONDS}`
          : `Leave preStopSleepSeconds out for ${PRE_STOP_SLEEP_SECONDS}`,
    });
  }
  if (startupTimeout !== undefined && !milliseconds(startupTimeout)) {
    problems.push({
      rule: 'THANOS-502',
      what: `startupTimeout "${startupTimeout}" is no time in which a WAL can be replayed: it has whole numbers, no sign, and the larger unit first`,
      fix: "Write, for example, '30m' or '1h30m'",
    });
  }
  return problems;
}
