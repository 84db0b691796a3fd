import type { Problem } from '../validation/problem';
import { nearestFix } from '../values/nearest';
import { repeated } from '../values/repeated';

/** The variable that names the clusters to render, with spaces or commas between them. */
const VARIABLE = 'CDK8S_THANOS_CLUSTERS';

/** The clusters that whoever runs the program asked for; `undefined` for all. */
export function selectionFromEnvironment(): readonly string[] | undefined {
  const names = (process.env[VARIABLE] ?? '').split(/[\s,]+/).filter((name) => name !== '');
  return names.length > 0 ? names : undefined;
}

/** What is wrong with the names of a fleet's clusters, and with those to render. */
export function nameProblems(names: readonly string[], selection: readonly string[] = []): Problem[] {
  if (names.length === 0) return [NO_CLUSTER];
  const unknown = selection.filter((name) => !names.includes(name));
  return [
    ...repeated(names).map(
      (name): Problem => ({
        rule: 'THANOS-610',
        what: `The fleet has two clusters called "${name}", and one folder for both`,
        fix: 'Give one of them another name',
      }),
    ),
    ...[...new Set(unknown)].map(
      (name): Problem => ({
        rule: 'THANOS-614',
        what: `The fleet has no cluster "${name}" to render`,
        fix: nearestFix(name, names, 'a cluster of the fleet'),
      }),
    ),
  ];
}

const NO_CLUSTER: Problem = {
  rule: 'THANOS-611',
  what: 'The fleet has no cluster',
  fix: "Add one before fleet.synth(): fleet.addCluster('playground')",
};
