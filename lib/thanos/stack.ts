import { Construct } from 'constructs';
import type { ExposedRoute } from '../exposure/exposure';
import type { Exposure } from '../exposure/exposure';
import type { Monitoring } from '../kubernetes/service-monitor';
import type { IObjectStore } from '../objstore/object-store';
import type { IRemoteWriteDestination } from '../prometheus/remote-write';
import { ThanosBucketWeb, type ThanosBucketWebOptions } from './bucket-web';
import { ThanosCompactor, type ThanosCompactorOptions } from './compactor';
import type { ThanosComponentProps } from './component-props';
import { ThanosQuery, type ThanosQueryOptions } from './query';
import { ThanosQueryFrontend, type ThanosQueryFrontendOptions } from './query-frontend';
import { ThanosReceive, type ThanosReceiveOptions } from './receive/receive';
import { ThanosRuler, type ThanosRulerOptions } from './ruler/ruler';
import type { IStoreApi } from './store-api';
import { ThanosStoreGateway, type ThanosStoreGatewayOptions } from './store-gateway';

/** What every component of a stack has in common. */
export type ThanosStackDefaults = Omit<ThanosComponentProps, 'stack' | 'component' | 'monitoring' | 'networkPolicy'>;

/** Which components are reached from outside, and how. */
export interface ThanosStackExposure {
  /** Grafana and people, through the query frontend. @default - not exposed */
  readonly query?: Exposure;
  /** Remote writers. @default - not exposed */
  readonly receive?: Exposure;
  /** People who look at blocks. @default - not exposed */
  readonly bucketWeb?: Exposure;
}

export interface ThanosStackProps {
  /** The stack's name: objects are called `<name>-<component>`. @default 'thanos' */
  readonly name?: string;
  /** The bucket of all components. */
  readonly objstore: IObjectStore;
  /** Options of all components, unless a component says otherwise. @default - none */
  readonly defaults?: ThanosStackDefaults;
  readonly receive?: ThanosReceiveOptions;
  /** `endpoints` are asked beside the stack's own components. */
  readonly query?: ThanosQueryOptions & { readonly endpoints?: readonly IStoreApi[] };
  readonly queryFrontend?: ThanosQueryFrontendOptions;
  readonly storeGateway?: ThanosStoreGatewayOptions;
  readonly compactor?: ThanosCompactorOptions;
  /** @default true */
  readonly bucketWeb?: ThanosBucketWebOptions | boolean;
  /** @default false */
  readonly ruler?: ThanosRulerOptions | boolean;
  /** An Exposure for query and receive as in the founding article, or one for each component. @default - nothing is exposed */
  readonly exposure?: Exposure | ThanosStackExposure;
  /** How Prometheus scrapes the components; `false` renders no ServiceMonitors. @default - every component is scraped */
  readonly monitoring?: Monitoring | false;
  /** NetworkPolicies for every component, derived from how they are wired. @default false */
  readonly networkPolicies?: boolean;
}
