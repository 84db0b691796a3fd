import { setMaxListeners } from 'node:events';
import { appendFileSync, writeFileSync } from 'node:fs';
import type { Way } from '../../diff/server/pair';
import type { Untried } from '../../diff/server/untried';
import { localAddressTowards, nodeAddress } from '../cluster/addresses';
import { checkContext } from '../cluster/context';
import { diagnose } from '../cluster/diagnose';
import { Kubectl } from '../cluster/kubectl';
import { makeNamespaces, removeAll } from '../cluster/namespaces';
import { messageOf } from '../problem';
import { junit } from '../report/junit';
import { Live } from '../report/live';
import { summary } from '../report/summary';
import type { ScenarioResult } from '../scenario';
import { checkPair } from './check-pair';
import { findNeeds, unmet } from './needs';
import type { PairOptions } from './options';
import { CLUSTER_SCOPED, ID, LABELLED, type PlacedPair, place } from './placed-pair';

/** What it does to pods has been seen to be the same both ways. */
const ONE_WAY: readonly Way[] = ['server-side'];

/** So many run beside each other: most of the time each waits for pods. */
const CONCURRENCY = 16;

/** Checks pairs against a cluster, and returns whether none failed. */
export async function runPairs(options: PairOptions, signal: AbortSignal): Promise<boolean> {
  checkContext(options.context);
  // Each call of kubectl listens to it.
  setMaxListeners(0, signal);
  const live = new Live();
  const kubectl = new Kubectl(options.context, signal);
  // What cleans up is not ended by Ctrl-C.
  const cleaner = new Kubectl(options.context);
  await live.timed('removing what an earlier run left', () => remove(cleaner));
  const blobEndpoint =
    options.blobEndpoint ?? `http://${await localAddressTowards(await nodeAddress(kubectl))}:10000/devstoreaccount1`;
  const found = await findNeeds(kubectl, blobEndpoint, signal);
  const placed = options.pairs
    .flatMap((pair) => (pair.ways ?? ONE_WAY).map((way) => ({ pair, way })))
    .map(({ pair, way }, index) => place(pair, way, index, blobEndpoint));
  const reasonOf = new Map(placed.map((each) => [each, unmet(each.pair.needs ?? {}, found)]));
  const able = placed.filter((each) => reasonOf.get(each) === undefined);
  try {
    await makeNamespaces(
      kubectl,
      ID,
      able.map(({ namespace }) => namespace),
    );
    const check = async (each: PlacedPair): Promise<ScenarioResult> => {
      const reason = reasonOf.get(each);
      const result = reason === undefined ? await checked(each, kubectl, cleaner, signal) : skipped(each, reason);
      live.line(lineOf(result));
      if (!options.keep && reason === undefined) await discard(each, cleaner);
      return result;
    };
    const { default: pMap } = await import('p-map');
    const results = [
      ...(await pMap(placed, check, { concurrency: CONCURRENCY, signal })),
      ...options.untried.map(untried),
    ];
    for (const each of results.slice(placed.length)) live.line(lineOf(each));
    report(options, results);
    const failed = results.filter(({ failure }) => failure !== undefined);
    const left = results.filter(({ skipped }) => skipped !== undefined);
    live.line(
      `${results.length - failed.length - left.length} of ${results.length} pairs passed, ${left.length} skipped, ${failed.length} failed`,
    );
    return failed.length === 0;
  } finally {
    if (!options.keep) await live.timed('cleaning up', () => remove(cleaner));
  }
}

async function checked(
  each: PlacedPair,
  kubectl: Kubectl,
  cleaner: Kubectl,
  signal: AbortSignal,
): Promise<ScenarioResult> {
  const started = Date.now();
  const result = (failure?: string, diagnosis?: string): ScenarioResult => ({
    scenario: scenarioOf(each),
    seconds: (Date.now() - started) / 1000,
    steps: [],
    evidence: [],
    failure,
    diagnosis,
  });
  try {
    await checkPair(each, kubectl, signal);
    return result();
  } catch (error) {
    if (signal.aborted) throw error;
    return result(messageOf(error), await diagnose(cleaner, [each.namespace]));
  }
}

function skipped(each: PlacedPair, reason: string): ScenarioResult {
  return { scenario: scenarioOf(each), seconds: 0, steps: [], evidence: [], skipped: reason };
}

function untried({ code, title, reason }: Untried): ScenarioResult {
  return { scenario: { id: code, title }, seconds: 0, steps: [], evidence: [], skipped: reason };
}

function scenarioOf({ pair, way }: PlacedPair): ScenarioResult['scenario'] {
  return { id: pair.code, title: `${pair.title}, ${way}` };
}

function lineOf({ scenario, seconds, failure, skipped, diagnosis }: ScenarioResult): string {
  const name = `${scenario.id} ${scenario.title}`;
  if (skipped !== undefined) return `skip    ${name}: ${skipped}`;
  if (failure !== undefined) return `FAILED  ${name}: ${failure}\n${diagnosis ?? ''}`;
  return `passed  ${name} (${seconds.toFixed(0)} s)`;
}

/** Makes room for the next; the end of the run waits for it. */
async function discard({ namespace, before, after }: PlacedPair, kubectl: Kubectl): Promise<void> {
  const own = [...before, ...after].filter(({ kind }) => CLUSTER_SCOPED.includes(kind));
  const names = new Set(own.map(({ kind, metadata }) => `${kind}/${metadata.name}`));
  const later = ['--ignore-not-found', '--wait=false'];
  if (names.size > 0) await kubectl.run(['delete', ...later, ...names]);
  await kubectl.run(['delete', 'namespace', ...later, namespace]);
}

async function remove(kubectl: Kubectl): Promise<void> {
  await removeAll(kubectl, new AbortController().signal, ID);
  await kubectl.run(['delete', CLUSTER_SCOPED.join(','), `--selector=${LABELLED}`, '--ignore-not-found']);
}

function report({ junit: file, summary: page }: PairOptions, results: readonly ScenarioResult[]): void {
  if (file) writeFileSync(file, junit(results));
  if (page) appendFileSync(page, summary(results));
}
