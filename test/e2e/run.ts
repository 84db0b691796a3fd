import { appendFileSync, writeFileSync } from 'node:fs';
import { localAddressTowards, nodeAddress } from './cluster/addresses';
import { checkContext } from './cluster/context';
import { diagnose } from './cluster/diagnose';
import { Kubectl } from './cluster/kubectl';
import { removeAll } from './cluster/namespaces';
import { giveBackNodes } from './cluster/nodes';
import { checkPrerequisites } from './cluster/prerequisites';
import { versions } from './cluster/versions';
import { E2e, type Surroundings } from './e2e';
import { Authority } from './edge/authority';
import { Signer } from './edge/signer';
import type { RunOptions } from './options';
import { messageOf } from './problem';
import { junit } from './report/junit';
import { Live } from './report/live';
import { proof } from './report/proof';
import { summary } from './report/summary';
import type { Scenario, ScenarioResult } from './scenario';

/** The namespaces in which prerequisites are tried out. */
const CHECK = 'check';

/** Runs scenarios one after the other, and returns whether all passed. */
export async function run(options: RunOptions, scenarios: readonly Scenario[], signal: AbortSignal): Promise<boolean> {
  checkContext(options.context);
  const live = new Live();
  const authority = new Authority();
  const signer = new Signer();
  // What cleans up is not ended by Ctrl-C.
  const cleaner = new Kubectl(options.context);
  const removals: Promise<void>[] = [];
  const remove = (scenario?: string) => removeAll(cleaner, new AbortController().signal, scenario);
  try {
    await live.timed('removing what an earlier run left', async () => {
      await giveBackNodes(cleaner);
      await remove();
    });
    const surroundings = { ...(await findSurroundings(options, signal)), authority, signer };
    live.line(
      `ingress ${surroundings.ingressAddress}, this process ${surroundings.hostAddress}, blobs ${surroundings.blobEndpoint}`,
    );
    const check = new E2e(CHECK, surroundings, live, signal);
    await live
      .timed('checking prerequisites', () => checkPrerequisites(check, scenarios))
      .finally(async () => {
        await check.close(false);
        removals.push(remove(CHECK));
      });
    const ran = await versions(new Kubectl(options.context, signal), options.ingressClass);
    const results: ScenarioResult[] = [];
    for (const scenario of scenarios) {
      if (signal.aborted) break;
      const e2e = new E2e(scenario.id, surroundings, live, signal);
      results.push(await runScenario(scenario, e2e, cleaner, live));
      await e2e.close(options.keep).catch((error: unknown) => live.line(messageOf(error)));
      await giveBackNodes(cleaner, scenario.id);
      // The next one need not wait.
      if (!options.keep) removals.push(remove(scenario.id));
    }
    report(options, results);
    const passed = results.length === scenarios.length && results.every(({ failure }) => failure === undefined);
    if (options.proof && passed) {
      writeFileSync(options.proof, proof({ date: new Date(), versions: ran, results }));
    }
    live.line(
      `${results.filter(({ failure }) => failure === undefined).length} of ${scenarios.length} scenarios passed`,
    );
    return passed;
  } finally {
    const outcomes = await live.timed('cleaning up', () => Promise.allSettled(removals));
    for (const outcome of outcomes) if (outcome.status === 'rejected') live.line(messageOf(outcome.reason));
    authority.discard();
    signer.discard();
  }
}

async function findSurroundings(
  options: RunOptions,
  signal: AbortSignal,
): Promise<Omit<Surroundings, 'authority' | 'signer'>> {
  const { context, ingressClass, gatewayClass, storageClass, shellImage, upgradeFrom, memcached, redis } = options;
  const node = await nodeAddress(new Kubectl(context, signal));
  const ingressAddress = options.ingressAddress ?? node;
  const hostAddress = options.hostAddress ?? (await localAddressTowards(ingressAddress));
  const blobEndpoint = options.blobEndpoint ?? `http://${hostAddress}:10000/devstoreaccount1`;
  return {
    context,
    ingressAddress,
    nodeAddress: node,
    hostAddress,
    blobEndpoint,
    ingressClass,
    gatewayClass,
    storageClass,
    shellImage,
    upgradeFrom,
    memcached,
    redis,
  };
}

async function runScenario(scenario: Scenario, e2e: E2e, cleaner: Kubectl, live: Live): Promise<ScenarioResult> {
  const started = Date.now();
  live.line(`\n${scenario.id}: ${scenario.title}`);
  const result = (failure?: string, diagnosis?: string): ScenarioResult => ({
    scenario,
    seconds: (Date.now() - started) / 1000,
    steps: e2e.steps,
    evidence: e2e.evidence,
    failure,
    diagnosis,
  });
  try {
    await scenario.run(e2e);
    live.line(`passed ${scenario.id} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
    return result();
  } catch (error) {
    const failure = e2e.signal.aborted ? 'interrupted' : messageOf(error);
    const diagnosis = e2e.signal.aborted ? '' : await diagnose(cleaner, e2e.namespaces);
    live.line(`FAILED ${scenario.id}: ${failure}\n${diagnosis}`);
    return result(failure, diagnosis);
  }
}

function report(options: RunOptions, results: readonly ScenarioResult[]): void {
  if (options.junit) writeFileSync(options.junit, junit(results));
  if (options.summary) appendFileSync(options.summary, summary(results));
}
