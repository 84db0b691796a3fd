import assert from 'node:assert/strict';
import { Chart, Testing } from 'cdk8s';
import { parse } from 'yaml';
import { collectProblems } from '../lib/validation/problem';
import { assertKnownFlags } from './flags/check';

/** A rendered object, as a reviewer sees it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
  readonly [key: string]: unknown;
}

/** A chart as users are told to make one. */
export function testChart(namespace: string | undefined = 'thanos'): Chart {
  return new Chart(Testing.app(), 'test', { namespace, disableResourceNameHashes: true });
}

/** What a chart renders; fails when a validation does, or when Thanos would refuse the arguments of a pod. */
export function synth(chart: Chart): Manifest[] {
  const manifests = Testing.synth(chart) as Manifest[];
  assertKnownFlags(manifests);
  return manifests;
}

/** The problems that synthesising reports, all of them. */
export function problems(chart: Chart): string[] {
  return chart.node.findAll().flatMap((construct) => construct.node.validate());
}

/** Asserts that exactly one problem is reported, that it says what the pattern asks for, and that synthesising fails with it. */
export function assertProblem(chart: Chart, pattern: RegExp): void {
  const found = problems(chart);
  assert.equal(found.length, 1, `expected one problem, found: ${JSON.stringify(found, null, 2)}`);
  assert.match(found[0] ?? '', pattern);
  assert.throws(() => Testing.synth(chart), /Validation failed/);
}

/** Asserts that one warning is given, that it says what the pattern asks for, and that nothing else is wrong. */
export function assertWarning(chart: Chart, pattern: RegExp): void {
  const found = collectProblems(chart);
  assert.deepEqual(
    found.map(({ severity }) => severity),
    ['warning'],
    `expected one warning, found: ${JSON.stringify(found.map(({ message }) => message))}`,
  );
  assert.match(found[0]?.message ?? '', pattern);
}

/** The one object of a kind and name. */
export function find(manifests: readonly Manifest[], kind: string, name: string): Manifest {
  const found = manifests.filter((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  assert.equal(
    found.length,
    1,
    `${kind}/${name}: found ${found.length} among ${manifests.map((manifest) => `${manifest.kind}/${manifest.metadata.name}`).join(', ')}`,
  );
  return found[0] as Manifest;
}

/** The field at a path such as `spec.template.spec.containers.0.image`; dots in a key are written `\.`. */
export function field(object: unknown, path: string): unknown {
  return path
    .split(/(?<!\\)\./)
    .map((key) => key.replaceAll('\\.', '.'))
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], object);
}

/** The main container of a workload. */
export function container(workload: Manifest): Record<string, unknown> {
  return field(workload, 'spec.template.spec.containers.0') as Record<string, unknown>;
}

/** The arguments of a workload's main container. */
export function args(workload: Manifest): string[] {
  return container(workload)['args'] as string[];
}

/** The value of a flag given once; `undefined` when it is absent, `true` for a boolean. */
export function flag(workload: Manifest, name: string): string | true | undefined {
  const values = flags(workload, name);
  assert.ok(values.length < 2, `--${name} is given ${values.length} times`);
  return values[0];
}

/** The values of a flag that may be repeated. */
export function flags(workload: Manifest, name: string): (string | true)[] {
  return args(workload)
    .filter((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`))
    .map((arg) => (arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : true));
}

/** A file of a ConfigMap, parsed. */
export function configFile(manifests: readonly Manifest[], configMap: string, file: string): unknown {
  const data = find(manifests, 'ConfigMap', configMap)['data'] as Record<string, string>;
  assert.ok(file in data, `${configMap} has ${Object.keys(data).join(', ')}, not ${file}`);
  return parse(data[file] ?? '');
}
