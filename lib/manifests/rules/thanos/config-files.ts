import type { RuleId } from '../../../validation/catalogue';
import { contentOf } from '../../config-source';
import { type ConfigProblem, configProblems } from '../../configs/problems';
import { CONFIGS } from '../../configs/thanos';
import type { Inventory } from '../../inventory';
import { type KubernetesObject, keyOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import type { ThanosProcess } from '../../thanos-process';

interface Located extends ConfigProblem {
  readonly object: KubernetesObject;
  /** The file, as messages call it. */
  readonly file: string;
}

/** Each cluster is looked through once, for both rules. */
const located = new WeakMap<Inventory, readonly Located[]>();

function problemsOf(cluster: Inventory): readonly Located[] {
  const known = located.get(cluster) ?? cluster.thanos.filter(isJudged).flatMap((each) => problemsIn(cluster, each));
  located.set(cluster, known);
  return known;
}

function problemsIn(cluster: Inventory, process: ThanosProcess): Located[] {
  return [...process.flags.keys()].flatMap((flag): Located[] => {
    const name = flag.endsWith('-file') ? flag.slice(0, -'-file'.length) : flag;
    const schema = Object.hasOwn(CONFIGS, name) ? CONFIGS[name] : undefined;
    if (!schema) return [];
    const source = process.configSource(name);
    const text = source ? contentOf(source, cluster) : process.flag(name);
    const content = process.config(name);
    const problems: readonly ConfigProblem[] =
      text !== undefined && !text.includes('$(') && content === undefined
        ? [{ kind: 'type', what: 'is no YAML' }]
        : configProblems(schema, content);
    if (problems.length === 0) return [];
    const object = source && cluster.find('', source.kind, source.namespace, source.name);
    const file = source ? `${source.key} of ${source.kind} ${source.name}, for --${flag},` : `--${flag}`;
    return problems.map((problem) => ({ ...problem, file, object: object ?? process.workload.object }));
  });
}

function ruleFor(rule: RuleId, kind: ConfigProblem['kind'], fix: string): ManifestRule {
  const check = (cluster: Inventory): Finding[] => {
    // A file that several read is one mistake.
    const findings = new Map<string, Finding>();
    for (const problem of problemsOf(cluster)) {
      if (problem.kind !== kind) continue;
      const { object } = problem;
      const what = `${problem.file} ${problem.what}: Thanos does not start with it`;
      findings.set(`${keyOf(object)} ${what}`, { object, what, fix });
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
