import type { RuleId } from '../../../validation/catalogue';
import { type ConfigProblem, configProblems } from '../../configs/problems';
import { CONFIGS } from '../../configs/thanos';
import type { Inventory } from '../../inventory';
import { keyOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import type { ThanosProcess } from '../../thanos-process';

/** Each file is looked at once, for both rules; equal files are one object. */
const problems = new WeakMap<object, Map<string, readonly ConfigProblem[]>>();

function problemsOf(name: string, content: unknown): readonly ConfigProblem[] {
  const schema = CONFIGS[name];
  if (!schema || content === undefined || content === null) return [];
  if (typeof content !== 'object') return configProblems(schema, content);
  const known = problems.get(content) ?? new Map<string, readonly ConfigProblem[]>();
  problems.set(content, known);
  const found = known.get(name) ?? configProblems(schema, content);
  known.set(name, found);
  return found;
}

const NAMES = Object.keys(CONFIGS);

function ruleFor(rule: RuleId, kind: ConfigProblem['kind'], fix: string): ManifestRule {
  const check = (cluster: Inventory): Finding[] => {
    const findings = new Map<string, Finding>();
    for (const process of cluster.thanos.filter(isJudged)) {
      for (const name of NAMES.filter((each) => process.flags.has(each) || process.flags.has(`${each}-file`))) {
        for (const problem of problemsOf(name, process.config(name))) {
          if (problem.kind !== kind) continue;
          const source = process.configSource(name);
          const file = source && cluster.find('', source.kind, source.namespace, source.name);
          const object = file ?? process.workload.object;
          const where = source ? `${source.key} of ${source.kind} ${source.name}, for --${name}-file,` : `--${name}`;
          const what = `${where} ${problem.what}: Thanos does not start with it`;
          findings.set(`${keyOf(object)} ${what}`, { object, what, fix });
        }
      }
    }
    return [...findings.values()];
  };
  return { rule, check };
}

/** What is known is how v0.42 reads its files. */
function isJudged({ version }: ThanosProcess): boolean {
  return version?.major === 0 && version.minor === 42;
}

export const unknownKeys = ruleFor('THANOS-055', 'key', 'Correct or remove the key; Thanos reads this file strictly');
export const wrongTypes = ruleFor('THANOS-056', 'type', 'Write it as the documentation of this file has it');

/** A configuration given in both of the ways that exclude each other. */
export const inlineAndFile: ManifestRule = {
  rule: 'THANOS-057',
  check: (cluster) =>
    cluster.thanos.flatMap(({ workload, subcommand, flags, flag }) =>
      [...flags.keys()]
        .filter((name) => name.endsWith('.config') || name.endsWith('-config'))
        .filter((name) => Boolean(flag(name)) && Boolean(flag(`${name}-file`)))
        .map((name) => ({
          object: workload.object,
          what: `--${name} and --${name}-file exclude each other, so \`thanos ${subcommand}\` does not start`,
          fix: 'Keep one of the two',
        })),
    ),
};
