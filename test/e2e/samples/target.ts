import { createServer, type Server, type ServerResponse } from 'node:http';
import { listen, portOf } from '../listen';
import type { WriteLog } from './account';
import type { NumberedSample } from './remote-write';

export interface TargetProps {
  /** Name of the metric. */
  readonly metric: string;
  /** How many series get each number. */
  readonly series: number;
}

/**
 * An application that Prometheus scrapes: it numbers its scrapes, and gives each its time, so that every sample that Prometheus took
 * is known.
 */
export class CountedTarget implements WriteLog {
  readonly written: NumberedSample[] = [];
  readonly series: readonly string[];
  private stopped = false;

  constructor(
    readonly props: TargetProps,
    private readonly server: Server = createServer(),
  ) {
    this.series = Array.from({ length: props.series }, (_, index) => `${index}`);
  }

  /** Listens on all addresses of this machine, on a free port. */
  static async open(props: TargetProps): Promise<CountedTarget> {
    const target = new CountedTarget(props);
    target.server.on('request', (_, response) => target.answer(response));
    await listen(target.server);
    return target;
  }

  get port(): number {
    return portOf(this.server);
  }

  /** What Prometheus has scraped is what has to arrive. */
  get acknowledged(): readonly NumberedSample[] {
    return this.written;
  }

  /** From now on it is down, so that no further samples come. */
  stop(): void {
    this.stopped = true;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  /** One scrape: the exposition of the next number, or nothing once it is down. */
  scrape(now = Date.now()): string | undefined {
    if (this.stopped) return undefined;
    const number = this.written.length + 1;
    const timestamp = Math.max(now, (this.written.at(-1)?.timestamp ?? 0) + 1);
    this.written.push({ number, timestamp });
    const { metric } = this.props;
    const lines = this.series.map((series) => `${metric}{series="${series}"} ${number} ${timestamp}\n`);
    return `# TYPE ${metric} gauge\n${lines.join('')}`;
  }

  private answer(response: ServerResponse): void {
    const exposition = this.scrape();
    if (exposition === undefined) response.writeHead(503).end();
    else response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(exposition);
  }
}
