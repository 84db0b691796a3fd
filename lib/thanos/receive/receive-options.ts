import type { Replicas } from '../../kubernetes/availability';
import type { PreStopSleepProps } from '../../kubernetes/pre-stop-sleep';
import type { IObjectStore } from '../../objstore/object-store';
import type { RequestLoggingProps, ThanosComponentProps } from '../component-props';
import type { HashringOptions } from './hashring';
import type { ThanosReceiveIngestorOptions } from './ingestor-options';
import type { ReceiveRoutingOptions } from './routing';
import type { ReceiveTenancy } from './tenancy';

/** What both shapes have: the pods with a TSDB, and how series come to them. */
export interface ReceiveOptions
  extends Omit<ThanosReceiveIngestorOptions, 'zone' | 'tenancy'>,
    Omit<ReceiveRoutingOptions, 'tenancy'> {
  /** @default - header `THANOS-TENANT` names the tenant, label `tenant_id` holds it; without a header it is `default-tenant` */
  readonly tenancy?: ReceiveTenancy;
  /**
   * How long a pod has to be ready before a rollout takes the next one, so that others find it again. Unit: seconds.
   * @default - 120 with a `replicationFactor` above 1, else 0
   */
  readonly minReadySeconds?: number;
}

/** One StatefulSet whose pods are both router and ingestor. */
export interface AllInOneReceiveOptions extends ReceiveOptions, PreStopSleepProps {
  /**
   * As for a router. A single pod has no other one that its requests could go to.
   * @default - 10 with several pods, else 0
   */
  readonly preStopSleepSeconds?: number;
  readonly router?: undefined;
  readonly hashrings?: undefined;
  readonly zones?: undefined;
}

/** Options of the routers alone. Whatever holds for the installation, such as image, log level or monitoring, is as for the ingestors. */
export interface ReceiveRouterOptions
  extends Omit<ThanosComponentProps, 'stack' | 'component'>,
    RequestLoggingProps,
    PreStopSleepProps {
  /** A number, or an autoscaler. @default 1 */
  readonly replicas?: Replicas;
}

/** A hashring, of which `ThanosReceive` makes the ingestors. */
export interface ReceiveHashringOptions extends HashringOptions {
  /** Where the ingestors of this hashring differ from the others. @default - nowhere */
  readonly ingestors?: Omit<
    ThanosReceiveIngestorOptions,
    'stack' | 'component' | 'zone' | 'tenancy' | 'replicaLabel' | 'networkPolicy' | 'grpcTls'
  >;
}

/** A zone whose ingestors run while no hashring writes to them: one that is about to join, or to go. */
export interface ReceiveZoneOutsideHashrings {
  readonly name: string;
  readonly inHashrings: false;
}

/** Stateless routers in front of one StatefulSet of ingestors for each hashring and zone. */
export interface SplitReceiveOptions extends ReceiveOptions {
  /** Options of the routers; `{}` asks for them with their defaults. */
  readonly router: ReceiveRouterOptions;
  /**
   * Hashrings, each with ingestors called `<stack>-receive-ingestor-<hashring>`. The one called `default` has no suffix: it is the
   * one that you get without this option.
   * @default - one hashring, `default`, for every tenant
   */
  readonly hashrings?: readonly ReceiveHashringOptions[];
  /**
   * Zones, as nodes name them: `westeurope-1`. Each hashring has a StatefulSet `…-<zone>` with `replicas` pods in each, and
   * writes the replicas of a series to different ones. Kubernetes rolls these StatefulSets out side by side: a write whose
   * replicas are all restarting fails meanwhile, and clients repeat it. A zone that joins or goes is written
   * `{ name: 'westeurope-3', inHashrings: false }` in between: docs/hashring.md.
   * @default - one StatefulSet for each hashring, spread over all zones
   */
  readonly zones?: readonly (string | ReceiveZoneOutsideHashrings)[];
}

/**
 * Options of receive in either shape: with `router` it is split, without it is all-in-one.
 *
 * @see https://thanos.io/tip/components/receive.md/
 */
export type ThanosReceiveOptions = AllInOneReceiveOptions | SplitReceiveOptions;

export type ThanosReceiveProps = ThanosReceiveOptions & {
  /** The bucket that blocks are uploaded to. */
  readonly objstore: IObjectStore;
};
