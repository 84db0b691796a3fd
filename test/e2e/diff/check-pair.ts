import { setTimeout as pause } from 'node:timers/promises';
import { groupOf } from '../../../lib/manifests/kubernetes-object';
import type { PodChanges } from '../../diff/server/pair';
import type { Kubectl } from '../cluster/kubectl';
import { Hopeless, messageOf } from '../problem';
import { until } from '../until';
import { contradiction, saidOf } from './consequences';
import { type Observation, observe, unready } from './observed';
import { type PlacedPair, pruned, yamlOf } from './placed-pair';
import { identitiesOf, isNamed, missing, type Pods, wrong } from './pod-changes';

/** How long something may take. Kubernetes brings changed files to pods within about a minute and a half. */
const SECONDS = { ready: 180, taken: 180 };
/** For so long nothing else may happen, once all controllers have seen a change. */
const QUIET_SECONDS = 3;
const GROUP = 'monitoring.coreos.com';

const APPLY = {
  'server-side': ['apply', '--server-side', '--field-manager=cdk8s-thanos-e2e-pairs', '--filename=-'],
  'client-side': ['apply', '--filename=-'],
};

/** Applies the one state, then the other, and throws where the API server or pods do something else than the diff says. */
export async function checkPair(placed: PlacedPair, kubectl: Kubectl, signal: AbortSignal): Promise<void> {
  const { pair, way, before, after } = placed;
  const said = await saidOf(placed);
  const mistake = contradiction(said, pair.expected);
  if (mistake) throw new Error(mistake);
  await kubectl.run(APPLY[way], { input: yamlOf(before) });
  if (pair.expected.server === 'refuses') {
    await bound(placed, kubectl, signal);
    const answer = await kubectl.run(APPLY[way], { input: yamlOf(after) }).then(() => 'it is taken', messageOf);
    const { says } = pair.expected;
    const message = typeof says === 'string' ? says : says[way];
    if (!answer.includes(message)) throw new Error(`not refused as "${message}": ${answer}`);
    return;
  }
  const old = await ready(placed, kubectl, signal);
  await kubectl.run(APPLY[way], { input: yamlOf(after) });
  const gone = pruned(placed);
  if (gone.length > 0) await kubectl.run(['delete', '--wait=false', '--filename=-'], { input: yamlOf(gone) });
  await changed(placed, old, pair.expected, kubectl, signal);
}

function look(placed: PlacedPair, kubectl: Kubectl): Promise<Observation> {
  return observe(kubectl, placed.namespace, {
    operated: placed.before.some((object) => groupOf(object) === GROUP),
    bound: placed.before.some(({ kind }) => kind === 'PersistentVolume'),
  });
}

/** Waits for claims alone: what is refused is refused whether pods run or not. */
async function bound(placed: PlacedPair, kubectl: Kubectl, signal: AbortSignal): Promise<void> {
  if (!placed.before.some(({ kind }) => kind === 'PersistentVolume')) return;
  await until('claims bound', async () => settled(await look(placed, kubectl)), { seconds: SECONDS.ready }, signal);
}

/** The pods, once all of them are ready. */
function ready(placed: PlacedPair, kubectl: Kubectl, signal: AbortSignal): Promise<Pods> {
  return until(
    'ready before the change',
    async () => {
      const seen = await look(placed, kubectl);
      settled(seen, unready(seen.pods));
      return identitiesOf(seen.pods);
    },
    { seconds: SECONDS.ready },
    signal,
  );
}

/** Waits until what is expected has happened, and then whether anything else does. */
async function changed(
  placed: PlacedPair,
  old: Pods,
  expected: PodChanges,
  kubectl: Kubectl,
  signal: AbortSignal,
): Promise<void> {
  const check = async () => {
    const seen = await look(placed, kubectl);
    const now = identitiesOf(seen.pods);
    const mistakes = wrong(old, now, expected);
    if (mistakes.length > 0) throw new Hopeless(mistakes.join(', '));
    settled(seen, [...(expected.stuck ? [] : unready(seen.pods)), ...missing(old, now, expected)]);
    await answered(placed, seen, expected, kubectl);
  };
  await until('after the change', check, { seconds: SECONDS.taken }, signal);
  for (let second = 0; second < QUIET_SECONDS; second++) {
    await pause(1000, undefined, { signal });
    await check();
  }
}

function settled({ pending }: Observation, more: readonly string[] = []): void {
  const waiting = [...pending, ...more];
  if (waiting.length > 0) throw new Error(waiting.join(', '));
}

async function answered(
  { namespace }: PlacedPair,
  { pods }: Observation,
  { answers = [] }: PodChanges,
  kubectl: Kubectl,
): Promise<void> {
  for (const { pod, port, path, has } of answers) {
    const asked = pods.filter(({ metadata }) => isNamed(metadata.name, [pod]));
    if (asked.length === 0) throw new Error(`${pod} is not there to be asked`);
    for (const { metadata } of asked) {
      const answer = await kubectl.fromPod(namespace, metadata.name, port, path);
      if (!has.test(answer)) throw new Error(`${metadata.name} does not have ${has} at ${path}`);
    }
  }
}
