import assert from 'node:assert/strict';
import type { E2e } from '../../e2e';
import type { Edge, User } from '../../edge/client';
import type { CountedWriter, WriteDestination } from '../../samples/writer';
import { CLUSTERS, type ClusterName, groupOf, newHost } from './fleet';

const EVERY_MS = 200;
const SERIES = 10;
/** So many numbers are acknowledged between two changes. */
const QUIET = 8;

/** A steady, counted write for each cluster, beside that of Prometheus. */
export class SteadyWriters {
  readonly near: CountedWriter;
  readonly far: CountedWriter;

  constructor(
    private readonly e2e: E2e,
    user: User,
  ) {
    const writer = (name: ClusterName) =>
      e2e.writer({ metric: `numbered_${name}`, series: SERIES, user, tenant: CLUSTERS[name].tenant });
    this.near = writer('near');
    this.far = writer('far');
  }

  async start(): Promise<void> {
    for (const writer of [this.near, this.far]) writer.start(EVERY_MS);
    await this.goOn();
  }

  /** Returns when both have been acknowledged some more, and nothing was refused. */
  async goOn(...names: readonly ClusterName[]): Promise<void> {
    const chosen = names.length === 0 ? [this.near, this.far] : names.map((name) => this[name]);
    for (const writer of chosen) {
      const wanted = writer.acknowledged.length + QUIET;
      await this.e2e.until(
        'acknowledged writes',
        async () => {
          assert.deepEqual(writer.refused, []);
          assert.ok(writer.acknowledged.length >= wanted, JSON.stringify(writer.repeated));
        },
        { seconds: 60, everySeconds: 0.2 },
      );
    }
  }

  /** Has a writer show tokens at the new edge, from its next request on. */
  async move(name: ClusterName, edge: Edge, token: () => string): Promise<void> {
    const destination: WriteDestination = {
      host: newHost(this.e2e),
      headers: () => ({ authorization: `Bearer ${token()}`, 'THANOS-CLUSTER': groupOf(name) }),
    };
    this[name].moveTo(edge, destination);
    await this.goOn();
  }
}
