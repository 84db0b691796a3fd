import { keyOf } from '../../../manifests/kubernetes-object';
import type { Finding, ManifestRule } from '../../../manifests/manifest-rule';
import type { ChangeCode } from '../../catalogue';
import type { ClusterChange } from '../../cluster-change';
import { isBelow, type Path } from '../../path';
import type { Cause } from './causes';
import { changeOf } from './process-pairs';
import type { Verdict } from './verdict';

/** What a rule of manifests finds on the later side, and not on the earlier one. */
export function* newFindings(
  cluster: ClusterChange,
  rule: ManifestRule,
  code: ChangeCode,
  causesOf: (finding: Finding) => readonly Cause[],
): Generator<Verdict> {
  const later = rule.check(cluster.after);
  if (later.length === 0) return;
  const earlier = new Set(rule.check(cluster.before).map(identity));
  for (const finding of later.filter((each) => !earlier.has(identity(each)))) {
    yield { code, message: `${finding.what}. ${finding.fix}`, causes: causesOf(finding) };
  }
}

function identity({ object, what }: Finding): string {
  return `${keyOf(object)} ${what}`;
}

/** The changes of what a finding names, at some fields, or as a whole. */
export function causesInObjects(
  cluster: ClusterChange,
  { object, related = [] }: Finding,
  fields: (path: Path) => boolean,
): Cause[] {
  const changes = [object, ...related].flatMap((each) => changeOf(cluster, each) ?? []);
  const inFields = changes.flatMap((change) =>
    change.type === 'changed'
      ? change.fields.filter(({ path }) => fields(path)).map((field) => ({ change, field }))
      : [],
  );
  const whole = changes.filter(({ type }) => type !== 'changed').map((change) => ({ change }));
  const found = [...whole, ...inFields];
  return found.length > 0 ? found : changes.slice(0, 1).map((change) => ({ change }));
}

/** Where the number of pods is, and what they run. */
export function isSizeOrArguments(path: Path): boolean {
  return (
    isBelow(path, 'spec', 'replicas') ||
    isBelow(path, 'spec', 'strategy') ||
    isBelow(path, 'spec', 'maxReplicas') ||
    (isBelow(path, 'spec', 'template', 'spec', 'containers') && ['args', 'command'].includes(path[5] ?? ''))
  );
}
