import assert from 'node:assert/strict';
import type { KubernetesObject } from '../cluster/objects';
import type { E2e } from '../e2e';
import type { User } from '../edge/client';
import type { ThanosReader } from '../samples/reader';
import type { CountedWriter } from '../samples/writer';
import type { Scenario } from '../scenario';
import { edgeExposure, smallStack } from './small-stack';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The largest blocks but one that the compactor makes. Downsampling begins with blocks of 40 hours. */
const TWO_DAYS = 48 * HOUR;
const FIVE_MINUTES_RESOLUTION = 300_000;
const SERIES = 10;
/** In so many parts they are written, each a block. */
const PARTS = 3;

/** A block as bucket web lists it. */
interface Block {
  readonly ulid: string;
  readonly minTime: number;
  readonly maxTime: number;
  readonly compaction: { readonly level: number };
  readonly thanos: { readonly downsample: { readonly resolution: number } };
}

/** From the ingestor's head by way of the bucket to the store gateway and the compactor. */
export const blocks: Scenario = {
  id: 'blocks',
  title: 'Blocks: upload, store gateway, compaction, downsampling',
  async run(e2e) {
    const thanos = e2e.namespace('thanos');
    const user = await e2e.step('make credentials and the bucket', async () => {
      await e2e.objectStore(thanos);
      return await e2e.credentials(thanos);
    });
    await e2e.step('apply', () => applyStack(e2e));
    await e2e.step('all pods ready', () => e2e.waitReady());

    const reader = e2e.reader(user);
    const window = wholeTwoDays(Date.now());
    const writer = e2e.writer({ metric: 'numbered_blocks', series: SERIES, user });
    // One that nobody counts: Thanos ends the last block of a head just before its newest sample, which stays on the disk.
    const closing = e2e.writer({ metric: 'closing', series: 1, user });
    for (let part = 1; part <= PARTS; part++) {
      await e2e.step(
        `write part ${part} of two days, as after an outage, and restart the ingestor gracefully`,
        async () => {
          await writer.backfill(minutesOf(window.start, part));
          if (part === PARTS) await closing.backfill([window.end + 1]);
          await restart(e2e);
        },
      );
    }
    await e2e.step('write the last minute', async () => {
      const now = Date.now();
      await writer.backfill(Array.from({ length: 60 }, (_, second) => now - MINUTE + second * 1000));
      await closing.backfill([now + 1_000]);
      assert.deepEqual([...writer.refused, ...closing.refused], []);
    });
    await e2e.step('read back while the ingestor has them', () => e2e.readBack(reader, writer));

    const uploaded = await e2e.step('stop the ingestor gracefully: the head is uploaded', () =>
      stop(e2e, user, writer),
    );
    await e2e.step('wipe its disk, and start it again', () => startEmpty(e2e));
    const afterWipe = await e2e.step('read back from the store gateway', () =>
      e2e.readBack(reader, writer, { seconds: 120 }),
    );
    e2e.evidence.push({
      what: `ingestor stopped gracefully ${PARTS + 1} times while two days were written, its disk wiped after the last one`,
      samples: afterWipe,
      seen: `${uploaded} blocks in the bucket, served by the store gateway`,
    });

    const made = await e2e.step('the compactor compacts and downsamples', () => compacted(e2e, user, window.start));
    const afterCompaction = await e2e.step('read back from compacted blocks', () => e2e.readBack(reader, writer));
    await e2e.step('downsampled blocks sum up the same', () => assertDownsampled(reader, window));
    e2e.evidence.push({
      what: 'two days compacted into one block and downsampled, their sources deleted',
      samples: afterCompaction,
      seen: `${made}; the compactor did not halt; sum, minimum and maximum of each series at a resolution of five minutes are exact`,
    });
  },
};

async function applyStack(e2e: E2e): Promise<void> {
  await e2e.apply((fleet) => {
    const exposed = edgeExposure(e2e);
    const stack = smallStack(e2e);
    fleet.addCluster('blocks').addThanos({
      ...stack,
      // Everything as in production, but sooner.
      storeGateway: { syncInterval: '5s', ignoreDeletionMarksDelay: '10s' },
      compactor: { consistencyDelay: '0s', waitInterval: '10s', cleanupInterval: '10s', deleteDelay: '30s' },
      bucketWeb: { refresh: '5s' },
      exposure: { query: exposed, receive: exposed, bucketWeb: exposed },
    });
  });
}

/** Two days that are over, and that begin where the compactor's ranges do. */
function wholeTwoDays(now: number): { readonly start: number; readonly end: number } {
  const end = Math.floor((now - HOUR) / TWO_DAYS) * TWO_DAYS;
  return { start: end - TWO_DAYS, end };
}

function minutesOf(start: number, part: number): number[] {
  const length = TWO_DAYS / PARTS / MINUTE;
  return Array.from({ length }, (_, minute) => start + ((part - 1) * length + minute) * MINUTE);
}

