import { Construct } from 'constructs';
import type { ExposedRoute } from '../exposure/exposed-route';
import { Exposure } from '../exposure/exposure';
import type { GrpcTlsProps } from './grpc-tls';
import { ThanosQuery } from './query';
import { ThanosQueryFrontend } from './query-frontend';
import { AUTOSCALED, sharedProps } from './stack-defaults';
import type { ReaderExposure, ThanosStackExposure, ThanosStackProps } from './stack-props';
import type { IStoreApi, StoreApiEndpoint } from './store-api';

/** What is reached from outside, and how. */
export interface GlobalQueryExposure extends Pick<ThanosStackExposure, 'storeApi'> {
  /** Grafana and people, by way of the query frontend, at `query.<domain>`. @default - not exposed */
  readonly query?: ReaderExposure;
}

/** A querier over other Thanos installations, and how it differs from its defaults. */
export interface ThanosGlobalQueryProps
  extends Pick<ThanosStackProps, 'defaults' | 'queryFrontend' | 'monitoring' | 'networkPolicies'>,
    GrpcTlsProps {
  /** Its name: objects are called `<name>-query` and `<name>-query-frontend`. @default 'thanos-global' */
  readonly name?: string;
  /** Whom it asks: stacks of other clusters that expose their StoreAPI, `stack.query` of one in the same cluster, and addresses (`StoreApi.at`). */
  readonly endpoints: readonly IStoreApi[];
  /**
   * The Secret with the certificate that it shows to them: type `kubernetes.io/tls`, in its namespace, with `ca.crt` where an authority
   * of your own signs their certificates.
   * @default - none, which no exposed StoreAPI takes
   */
  readonly clientTlsSecretName?: string;
  /** @default - an autoscaler from 1 to 10 pods */
  readonly query?: Omit<NonNullable<ThanosStackProps['query']>, 'endpoints' | 'clientTlsSecretName'>;
  /** An Exposure serves query; one for each also exposes StoreAPI to a querier above this one. @default - nothing is exposed */
  readonly exposure?: ReaderExposure | GlobalQueryExposure;
}

/** One query over the Thanos of several regions or clusters: a querier and its frontend, with no data of their own. */
export class ThanosGlobalQuery extends Construct implements IStoreApi {
  readonly query: ThanosQuery;
  readonly queryFrontend: ThanosQueryFrontend;
  readonly exposedQuery?: ExposedRoute;
  /** Where other queriers ask it: from outside if StoreAPI is exposed, else inside of the cluster. */
  readonly storeApi: StoreApiEndpoint;

  constructor(scope: Construct, id: string, props: ThanosGlobalQueryProps) {
    super(scope, id);
    const shared = sharedProps({ ...props, name: props.name ?? 'thanos-global' });
    const exposure = props.exposure instanceof Exposure ? { query: props.exposure } : props.exposure;
    this.query = new ThanosQuery(this, 'query', {
      replicas: AUTOSCALED,
      ...shared,
      ...props.query,
      endpoints: props.endpoints,
      clientTlsSecretName: props.clientTlsSecretName,
      grpcTls: props.grpcTls,
      storeApiExposure: exposure?.storeApi,
    });
    this.queryFrontend = new ThanosQueryFrontend(this, 'query-frontend', {
      replicas: AUTOSCALED,
      ...shared,
      ...props.queryFrontend,
      query: this.query,
    });
    this.exposedQuery = exposure?.query?.expose(this, 'exposed-query', {
      name: 'query',
      route: this.queryFrontend.route,
    });
    this.storeApi = this.query.exposedStoreApi ?? this.query.storeApi;
  }
}
