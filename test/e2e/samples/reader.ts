import type { Edge, User } from '../edge/client';
import type { ReadSeries } from './account';

export interface InstantSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

export interface QueryOptions {
  /** Evaluate at this time. Unit: Unix time in seconds. @default - now */
  readonly time?: number;
  /** The value of header THANOS-TENANT. @default - none */
  readonly tenant?: string;
  /** Parameters that Thanos adds to Prometheus' API, for example `max_source_resolution`. @default - none */
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface QueryRange {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/** The query API behind the edge, as Grafana asks it. */
export class ThanosReader {
  constructor(
    private readonly edge: Edge,
    readonly host: string,
    readonly user: User,
  ) {}

  /** An instant query whose result is a vector. */
  vector(expression: string, options?: QueryOptions): Promise<readonly InstantSeries[]> {
    return this.get('query', expression, options);
  }

  /** The one number of an instant query; 0 where the result is empty. */
  async number(expression: string, options?: QueryOptions): Promise<number> {
    const [first, second] = await this.vector(expression, options);
    if (second) throw new Error(`${expression} has more than one series`);
    return Number(first?.value[1] ?? 0);
  }

  /** The samples of a selector with a range, as they are stored. */
  samples(selector: string, options?: QueryOptions): Promise<readonly ReadSeries[]> {
    return this.get('query', selector, options);
  }

  /** A range query, as for a graph. Unit of all three: seconds. */
  range(expression: string, { start, end, step }: QueryRange): Promise<readonly ReadSeries[]> {
    const parameters = { start: String(start), end: String(end), step: String(step) };
    return this.get('query_range', expression, { parameters });
  }

  /** The values of a label, as variables of dashboards ask for them. */
  labelValues(label: string, options?: QueryOptions): Promise<readonly string[]> {
    return this.ask(`label/${label}/values`, {}, options);
  }

  private async get<T>(endpoint: string, query: string, options?: QueryOptions): Promise<T> {
    const { result } = await this.ask<{ result: T }>(endpoint, { query }, options);
    return result;
  }

  private async ask<T>(
    path: string,
    request: Readonly<Record<string, string>>,
    { time, tenant, parameters }: QueryOptions = {},
  ): Promise<T> {
    // A partial answer would look like a loss.
    const search = new URLSearchParams({ ...request, partial_response: 'false', ...parameters });
    if (time !== undefined) search.set('time', String(time));
    const headers: Record<string, string> = tenant === undefined ? {} : { 'THANOS-TENANT': tenant };
    const answer = await this.edge.https(this.host, `/api/v1/${path}?${search}`, { headers, user: this.user });
    if (answer.status !== 200) {
      throw new Error(`${path} ${request['query'] ?? ''}: ${answer.status} ${answer.body.slice(0, 300)}`);
    }
    const { data } = JSON.parse(answer.body) as { data: T };
    return data;
  }
}