async function restart(e2e: E2e): Promise<void> {
  await e2e.kubectl.run(['delete', 'pod', 'thanos-receive-0', `--namespace=${e2e.namespace('thanos')}`]);
  await e2e.waitReady();
}

async function bucket(e2e: E2e, user: User): Promise<readonly Block[]> {
  const answer = await e2e.edge.https(`bucketweb.${e2e.domain}`, '/api/v1/blocks?view=global', { user });
  assert.equal(answer.status, 200, answer.body);
  const { data } = JSON.parse(answer.body) as { data: { blocks: Block[] | null } };
  return data.blocks ?? [];
}

/** Scales the ingestor to nothing, and returns how many blocks bucket web lists once all that was written is in them. */
async function stop(e2e: E2e, user: User, writer: CountedWriter): Promise<number> {
  const scope = `--namespace=${e2e.namespace('thanos')}`;
  await e2e.kubectl.run(['scale', 'statefulset', 'thanos-receive', '--replicas=0', scope]);
  await e2e.kubectl
    .run(['wait', 'pod', 'thanos-receive-0', '--for=delete', '--timeout=55s', scope])
    .catch(() => undefined);
  const newest = writer.acknowledged.at(-1)?.timestamp ?? 0;
  return await e2e.until(
    'the newest block in the bucket',
    async () => {
      const pods = await e2e.kubectl.list('pods', e2e.namespace('thanos'), 'app.kubernetes.io/component=receive');
      assert.deepEqual(pods, [], 'the ingestor still runs');
      const found = await bucket(e2e, user);
      assert.ok(
        found.some(({ maxTime }) => maxTime > newest),
        `${found.length} blocks`,
      );
      return found.length;
    },
    { seconds: 120 },
  );
}

async function startEmpty(e2e: E2e): Promise<void> {
  const namespace = e2e.namespace('thanos');
  const claim = 'data-thanos-receive-0';
  const scope = `--namespace=${namespace}`;
  const before = await e2e.kubectl.json<KubernetesObject>(['get', 'pvc', claim, scope]);
  await e2e.kubectl.run(['delete', 'pvc', claim, '--wait', scope]);
  await e2e.kubectl.run(['scale', 'statefulset', 'thanos-receive', '--replicas=1', scope]);
  await e2e.waitReady();
  const after = await e2e.kubectl.json<KubernetesObject>(['get', 'pvc', claim, scope]);
  assert.notEqual(after.metadata.uid, before.metadata.uid, 'the claim is the old one');
  assert.equal((await e2e.metric(namespace, 'thanos-receive-0', 'prometheus_tsdb_head_series')) ?? 0, 0);
}

/** Waits until the two days are one block, in both resolutions, and nothing else is left of them. */
async function compacted(e2e: E2e, user: User, start: number): Promise<string> {
  const namespace = e2e.namespace('thanos');
  const end = start + TWO_DAYS;
  return await e2e.until(
    'one block of two days in each resolution',
    async () => {
      const halted = await e2e.metric(namespace, 'thanos-compactor-0', 'thanos_compact_halted');
      assert.equal(halted, 0, 'the compactor halted');
      const inside = (await bucket(e2e, user)).filter(({ minTime, maxTime }) => minTime < end && maxTime > start);
      const shown = inside.map(({ minTime, maxTime, compaction, thanos }) => ({
        hours: Math.ceil((maxTime - minTime) / HOUR),
        level: compaction.level,
        resolution: thanos.downsample.resolution,
      }));
      const resolutions = shown.map(({ resolution }) => resolution).sort((a, b) => a - b);
      assert.deepEqual(resolutions, [0, FIVE_MINUTES_RESOLUTION], JSON.stringify(shown).slice(0, 300));
      assert.ok(
        shown.every(({ level }) => level > 1),
        JSON.stringify(shown),
      );
      return `blocks of ${shown.map(({ hours, level, resolution }) => `${hours} h, level ${level}, resolution ${resolution / 1000} s`).join('; ')}`;
    },
    { seconds: 240, everySeconds: 2 },
  );
}

/** A sum over five-minute sums is exact. (The number of samples is not what count_over_time counts there, but five-minute steps.) */
async function assertDownsampled(reader: ThanosReader, { end }: { readonly end: number }): Promise<void> {
  const options = { time: (end - 1) / 1000, parameters: { max_source_resolution: '5m' } };
  const counted = (func: string) => reader.vector(`${func}(numbered_blocks[${TWO_DAYS / HOUR}h])`, options);
  const count = TWO_DAYS / MINUTE;
  for (const [func, expected] of [
    ['count_over_time', count / 5],
    ['min_over_time', 1],
    ['max_over_time', count],
    ['sum_over_time', (count * (count + 1)) / 2],
  ] as const) {
    const values = (await counted(func)).map(({ value }) => Number(value[1]));
    assert.deepEqual(values, Array(SERIES).fill(expected), func);
  }
}
