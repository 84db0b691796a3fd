import assert from 'node:assert/strict';
import type { CuttableProxy } from '../blob/cuttable-proxy';
import type { Pod } from '../cluster/objects';
import type { E2e } from '../e2e';
import { Hopeless, messageOf } from '../problem';
import { account, assertExact } from '../samples/account';
import type { ThanosReader } from '../samples/reader';
import type { CountedWriter } from '../samples/writer';
import type { Scenario } from '../scenario';
import { blocksOf, SHORT_BLOCKS } from './short-blocks';
import { smallStack } from './small-stack';
import { answersOf, underSteadyWrite } from './steady-write';

const RECEIVER = 'thanos-receive-0';
const OUTAGE_SECONDS = 60;
/** What is asked for while the blob store is away. */
const RECENT_SECONDS = 10;

/** Writes and queries of recent data need no bucket, and what was not uploaded is uploaded later. */
export const blobOutage: Scenario = {
  id: 'blob-outage',
  title: 'The blob store away for a minute',
  async run(e2e) {
    const thanos = e2e.namespace('thanos');
    const { proxy, user } = await e2e.step('make credentials and the bucket, behind a proxy', async () => {
      const { proxy, endpoint } = await e2e.cuttableBlobStore();
      await e2e.objectStore(thanos, endpoint);
      return { proxy, user: await e2e.credentials(thanos) };
    });
    await e2e.step('apply', () => applyStack(e2e, proxy.port));
    await e2e.step('all pods ready', () => e2e.waitReady());
    await e2e.step('fill a block, and upload it', async () => {
      await e2e.writer({ metric: 'before', series: 1, user }).backfill([Date.now() - 2_000, Date.now() - 1_000]);
      await e2e.kubectl.run(['delete', 'pod', RECEIVER, `--namespace=${thanos}`]);
      await e2e.waitReady();
    });

    const reader = e2e.reader(user);
    const restarts = await restartsOf(e2e);
    const { result, samples, writer } = await underSteadyWrite(
      e2e,
      { user, metric: 'numbered_outage' },
      async (writer) => {
        // The querier finds a pod that came back within 30 seconds.
        const recent = () => assertRecent(reader, writer);
        await e2e.step('read the newest samples', () => e2e.until('recent samples', recent, { seconds: 60 }));
        const base = await blocksOf(e2e, thanos, RECEIVER);
        const away = await e2e.step('cut the blob store off, write and read', () => outage(e2e, proxy, reader, writer));
        proxy.restore();
        const blocks = await e2e.step('restore it: uploads catch up', () => caughtUp(e2e, base.made - base.uploaded));
        return { ...away, uploaded: blocks.uploaded - base.uploaded };
      },
    );
    assert.deepEqual(await restartsOf(e2e), restarts, 'restarts of pods');
    e2e.evidence.push({
      what: `all connections to the blob store cut for ${result.seconds} s, under writes`,
      samples,
      seen:
        `${answersOf(writer)}; the newest ${RECENT_SECONDS} s were read ${result.reads} times meanwhile, exactly; ` +
        `${result.failures} attempts to upload failed, then all ${result.uploaded} blocks were uploaded; no pod restarted`,
    });

    const fromBucket = await e2e.step('end the receiver, and read back from the store gateway alone', async () => {
      await end(e2e, e2e.writer({ metric: 'closing', series: 1, user }));
      return await e2e.readBack(reader, writer, { seconds: 90 });
    });
    e2e.evidence.push({
      what: 'the receiver ended after that, and its samples read from the bucket alone',
      samples: fromBucket,
    });
  },
};

async function applyStack(e2e: E2e, port: number): Promise<void> {
  await e2e.apply((fleet) => {
    const stack = smallStack(e2e, { port });
    fleet.addCluster('outage').addThanos({
      ...stack,
      receive: { ...stack.receive, ...SHORT_BLOCKS },
      storeGateway: { syncInterval: '5s' },
      // It looks into the bucket while that is away.
      compactor: { waitInterval: '10s' },
    });
  });
}

/** At least a minute, until a block was made and could not be uploaded. */
async function outage(e2e: E2e, proxy: CuttableProxy, reader: ThanosReader, writer: CountedWriter) {
  const thanos = e2e.namespace('thanos');
  const before = await blocksOf(e2e, thanos, RECEIVER);
  const failuresBefore = await failedUploads(e2e);
  const repeated = { ...writer.repeated };
  const started = Date.now();
  proxy.cut();
  let reads = 0;
  const failures = await e2e.until(
    'a block that is not uploaded',
    async () => {
      // They may not be away for a moment.
      await assertRecent(reader, writer).catch((error: unknown) => {
        throw new Hopeless(`recent samples while the blob store is away: ${messageOf(error)}`);
      });
      reads++;
      assert.ok(writer.behind < 4, `${writer.behind} numbers wait to be acknowledged`);
      const failures = (await failedUploads(e2e)) - failuresBefore;
      const { made, uploaded } = await blocksOf(e2e, thanos, RECEIVER);
      assert.equal(uploaded, before.uploaded, 'something was uploaded');
      assert.ok(made > before.made, 'no block yet');
      assert.ok(failures > 0, 'no failed upload yet');
      assert.ok(Date.now() - started >= OUTAGE_SECONDS * 1000, 'the minute is not over');
      return failures;
    },
    { seconds: 150, everySeconds: 2 },
  );
  assert.deepEqual(writer.repeated, repeated, 'writes that were repeated');
  return { failures, reads, seconds: Math.round((Date.now() - started) / 1000) };
}

async function failedUploads(e2e: E2e): Promise<number> {
  return (await e2e.metric(e2e.namespace('thanos'), RECEIVER, 'thanos_shipper_dir_sync_failures_total')) ?? 0;
}

/** The newest samples are there, each once. */
async function assertRecent(reader: ThanosReader, { props, series, written, acknowledged }: CountedWriter) {
  const last = acknowledged.at(-1)?.timestamp ?? 0;
  const since = last - RECENT_SECONDS * 1000;
  const expected = acknowledged.filter(({ timestamp }) => timestamp > since && timestamp <= last);
  const read = await reader.samples(`${props.metric}[${RECENT_SECONDS}s]`, { time: last / 1000 });
  assertExact(account({ series, written, acknowledged: expected }, read));
}

/** Waits until every block is in the bucket, but those that another process of the pod has uploaded. */
async function caughtUp(e2e: E2e, earlier: number) {
  return await e2e.until(
    'all blocks uploaded',
    async () => {
      const blocks = await blocksOf(e2e, e2e.namespace('thanos'), RECEIVER);
      assert.equal(blocks.uploaded, blocks.made - earlier);
      return blocks;
    },
    { seconds: 120 },
  );
}

async function restartsOf(e2e: E2e): Promise<Record<string, number>> {
  const pods = await e2e.kubectl.list<Pod>('pods', e2e.namespace('thanos'));
  return Object.fromEntries(
    pods.map(({ metadata, status }) => [
      metadata.name,
      (status.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0),
    ]),
  );
}

/** Thanos ends the last block of a head just before its newest sample: `closing` is one that nobody counts. */
async function end(e2e: E2e, closing: CountedWriter): Promise<void> {
  const scope = `--namespace=${e2e.namespace('thanos')}`;
  await closing.backfill([Date.now()]);
  await e2e.kubectl.run(['scale', 'statefulset', 'thanos-receive', '--replicas=0', scope]);
  await e2e.until(
    'the end of the receiver',
    async () => assert.equal(await e2e.kubectl.run(['get', 'pods', RECEIVER, '--ignore-not-found', scope]), ''),
    { seconds: 60 },
  );
}
