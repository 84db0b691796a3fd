import { nameOf } from '../../../manifests/kubernetes-object';
import type { ThanosProcess } from '../../../manifests/thanos-process';
import { milliseconds } from '../../../values/duration';
import { brief } from '../../brief';
import type { ProcessPair } from './process-pairs';

/** What Thanos v0.42 does without a flag. */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  compact: {
    'data-dir': './data',
    'retention.resolution-raw': '0d',
    'retention.resolution-5m': '0d',
    'retention.resolution-1h': '0d',
    'delete-delay': '48h',
    'deduplication.func': '',
  },
  receive: {
    'tsdb.path': './data',
    'tsdb.retention': '15d',
    'tsdb.max-retention-bytes': '0',
    'tsdb.out-of-order.time-window': '0s',
    'tsdb.too-far-in-future.time-window': '0s',
    'tsdb.min-block-duration': '2h',
    'tsdb.max-block-duration': '2h',
    'tsdb.wal-compression': 'true',
    'receive.tenant-label-name': 'tenant_id',
    'receive.tenant-header': 'THANOS-TENANT',
    'receive.default-tenant-id': 'default-tenant',
    'receive.replication-factor': '1',
    'receive.replication-protocol': 'protobuf',
    'receive.hashrings-algorithm': 'hashmod',
  },
  rule: {
    'data-dir': 'data/',
    'tsdb.retention': '48h',
    'tsdb.block-duration': '2h',
    'tsdb.wal-compression': 'true',
    'eval-interval': '1m',
  },
  store: {
    'data-dir': './data',
    'ignore-deletion-marks-delay': '24h',
    'store.limits.request-series': '0',
    'store.limits.request-samples': '0',
  },
  query: {
    'query.tenant-header': 'THANOS-TENANT',
    'query.tenant-label-name': 'tenant_id',
    'query.default-tenant-id': 'default-tenant',
    'query.lookback-delta': '5m',
    'query.timeout': '2m',
    'query.max-concurrent': '20',
    'query.max-concurrent-select': '4',
    'query.partial-response': 'true',
    'query.promql-engine': 'prometheus',
    'deduplication.func': 'penalty',
    'store.limits.request-series': '0',
    'store.limits.request-samples': '0',
  },
  'query-frontend': {
    'query-range.split-interval': '24h',
    'labels.split-interval': '24h',
    'query-range.align-range-with-step': 'true',
    'query-range.max-retries-per-request': '5',
  },
};

/** Flags that are on or off, and off without being given. */
const OFF = 'false';

/** The value that a process works with; `undefined` where there is none without the flag. */
export function flagValue(process: ThanosProcess, flag: string): string | undefined {
  return process.flag(flag) ?? DEFAULTS[process.subcommand]?.[flag];
}

/** A value as messages have it. */
export function shownValue(process: ThanosProcess, flag: string): string {
  const given = process.flag(flag);
  const value = given ?? DEFAULTS[process.subcommand]?.[flag];
  if (value === undefined || value === '') return 'none';
  return given === undefined ? `${value} (Thanos' default)` : brief(value);
}

/** How long a duration lasts, in milliseconds; `undefined` for what is none. */
export function spanOf(process: ThanosProcess, flag: string): number | undefined {
  const value = flagValue(process, flag);
  return value === undefined ? undefined : milliseconds(value);
}

/** How long something is kept, where nothing means for ever. */
export function retentionOf(process: ThanosProcess, flag: string): number | undefined {
  const span = spanOf(process, flag);
  return span === 0 ? Number.POSITIVE_INFINITY : span;
}

/** Whether a flag of two values is on. */
export function isOn(process: ThanosProcess, flag: string): boolean {
  return (flagValue(process, flag) ?? OFF) === 'true';
}

/** Whether the value that counts differs between both sides, however it is written. */
export function differs({ before, after }: ProcessPair, flag: string): boolean {
  const [from, to] = [flagValue(before, flag) ?? '', flagValue(after, flag) ?? ''];
  if (from === to) return false;
  const span = milliseconds(from);
  return span === undefined || span !== milliseconds(to);
}

/** `from 15d (Thanos' default) to 30d`. */
export function fromTo({ before, after }: ProcessPair, flag: string): string {
  return `from ${shownValue(before, flag)} to ${shownValue(after, flag)}`;
}

/** A process as messages call it: by its workload. */
export function who({ workload }: ThanosProcess): string {
  return nameOf(workload.object);
}

/** Several processes as messages call them, each workload once. */
export function whoAll(processes: readonly ThanosProcess[]): string {
  return [...new Set(processes.map(who))].join(', ');
}
