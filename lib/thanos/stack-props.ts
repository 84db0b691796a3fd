import type {
  BasicAuthentication,
  ClientCertificateAuthentication,
  ClusterTokenAuthentication,
} from '../exposure/authentication';
import type { Exposure } from '../exposure/exposure';
import type { Monitoring } from '../kubernetes/service-monitor';
import type { IObjectStore } from '../objstore/object-store';
import type { ThanosBucketWebOptions } from './bucket-web';
import type { ThanosCompactorOptions } from './compactor';
import type { ThanosComponentProps } from './component-props';
import type { GrpcTls } from './grpc-tls';
import type { ThanosQueryOptions } from './query';
import type { ThanosQueryFrontendOptions } from './query-frontend-options';
import type { ThanosReceiveOptions } from './receive/receive-options';
import type { ThanosRulerOptions } from './ruler/ruler';
import type { ThanosStatelessRulerOptions } from './ruler/stateless-ruler';
import type { IStoreApi } from './store-api';
import type { StoreApiExposure } from './store-api-exposure';
import type { ThanosStoreGatewayOptions } from './store-gateway-options';

/** What the stack itself decides for every component. */
type Decided = 'stack' | 'component' | 'networkPolicy' | 'grpcTls';

/** Options of one component of a stack. */
type InStack<Options> = Options extends unknown ? Omit<Options, Decided> : never;

/** A component that only reads the bucket can do so as another identity than those that write. */
interface OwnObjectStore {
  /** The same bucket as somebody who may read it, with a `configName` of its own. @default - the stack's */
  readonly objstore?: IObjectStore;
}

/** Two edges at once, while clients move from one to the other. Each needs a domain of its own. */
export type BothEdges<Old, New = Old> = readonly [old: Old, next: New];

/** How Grafana and people are asked who they are: by a password, or by a certificate that Grafana or a browser shows. */
export type ReaderExposure = Exposure<BasicAuthentication> | Exposure<ClientCertificateAuthentication>;

/**
 * How remote writers are asked who they are, at one edge or at two: by a password, by a certificate of their Prometheus, or by a token of
 * their cluster.
 */
export type WriterExposure =
  | ReaderExposure
  | Exposure<ClusterTokenAuthentication>
  | BothEdges<Exposure<BasicAuthentication>, Exposure<ClientCertificateAuthentication>>
  | BothEdges<Exposure<BasicAuthentication>, Exposure<ClusterTokenAuthentication>>
  | BothEdges<Exposure<ClientCertificateAuthentication>, Exposure<ClusterTokenAuthentication>>;

/**
 * Which components are reached from outside, and how. Where certificates are asked for, everybody is let in whose certificate the authority
 * of the exposure signed, so it should sign for nobody else.
 */
export interface ThanosStackExposure {
  /** Grafana and people, by way of the query frontend, at `query.<domain>`. @default - not exposed */
  readonly query?: ReaderExposure | BothEdges<ReaderExposure>;
  /**
   * People of one tenant each, by the tenant, at `query-<tenant>.<domain>`: the edge names the tenant in their requests, whatever they
   * say, and the querier, which has to enforce tenancy, answers with that tenant's series alone. Each has a Secret of its own, with its
   * users or with the authority of its people's certificates.
   * @default - clients of `query` name their tenant themselves
   */
  readonly tenantQueries?: Readonly<Record<string, ReaderExposure>>;
  /**
   * Remote writers, at `receive.<domain>`: by password, by certificates, or by tokens of their clusters. With two of them, clusters that
   * have a `clientCertificate` write to that for certificates; those that have an `oidcIssuer` are let in at that for tokens, and move
   * there by `writesBy: 'token'`. By password or certificate, the writer names its tenant.
   * @default - not exposed
   */
  readonly receive?: WriterExposure;
  /** People who look at blocks, at `bucketweb.<domain>`. @default - not exposed */
  readonly bucketWeb?: ReaderExposure;
  /**
   * Queriers of other clusters, with client certificates, at `grpc.<domain>`: the stack is then an endpoint of theirs.
   * @default - not exposed
   */
  readonly storeApi?: StoreApiExposure;
}

/** A ruler that keeps what it records, or one that writes it to the stack's receive. */
export type ThanosStackRuler =
  | (InStack<ThanosRulerOptions> & { readonly mode?: 'stateful' })
  | (InStack<ThanosStatelessRulerOptions> & { readonly mode: 'stateless' });

/** A whole Thanos: which components, and how each differs from its defaults. */
export interface ThanosStackProps {
  /** The stack's name: objects are called `<name>-<component>`. @default 'thanos' */
  readonly name?: string;
  /** The bucket of all components that use one, unless a component has its own. */
  readonly objstore: IObjectStore;
  /** Options of all components, unless a component says otherwise; a component's value replaces the whole one here. @default - none */
  readonly defaults?: Omit<ThanosComponentProps, Decided | 'monitoring'>;
  /**
   * Certificates on both sides of every gRPC connection between its components: `GrpcTls.privateCa()`, or one of an issuer that is
   * there. It needs cert-manager. How a stack that runs moves there: docs/grpc-tls.md.
   * @default - plaintext
   */
  readonly grpcTls?: GrpcTls;
  /** @default - all-in-one, one pod */
  readonly receive?: InStack<ThanosReceiveOptions>;
  /** The querier; its own `endpoints` are asked beside the stack's components. @default - an autoscaler from 1 to 10 pods */
  readonly query?: InStack<ThanosQueryOptions> & { readonly endpoints?: readonly IStoreApi[] };
  /** @default - an autoscaler from 1 to 10 pods */
  readonly queryFrontend?: InStack<ThanosQueryFrontendOptions>;
  /** With `shards`, several store gateways divide the blocks by hash. @default - one pod */
  readonly storeGateway?: InStack<ThanosStoreGatewayOptions> & OwnObjectStore & { readonly shards?: number };
  /** @default - keeps everything for ever */
  readonly compactor?: InStack<ThanosCompactorOptions>;
  /** @default true */
  readonly bucketWeb?: boolean | (InStack<ThanosBucketWebOptions> & OwnObjectStore);
  /** `true` is a stateful ruler with its defaults. @default false */
  readonly ruler?: boolean | ThanosStackRuler;
  /**
   * An Exposure serves query and receive, as in the founding article: who may write may read. To choose others, give one for each
   * component.
   * @default - nothing is exposed
   */
  readonly exposure?: ReaderExposure | ThanosStackExposure;
  /**
   * How Prometheus scrapes the components. ServiceMonitors need the Prometheus Operator's CRDs; `false` renders none.
   * @default - every component is scraped
   */
  readonly monitoring?: Monitoring | false;
  /** NetworkPolicies for every component, derived from how they are wired. @default false */
  readonly networkPolicies?: boolean;
}
