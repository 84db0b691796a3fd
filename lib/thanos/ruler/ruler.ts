import { Size } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { serviceHost } from '../../kubernetes/service-address';
import type { IObjectStore } from '../../objstore/object-store';
import type { PrometheusDuration } from '../../values/duration';
import { podEndpoints } from '../component-endpoints';
import type { IStoreApi, StoreApiEndpoint } from '../store-api';
import { RULE_REPLICA_LABEL } from '../store-api';
import { RulerComponent } from './ruler-component';
import type { RulerOptions, RulerProps } from './ruler-options';

/** Options of a ruler that keeps what it records. */
export interface ThanosRulerOptions extends RulerOptions {
  /** Size of each pod's claim. It cannot be changed once applied. @default - 10Gi */
  readonly storage?: Size;
  /** How long blocks stay on the disk, beside the bucket (`--tsdb.retention`). @default '48h' */
  readonly retention?: PrometheusDuration;
  /** `--tsdb.block-duration`. @default '2h' */
  readonly blockDuration?: PrometheusDuration;
}

export interface ThanosRulerProps extends ThanosRulerOptions, RulerProps {
  /** The bucket that blocks of recorded series are uploaded to. */
  readonly objstore: IObjectStore;
}

/**
 * The ruler: evaluates recording and alerting rules against a querier, keeps what it records in a TSDB of its own, and uploads that.
 * Hand it to queriers, so that they find its series: `query.addEndpoint(ruler)`.
 */
export class ThanosRuler extends RulerComponent implements IStoreApi {
  readonly statefulSet: k8s.KubeStatefulSet;
  readonly storeApi: StoreApiEndpoint;

  constructor(scope: Construct, id: string, props: ThanosRulerProps) {
    super(scope, id, props);
    this.storeApi = {
      ...podEndpoints(serviceHost(this.identity.name, this.identity.namespace), this.grpcCertificate),
      replicaLabels: [RULE_REPLICA_LABEL],
      network: this.network,
      component: this,
    };
    this.statefulSet = this.addRuler(props, props.storage ?? Size.gibibytes(10), {
      'objstore.config-file': this.useObjectStore(props.objstore, 'write'),
      'tsdb.retention': props.retention,
      'tsdb.block-duration': props.blockDuration,
    });
  }
}
