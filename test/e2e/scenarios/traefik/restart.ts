import assert from 'node:assert/strict';
import type { E2e } from '../../e2e';
import type { CountedWriter } from '../../samples/writer';
import { acknowledgedMore, answersOf } from '../steady-write';

/** While no pod of receive is ready, writers have to be told to come again: what is answered 404, Prometheus drops. */
export async function restartReceive(e2e: E2e, writers: readonly CountedWriter[]): Promise<void> {
  const goOn = () => Promise.all(writers.map((writer) => acknowledgedMore(e2e, writer)));
  await goOn();
  await e2e.kubectl.run(['delete', 'pod', 'thanos-receive-0', `--namespace=${e2e.namespace('thanos')}`]);
  await e2e.waitReady();
  await goOn();
  for (const writer of writers) await writer.stop();
  assert.deepEqual(
    writers.flatMap(({ refused }) => refused),
    [],
  );
  assert.ok(
    writers.some(({ repeated }) => Object.keys(repeated).length > 0),
    'nobody noticed it',
  );
  e2e.evidence.push({
    what: "receive's only pod replaced under a steady write through Traefik",
    seen: `nothing refused; ${writers.map(answersOf).join('; ')}`,
  });
}
