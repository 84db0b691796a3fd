import { diskOf } from '../thanos/disk';
import { hasTsdb } from '../thanos/writer';
import type { Stake } from '.';

/** Compactors. */
export const compactStake: Stake = () =>
  'No metrics are at stake: blocks wait in the bucket, and it works off what it missed';

/** Rulers. */
export const ruleStake: Stake = (process, { all }) => {
  const { kind, volume } = diskOf(process);
  const gone =
    kind === 'emptyDir' ? `with emptyDir ${volume}` : kind === 'container' ? 'with the container' : undefined;
  const evaluation = all
    ? 'No rule is evaluated meanwhile: recorded series have a gap, and alerts come late'
    : 'The other replicas evaluate the rules';
  if (hasTsdb(process)) {
    return `${evaluation}. ${gone ? `What a pod has recorded since its last block, up to two hours, is lost ${gone}` : 'What is not uploaded yet stays on its disk'}`;
  }
  return `${evaluation}. ${gone ? `What a pod has not sent yet is lost ${gone}` : 'What is not sent yet is in the WAL on its disk'}`;
};
