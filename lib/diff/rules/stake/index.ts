import type { ThanosProcess } from '../../../manifests/thanos-process';
import type { Workload } from '../../../manifests/workload';
import type { ClusterChange } from '../../cluster-change';
import type { Rollout } from '../../rollout';
import { prometheusStake } from './prometheus';
import { queryStake, storeStake } from './reading';
import { receiveStake } from './receive';
import { compactStake, ruleStake } from './working';

/** What is at stake while the pods of a process of Thanos roll. */
export type Stake = (process: ThanosProcess, rolling: Rolling) => string | undefined;

/** A roll-out, and where it happens. */
export interface Rolling {
  readonly cluster: ClusterChange;
  /** Whether no pod of the workload runs for a while. */
  readonly all: boolean;
}

const STAKES: Readonly<Record<string, Stake>> = {
  receive: receiveStake,
  query: queryStake,
  'query-frontend': queryStake,
  store: storeStake,
  compact: compactStake,
  rule: ruleStake,
};

/** What metrics are at stake while pods of a workload roll, as sentences; empty for pods that have to do with none. */
export function stakeOf(workload: Workload, code: Rollout['code'], cluster: ClusterChange): string {
  if (code === 'DIFF-102') return '';
  const rolling: Rolling = { cluster, all: code === 'DIFF-103' };
  const sentences = [
    prometheusStake(workload, rolling),
    ...cluster.after.thanos
      .filter((process) => process.workload.object === workload.object)
      .map((process) => STAKES[process.subcommand]?.(process, rolling)),
  ];
  return sentences.filter((sentence) => sentence !== undefined).join('. ');
}
