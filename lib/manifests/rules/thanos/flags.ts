import type { RuleId } from '../../../validation/catalogue';
import { type ArgumentProblem, argumentProblems } from '../../flags/arguments';
import type { Inventory } from '../../inventory';
import type { Finding, ManifestRule } from '../../manifest-rule';
import type { ThanosProcess } from '../../thanos-process';
import { removedFlag } from './removed-flags';

const FIXES: Readonly<Record<ArgumentProblem['kind'], string>> = {
  unknown: 'Look it up in `thanos <subcommand> --help`; each subcommand has flags of its own',
  repeated: 'Remove one of them',
  switch: 'Write --name or --no-name for a switch, and --name=value for all others',
  value: 'Write a value that it reads',
};

/** Each process is looked at once, for all four rules. */
const problems = new WeakMap<ThanosProcess, readonly ArgumentProblem[]>();

/** What Thanos would say to a process's arguments. The list of flags is that of v0.42; nothing is known of other images. */
function problemsOf(process: ThanosProcess): readonly ArgumentProblem[] {
  const { subcommand, version, words } = process;
  if (version?.major !== 0 || version.minor !== 42) return [];
  const known = problems.get(process);
  if (known) return known;
  const found = argumentProblems(subcommand, words) ?? [];
  // Another rule says since when a flag is gone.
  const wanted = found.filter(({ flag }) => (removedFlag(subcommand, flag.slice('--'.length))?.minor ?? 43) > 42);
  problems.set(process, wanted);
  return wanted;
}

function ruleFor(rule: RuleId, kind: ArgumentProblem['kind']): ManifestRule {
  const findings = (process: ThanosProcess): Finding[] =>
    problemsOf(process)
      .filter((problem) => problem.kind === kind)
      .map(({ flag, what }) => ({
        object: process.workload.object,
        what: `${flag} ${what}: \`thanos ${process.subcommand}\` does not start`,
        fix: FIXES[kind],
      }));
  return { rule, check: (cluster: Inventory) => cluster.thanos.flatMap(findings) };
}

export const unknownFlags = ruleFor('THANOS-051', 'unknown');
export const repeatedFlags = ruleFor('THANOS-052', 'repeated');
export const switchValues = ruleFor('THANOS-053', 'switch');
export const flagValues = ruleFor('THANOS-054', 'value');
