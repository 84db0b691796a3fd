import assert from 'node:assert/strict';
import type { E2e } from '../e2e';
import type { User } from '../edge/client';
import type { Account } from '../samples/account';
import type { CountedWriter } from '../samples/writer';

const SERIES = 20;
const EVERY_MS = 250;
/** So many numbers are acknowledged before a disturbance, and after it. */
const QUIET = 8;

export interface Disturbed<T> {
  /** What `disturb` returned. */
  readonly result: T;
  readonly samples: Account;
  readonly writer: CountedWriter;
}

/** Disturbs something while samples are written four times a second, and reads back each one that was acknowledged. */
export async function underSteadyWrite<T>(
  e2e: E2e,
  { user, metric, seconds }: { readonly user: User; readonly metric: string; readonly seconds?: number },
  disturb: (writer: CountedWriter) => Promise<T>,
): Promise<Disturbed<T>> {
  const writer = e2e.writer({ metric, series: SERIES, user });
  writer.start(EVERY_MS);
  await acknowledgedMore(e2e, writer);
  const result = await disturb(writer);
  await acknowledgedMore(e2e, writer);
  await writer.stop();
  assert.deepEqual(writer.refused, []);
  const samples = await e2e.step(`read ${metric} back`, () => e2e.readBack(e2e.reader(user), writer, { seconds }));
  return { result, samples, writer };
}

/** Waits until so many further numbers are acknowledged. */
export async function acknowledgedMore(e2e: E2e, writer: CountedWriter): Promise<void> {
  const wanted = writer.acknowledged.length + QUIET;
  await e2e.until(
    'acknowledged writes',
    async () => assert.ok(writer.acknowledged.length >= wanted, JSON.stringify(writer.repeated)),
    { seconds: 60, everySeconds: 0.25 },
  );
}

/** Which answers made the writer repeat itself. */
export function answersOf({ repeated, doubtful }: CountedWriter): string {
  const answers = Object.entries(repeated).map(([answer, times]) => `${answer} (${times}x)`);
  if (answers.length === 0) return 'no write had to be repeated';
  const conflicts = doubtful.length > 0 ? `, ${doubtful.length} of them answered 409 then, as stored before` : '';
  return `writes repeated after ${answers.join(', ')}${conflicts}`;
}
