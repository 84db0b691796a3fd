import { CHANGE_CODES, type ChangeCode, changeEntry } from '../../../lib/diff/catalogue';

const FLAGS = 'a flag of Thanos in the template of pods, which roll as those of DIFF-101 and DIFF-103 do';
const SCALER = 'an autoscaler acts by metrics, which a cluster of one node need not have';

const REASONS: Partial<Readonly<Record<ChangeCode, string>>> = {
  'DIFF-107': SCALER,
  'DIFF-142': SCALER,
  'DIFF-143': SCALER,
  'DIFF-144': SCALER,
  'DIFF-213': 'a volume grows where its driver can, which volumes on the disk of a node cannot',
  'DIFF-402': FLAGS,
  'DIFF-404': FLAGS,
  'DIFF-406': FLAGS,
  'DIFF-408': FLAGS,
  'DIFF-410': FLAGS,
  'DIFF-414': FLAGS,
  'DIFF-416': FLAGS,
  'DIFF-423': 'it is a token of Azure, which no pod gets elsewhere',
  'DIFF-433': FLAGS,
  'DIFF-442': FLAGS,
  'DIFF-443': FLAGS,
  'DIFF-454': FLAGS,
  'DIFF-455': FLAGS,
  'DIFF-465': FLAGS,
  'DIFF-466': FLAGS,
  'DIFF-472': 'it comes with another container, which DIFF-420 tries',
  'DIFF-604': 'it takes a Prometheus before v3.11, which is not the image that this library names',
  'DIFF-505': 'it is about heads that are empty; the pods go as those of DIFF-105 do',
  'DIFF-508': FLAGS,
  'DIFF-516': FLAGS,
};

/** A code that no pair tries. */
export interface Untried {
  readonly code: ChangeCode;
  readonly title: string;
  readonly reason: string;
}

/** What no pair tries, and why. */
export const UNTRIED: readonly Untried[] = CHANGE_CODES.flatMap((code) => {
  const reason = REASONS[code];
  return reason === undefined ? [] : [{ code, title: changeEntry(code).title, reason }];
});
