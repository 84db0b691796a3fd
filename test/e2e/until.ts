import { setTimeout as pause } from 'node:timers/promises';
import { Hopeless, messageOf } from './problem';

export interface Patience {
  /** How long it may take. */
  readonly seconds: number;
  /** Between two looks. @default 1 */
  readonly everySeconds?: number;
}

/** Looks until `look` throws no more, and returns what it found. What it threw last is in the error when time is up. */
export async function until<T>(
  what: string,
  look: () => Promise<T>,
  { seconds, everySeconds = 1 }: Patience,
  signal: AbortSignal,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    signal.throwIfAborted();
    try {
      return await look();
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof Hopeless) throw error;
      if (Date.now() > deadline) throw new Error(`${what}: not within ${seconds} s. Last: ${messageOf(error)}`);
    }
    await pause(everySeconds * 1000, undefined, { signal });
  }
}
