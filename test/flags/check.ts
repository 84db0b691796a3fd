import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { argumentProblems } from '../../lib/manifests/flags/arguments';
import { field, type Manifest } from '../helpers';

/** What Thanos would say to the arguments of one of its containers, subcommand first; nothing where it accepts them. */
export function flagProblems(args: readonly string[]): string[] {
  const start = args.findIndex((arg) => arg.startsWith('-'));
  const subcommand = args.slice(0, start === -1 ? undefined : start).join(' ');
  const problems = argumentProblems(subcommand, args.slice(subcommand.split(' ').length));
  return (
    problems?.map(({ flag, what }) => `${subcommand} ${flag} ${what}`) ?? [
      `"${subcommand}" is no subcommand that this list knows`,
    ]
  );
}

/** The containers of a manifest that run Thanos, by their arguments. */
function thanosArguments(manifest: Manifest): string[][] {
  const template = manifest.kind === 'CronJob' ? 'spec.jobTemplate.spec.template' : 'spec.template';
  const containers = field(manifest, `${template}.spec.containers`);
  if (!Array.isArray(containers)) return [];
  return (containers as { name: string; image: string; args?: string[] }[])
    .filter(({ name, image }) => name === 'thanos' || /\/thanos[:@]/.test(image))
    .map(({ args }) => args ?? []);
}

/** Asserts that Thanos accepts the arguments of every pod among the manifests, and returns how many it looked at. */
export function assertKnownFlags(manifests: readonly Manifest[]): number {
  const commands = manifests.flatMap(thanosArguments);
  assert.deepEqual(commands.flatMap(flagProblems), []);
  return commands.length;
}

/** Reads the objects of a YAML file. */
export function readManifests(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as Manifest);
}
