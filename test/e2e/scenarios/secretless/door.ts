import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Edge } from '../../edge/client';
import { messageOf } from '../../problem';

const EVERY_MS = 50;

/** Knocks at receive without a token, all the time, and remembers what was answered. */
export class Door {
  private readonly answers: Record<string, number> = {};
  private readonly end = new AbortController();
  private readonly knocking: Promise<void>;

  constructor(
    private readonly edge: Edge,
    private readonly host: string,
    private readonly groups: readonly string[],
    private readonly signal: AbortSignal,
  ) {
    this.knocking = this.knock();
  }

  /** Stops, and returns the answers. What receive itself says would mean that somebody got in. */
  async close(): Promise<string> {
    this.end.abort();
    await this.knocking;
    for (const answer of Object.keys(this.answers)) assert.ok(!/^(2|400|409)/.test(answer), this.seen);
    return this.seen;
  }

  private get seen(): string {
    return Object.entries(this.answers)
      .map(([answer, times]) => `${answer} (${times}x)`)
      .join(', ');
  }

  private async knock(): Promise<void> {
    while (!this.end.signal.aborted && !this.signal.aborted) {
      await Promise.all(this.groups.map((group) => this.ask(group)));
      await pause(EVERY_MS);
    }
  }

  private async ask(group: string): Promise<void> {
    const headers = { 'THANOS-CLUSTER': group };
    const answer = await this.edge.https(this.host, '/api/v1/receive', { method: 'POST', headers }).then(
      ({ status }) => `${status}`,
      (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : messageOf(error)),
    );
    this.answers[answer] = (this.answers[answer] ?? 0) + 1;
  }
}
