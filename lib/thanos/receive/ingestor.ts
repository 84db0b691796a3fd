import { Size } from 'cdk8s';
import { Cpu, type k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { IngestingReceiver } from './ingesting-receiver';
import type { ThanosReceiveIngestorProps } from './ingestor-options';

/**
 * The stateful half of receive: it writes what routers send into a TSDB for each tenant, uploads the blocks, and serves both
 * to queriers. It knows nothing of hashrings, nor of replication: `ThanosReceiveRouter` does.
 */
export class ThanosReceiveIngestor extends IngestingReceiver {
  readonly statefulSet: k8s.KubeStatefulSet;

  constructor(scope: Construct, id: string, props: ThanosReceiveIngestorProps) {
    super(
      scope,
      id,
      props,
      { component: 'receive-ingestor', requests: { cpu: Cpu.millis(100), memory: Size.mebibytes(512) } },
      { suffix: '' },
    );
    this.statefulSet = this.addIngestingStatefulSet(props);
  }
}
