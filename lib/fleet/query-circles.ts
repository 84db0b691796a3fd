import type { IConstruct } from 'constructs';
import { circleProblem } from '../thanos/endpoint-wiring';
import { ThanosQuery } from '../thanos/query';
import type { Problem } from '../validation/problem';

/** An endpoint of a querier: where it is, and whether it is there as a construct of this program. */
interface Asked {
  readonly address: string;
  readonly known: boolean;
}

/**
 * Exposed queriers of a fleet that ask each other in a circle, by addresses: `StoreApi.at('grpc.global.example.com:443')`. Queriers see
 * a circle of constructs by themselves.
 */
export class QueryCircles {
  /** What each querier asks, by its own address. */
  private readonly asked = new Map<string, readonly Asked[]>();

  /** What is wrong where this querier closes a circle with those before it. */
  problems(construct: IConstruct): Problem[] {
    if (!(construct instanceof ThanosQuery) || !construct.exposedStoreApi) return [];
    const { address: own } = construct.exposedStoreApi;
    const asked = construct.endpoints.map(({ address, component }) => ({
      address: address.replace(/^dns\+/, ''),
      known: component !== undefined,
    }));
    this.asked.set(own, asked);
    const way = this.wayTo(own, own, new Set());
    if (!way || way.every(({ known }) => known)) return [];
    return [circleProblem(way.map(({ address }) => address))];
  }

  private wayTo(goal: string, from: string, seen: Set<string>): Asked[] | undefined {
    for (const next of this.asked.get(from) ?? []) {
      if (next.address === goal) return [next];
      if (seen.has(next.address)) continue;
      seen.add(next.address);
      const rest = this.wayTo(goal, next.address, seen);
      if (rest) return [next, ...rest];
    }
    return undefined;
  }
}
