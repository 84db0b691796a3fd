import { Construct } from 'constructs';
import { MOST_PODS } from '../kubernetes/availability';
import { numberProblems } from '../validation/numbers';
import { reportProblem } from '../validation/problem';
import { hashmodShard } from './relabel';
import { ThanosStoreGateway, type ThanosStoreGatewayProps } from './store-gateway';

export interface ThanosStoreGatewayShardsProps extends ThanosStoreGatewayProps {
  /** How many parts the blocks are divided into. Another number moves most blocks to other parts. */
  readonly shards: number;
}

/**
 * Store gateways that divide the blocks by a hash of their IDs: `<stack>-storegateway-0`, `-1` and so on, each with its own
 * StatefulSet, and all with the same options. A querier needs all of them: `endpoints: [...shards.storeGateways]`.
 */
export class ThanosStoreGatewayShards extends Construct {
  readonly storeGateways: readonly ThanosStoreGateway[];

  constructor(scope: Construct, id: string, props: ThanosStoreGatewayShardsProps) {
    super(scope, id);
    const { shards, component = 'storegateway', selector = [], ...options } = props;
    const problems = numberProblems({ shards }, 1, MOST_PODS);
    for (const problem of problems) reportProblem(this, problem);
    this.storeGateways = Array.from(
      { length: problems.length > 0 ? 0 : shards },
      (_, shard) =>
        new ThanosStoreGateway(this, `shard-${shard}`, {
          ...options,
          component: `${component}-${shard}`,
          selector: [...selector, ...hashmodShard(['__block_id'], shards, shard)],
        }),
    );
  }
}
