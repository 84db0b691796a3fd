import { Construct } from 'constructs';
import type { ExposedRoute } from '../exposure/exposed-route';
import type { IRemoteWriteDestination } from '../remote-write/destination';
import { reportProblem } from '../validation/problem';
import { TENANT } from '../values/tenant';
import { ThanosBucketWeb } from './bucket-web';
import { ThanosCompactor } from './compactor';
import type { ThanosComponentProps } from './component-props';
import { HTTP } from './ports';
import { ThanosQuery } from './query';
import { ThanosQueryFrontend } from './query-frontend';
import { ThanosReceive } from './receive/receive';
import { ThanosRuler } from './ruler/ruler';
import { ThanosStatelessRuler } from './ruler/stateless-ruler';
import { AUTOSCALED, sharedProps } from './stack-defaults';
import { exposeQuery, exposeReceive, perComponent, remoteWriteOf, tenancyProblems } from './stack-exposure';
import type { ThanosStackExposure, ThanosStackProps, ThanosStackRuler } from './stack-props';
import type { IStoreApi, StoreApiEndpoint } from './store-api';
import { ThanosStoreGateway, type ThanosStoreGatewayProps } from './store-gateway';
import { ThanosStoreGatewayShards } from './store-gateway-shards';

/** A whole Thanos in one chart, each component wired to the others. */
export class ThanosStack extends Construct implements IStoreApi {
  readonly receive: ThanosReceive;
  /** One, or as many as there are shards. */
  readonly storeGateways: readonly ThanosStoreGateway[];
  readonly query: ThanosQuery;
  readonly queryFrontend: ThanosQueryFrontend;
  readonly compactor: ThanosCompactor;
  readonly bucketWeb?: ThanosBucketWeb;
  readonly ruler?: ThanosRuler | ThanosStatelessRuler;
  readonly exposedQuery?: ExposedRoute;
  /** The first edge of receive. */
  readonly exposedReceive?: ExposedRoute;
  readonly exposedBucketWeb?: ExposedRoute;
  /** Where Prometheus sends its samples: from outside if receive is exposed, else inside of the cluster. */
  readonly remoteWrite: IRemoteWriteDestination;
  /** Where other queriers ask it: from outside if StoreAPI is exposed, else inside of the cluster. */
  readonly storeApi: StoreApiEndpoint;

  constructor(scope: Construct, id: string, props: ThanosStackProps) {
    super(scope, id);
    const { objstore, grpcTls } = props;
    const shared = sharedProps(props);
    this.receive = new ThanosReceive(this, 'receive', { ...shared, ...props.receive, grpcTls, objstore });
    this.storeGateways = this.addStoreGateways({
      ...shared,
      ...props.storeGateway,
      grpcTls,
      objstore: props.storeGateway?.objstore ?? objstore,
    });
    const exposure = perComponent(props.exposure);
    this.query = new ThanosQuery(this, 'query', {
      replicas: AUTOSCALED,
      ...shared,
      ...props.query,
      grpcTls,
      endpoints: [...this.receive.storeApis, ...this.storeGateways, ...(props.query?.endpoints ?? [])],
      storeApiExposure: exposure.storeApi,
    });
    this.queryFrontend = new ThanosQueryFrontend(this, 'query-frontend', {
      replicas: AUTOSCALED,
      ...shared,
      ...props.queryFrontend,
      query: this.query,
    });
    this.connectMetaMonitoring(props.receive?.limits?.global?.metaMonitoring?.url);
    this.compactor = new ThanosCompactor(this, 'compactor', { ...shared, ...props.compactor, objstore });
    if (props.bucketWeb !== false) {
      const options = typeof props.bucketWeb === 'object' ? props.bucketWeb : undefined;
      this.bucketWeb = new ThanosBucketWeb(this, 'bucket-web', {
        ...shared,
        ...options,
        objstore: options?.objstore ?? objstore,
      });
    }
    this.exposedQuery = exposeQuery(this, this.queryFrontend, exposure);
    const exposedReceive = exposeReceive(this, this.receive, exposure);
    [this.exposedReceive] = exposedReceive;
    if (this.bucketWeb) {
      this.exposedBucketWeb = exposure.bucketWeb?.expose(this, 'exposed-bucket-web', {
        name: 'bucketweb',
        route: this.bucketWeb.route,
      });
    }
    if (props.ruler) this.ruler = this.addRuler(props.ruler === true ? {} : props.ruler, shared, props);
    this.remoteWrite = remoteWriteOf(this.receive, exposedReceive);
    this.storeApi = this.query.exposedStoreApi ?? this.query.storeApi;
    this.checkWiring(exposure, props);
  }

