import { Construct } from 'constructs';
import type { Route } from '../../exposure/route';
import type { NetworkNode } from '../../kubernetes/network';
import type { IRemoteWriteDestination } from '../../remote-write/destination';
import { milliseconds, type PrometheusDuration } from '../../values/duration';
import { TENANT } from '../../values/tenant';
import type { IStoreApi } from '../store-api';
import { ThanosReceiveAllInOne } from './all-in-one';
import type { IngestingReceiver } from './ingesting-receiver';
import type { ThanosReceiveIngestor } from './ingestor';
import type { ThanosReceiveProps } from './receive-options';
import { remoteWriteRoute, remoteWriteUrl } from './remote-write';
import type { ThanosReceiveRouter } from './router';
import { splitReceive } from './split';

/**
 * Receive: it takes what Prometheus pushes by remote write, keeps it in a TSDB for each tenant, and uploads the blocks.
 *
 * By default it is all-in-one: a StatefulSet whose pods are both router and ingestor. With `router` it is split into stateless
 * routers and stateful ingestors, so that a change of the hashrings does not touch the pods that hold samples.
 */
export class ThanosReceive extends Construct implements IRemoteWriteDestination {
  /** The one StatefulSet of the all-in-one shape. */
  readonly allInOne?: ThanosReceiveAllInOne;
  /** The routers of the split shape. */
  readonly router?: ThanosReceiveRouter;
  /** The ingestors of the split shape, by hashring and zone. */
  readonly ingestors: readonly ThanosReceiveIngestor[];
  /** What queriers ask. */
  readonly storeApis: readonly IStoreApi[];
  /** The pods that clients connect to, on port `remote-write`. */
  readonly network: NetworkNode;
  /** Where it takes remote write inside of the cluster. */
  readonly url: string;
  /** What it offers to the outside: remote write. */
  readonly route: Route;
  /** The HTTP header that names the tenant. */
  readonly tenantHeader: string;
  /** The label that holds the tenant. */
  readonly tenantLabelName: string;
  /** Labels that it adds to series, beside the replica label, by which queriers deduplicate. */
  readonly addedLabels: readonly string[];
  /** How late samples may come at most; where this is set, the compactor needs vertical compaction. */
  readonly outOfOrderWindow?: PrometheusDuration;

  constructor(scope: Construct, id: string, props: ThanosReceiveProps) {
    super(scope, id);
    const options = {
      ...props,
      minReadySeconds: props.minReadySeconds ?? ((props.replicationFactor ?? 1) > 1 ? 120 : undefined),
    };
    let receivers: readonly IngestingReceiver[];
    if (options.router) {
      const { router, ingestors } = splitReceive(this, options);
      this.router = router;
      this.ingestors = ingestors;
      this.network = router.network;
      receivers = ingestors;
    } else {
      this.allInOne = new ThanosReceiveAllInOne(this, 'all-in-one', options);
      this.ingestors = [];
      this.network = this.allInOne.network;
      receivers = [this.allInOne];
    }
    this.storeApis = receivers;
    this.url = remoteWriteUrl(this.network);
    this.tenantHeader = props.tenancy?.header ?? TENANT.header;
    this.route = remoteWriteRoute(this.network, {
      forwardTimeout: props.forwardTimeout,
      tenantHeader: this.tenantHeader,
    });
    this.tenantLabelName = props.tenancy?.labelName ?? TENANT.label;
    this.addedLabels = [...new Set(receivers.flatMap(({ addedLabels }) => addedLabels))];
    this.outOfOrderWindow = longest(receivers.flatMap(({ outOfOrderWindow }) => outOfOrderWindow ?? []));
  }
}

function longest(durations: readonly PrometheusDuration[]): PrometheusDuration | undefined {
  const length = (duration: PrometheusDuration) => milliseconds(duration) ?? 0;
  return [...durations].sort((a, b) => length(b) - length(a)).find((duration) => length(duration) > 0);
}
