import { setTimeout } from 'node:timers/promises';
import type { Edge, User } from '../edge/client';
import { messageOf } from '../problem';
import type { WriteLog } from './account';
import type { Labels, NumberedSample } from './remote-write';
import { writeRequest } from './remote-write';

/** What takes the requests. */
export type WriteTarget = Pick<Edge, 'https'>;

/** Where requests go, and what they show. */
export interface WriteDestination {
  /** A host of receive. */
  readonly host: string;
  /** User and password. @default - none */
  readonly user?: User;
  /** Further headers, asked for anew for each request: a token is renewed now and then. @default - none */
  readonly headers?: () => Readonly<Record<string, string>>;
  /** The value of header THANOS-TENANT. @default - none */
  readonly tenant?: string;
  /** @default '/api/v1/receive' */
  readonly path?: string;
}

export interface WriterProps extends WriteDestination {
  /** Name of the metric; give each writer its own. */
  readonly metric: string;
  /** How many series get each number. */
  readonly series: number;
  /** Further labels of all series. @default - none */
  readonly labels?: Labels;
}

/** As Prometheus does with `retry_on_http_429`. */
const FIRST_PAUSE_MS = 30;
const LONGEST_PAUSE_MS = 1_000;
/** Numbers in one request at most. */
const BATCH = 100;

/**
 * Writes numbered samples through the edge, as Prometheus' remote write does: in order, one request at a time, again after 5xx, 429
 * or no answer, and never again after another refusal. It remembers what was acknowledged.
 */
export class CountedWriter implements WriteLog {
  readonly written: NumberedSample[] = [];
  readonly acknowledged: NumberedSample[] = [];
  /** What was refused for good, which Prometheus would drop. */
  readonly refused: string[] = [];
  /**
   * What was answered 409 when it was written again: an earlier attempt, which nobody answered, had stored it, at least in part. It is
   * neither acknowledged nor refused, and may be read once or not at all.
   */
  readonly doubtful: string[] = [];
  /** How often each answer that asks for a repetition came. */
  readonly repeated: Record<string, number> = {};
  readonly series: readonly string[];
  private readonly labels: readonly Labels[];
  private readonly queue: NumberedSample[] = [];
  private ticking?: NodeJS.Timeout;
  private sending: Promise<void> = Promise.resolve();
  private destination: WriteDestination;

  constructor(
    private edge: WriteTarget,
    readonly props: WriterProps,
    private readonly signal: AbortSignal,
    private readonly pause: (milliseconds: number) => Promise<unknown> = setTimeout,
  ) {
    this.destination = props;
    this.series = Array.from({ length: props.series }, (_, index) => `${index}`);
    this.labels = this.series.map((series) => ({ ...props.labels, __name__: props.metric, series }));
  }

  /** Writes a number each so often, until `stop`. */
  start(everyMs: number): void {
    this.ticking = setInterval(() => this.enqueue(Date.now()), everyMs);
  }

  /** Stops making samples, and returns when those made are acknowledged or refused. */
  async stop(): Promise<void> {
    clearInterval(this.ticking);
    this.ticking = undefined;
    await this.sending;
  }

  /** Writes one number for each of the times (Unix, in milliseconds), oldest first: as after an outage. */
  async backfill(timestamps: readonly number[]): Promise<void> {
    for (const timestamp of timestamps) this.enqueue(timestamp);
    await this.sending;
  }

  /** Goes on elsewhere, from the next request on. */
  moveTo(edge: WriteTarget, destination: WriteDestination): void {
    this.edge = edge;
    this.destination = destination;
  }

  /** How many numbers wait to be acknowledged. */
  get behind(): number {
    return this.queue.length;
  }

  private enqueue(wanted: number): void {
    const timestamp = Math.max(wanted, (this.written.at(-1)?.timestamp ?? 0) + 1);
    const sample = { number: this.written.length + 1, timestamp };
    this.written.push(sample);
    this.queue.push(sample);
    if (this.queue.length === 1) this.sending = this.send();
  }

  private async send(): Promise<void> {
    // Those made in the same moment go together.
    await this.pause(0);
    while (this.queue.length > 0 && !this.signal.aborted) {
      const samples = this.queue.slice(0, BATCH);
      const outcome = await this.deliver(samples);
      if (outcome === 'acknowledged') this.acknowledged.push(...samples);
      this.queue.splice(0, samples.length);
    }
  }

  private async deliver(samples: readonly NumberedSample[]): Promise<'acknowledged' | 'refused'> {
    const body = writeRequest(this.labels, samples);
    let again = false;
    for (let wait = FIRST_PAUSE_MS; !this.signal.aborted; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      const answer = await this.post(body);
      if (typeof answer === 'object') {
        if (answer.status >= 200 && answer.status < 300) return 'acknowledged';
        if (answer.status < 500 && answer.status !== 429) {
          const kept = again && answer.status === 409 ? this.doubtful : this.refused;
          kept.push(`numbers ${samples[0]?.number} to ${samples.at(-1)?.number}: ${answer.status} ${answer.body}`);
          return 'refused';
        }
      }
      const reason = typeof answer === 'object' ? `${answer.status}` : answer;
      this.repeated[reason] = (this.repeated[reason] ?? 0) + 1;
      again = true;
      await this.pause(wait);
    }
    return 'refused';
  }

  /** The answer, or why there is none. */
  private async post(body: Buffer): Promise<{ readonly status: number; readonly body: string } | string> {
    const { host, user, tenant, path = '/api/v1/receive', headers: more } = this.destination;
    const headers = {
      ...more?.(),
      'content-encoding': 'snappy',
      'content-type': 'application/x-protobuf',
      'x-prometheus-remote-write-version': '0.1.0',
      ...(tenant === undefined ? {} : { 'THANOS-TENANT': tenant }),
    };
    try {
      return await this.edge.https(host, path, { method: 'POST', headers, body, user });
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : messageOf(error);
    }
  }
}