  /** Lets receive ask the stack itself how many series a tenant has. */
  private connectMetaMonitoring(url: string | undefined): void {
    const asked = [this.query, this.queryFrontend].find((each) => url?.startsWith(each.url));
    if (asked) this.receive.network.connectTo(asked.network, HTTP.number);
  }

  private addStoreGateways({
    shards,
    ...options
  }: ThanosStoreGatewayProps & { readonly shards?: number }): readonly ThanosStoreGateway[] {
    return shards === undefined
      ? [new ThanosStoreGateway(this, 'store-gateway', options)]
      : new ThanosStoreGatewayShards(this, 'store-gateway', { ...options, shards }).storeGateways;
  }

  private addRuler(
    ruler: ThanosStackRuler,
    shared: ThanosComponentProps,
    { objstore, grpcTls }: ThanosStackProps,
  ): ThanosRuler | ThanosStatelessRuler {
    const wiring = { ...shared, grpcTls, alertQueryUrl: this.exposedQuery?.url, query: this.query };
    if (ruler.mode === 'stateless') {
      return new ThanosStatelessRuler(this, 'ruler', { ...wiring, ...ruler, remoteWrite: this.receive });
    }
    const stateful = new ThanosRuler(this, 'ruler', { ...wiring, ...ruler, objstore });
    this.query.addEndpoint(stateful);
    return stateful;
  }

  /** What is wrong between components that are each right. */
  private checkWiring(exposure: ThanosStackExposure, props: ThanosStackProps): void {
    for (const problem of tenancyProblems(exposure, props)) reportProblem(this, problem);
    const written = this.receive.tenantLabelName;
    const enforced = props.query?.tenancy?.labelName ?? TENANT.label;
    if (props.query?.tenancy?.enforce && enforced !== written) {
      reportProblem(this, {
        rule: 'THANOS-544',
        what: `query answers with series whose label ${enforced} is the tenant, and receive writes the tenant into label ${written}: every answer would be empty`,
        fix: `Give query.tenancy and receive.tenancy the same labelName`,
      });
    }
    if (props.query?.tenancy?.enforce && this.ruler) {
      reportProblem(this, {
        rule: 'THANOS-652',
        what: `query answers with the series of the tenant that a request names, and the ruler names none: its rules would see those of ${TENANT.default} alone, and alerts on others never fire`,
        fix: 'Leave ruler out, and let each Prometheus evaluate its own rules, or give a ThanosRuler a ThanosQuery of its own, which enforces nothing',
      });
    }
    if (this.receive.outOfOrderWindow && !this.compactor.verticalCompaction) {
      reportProblem(this, {
        rule: 'THANOS-023',
        what: `receive takes samples up to ${this.receive.outOfOrderWindow} out of order, whose blocks overlap, and the compactor halts at the first overlap`,
        fix: 'Give the compactor verticalCompaction: true, or leave out receive.outOfOrderWindow',
      });
    }
    if (exposure.bucketWeb && !this.bucketWeb) {
      reportProblem(this, {
        rule: 'THANOS-510',
        what: 'exposure.bucketWeb is given, and bucketWeb is false: there is nothing to expose',
        fix: 'Leave out one of the two',
      });
    }
  }
}
