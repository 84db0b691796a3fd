import { Size } from 'cdk8s';
import { Cpu, type k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { ExposedRoute } from '../exposure/exposed-route';
import type { Replicas } from '../kubernetes/availability';
import { ANYWHERE } from '../kubernetes/network';
import { PRE_STOP_SLEEP_SECONDS, type PreStopSleepProps } from '../kubernetes/pre-stop-sleep';
import { serviceHost } from '../kubernetes/service-address';
import { declareExisting } from '../validation/existing';
import { numberProblems } from '../validation/numbers';
import { checkAtSynth, type Problem, reportProblem } from '../validation/problem';
import type { PrometheusDuration } from '../values/duration';
import { PROMETHEUS_REPLICA_LABEL } from '../values/label-name';
import { pathPrefix } from '../values/path-prefix';
import { addressPort } from '../values/port';
import { TENANT } from '../values/tenant';
import { ClientTls } from './client-tls';
import { ThanosComponent } from './component';
import { groupEndpoint } from './component-endpoints';
import type { RequestLoggingProps, ThanosComponentProps } from './component-props';
import { endpointWiringProblems, isElsewhere } from './endpoint-wiring';
import { endpointConfig, endpointProblems } from './endpoints';
import { GrpcCertificate } from './grpc-certificate';
import type { GrpcTlsProps } from './grpc-tls';
import { GRPC, HTTP } from './ports';
import { type IStoreApi, RULE_REPLICA_LABEL, type StoreApiEndpoint } from './store-api';
import { ExposedStoreApi, type StoreApiExposure } from './store-api-exposure';

/** Which tenant a query is made for, and whether others' series are kept from it. */
export interface QueryTenancy {
  /** Answer only with series of the tenant that the request names (`--query.enforce-tenancy`). @default false */
  readonly enforce?: boolean;
  /** `--query.tenant-header`. @default 'THANOS-TENANT' */
  readonly header?: string;
  /** The tenant of requests without that header (`--query.default-tenant-id`). @default 'default-tenant' */
  readonly defaultTenant?: string;
  /** The label that holds the tenant, as receive sets it (`--query.tenant-label-name`). @default 'tenant_id' */
  readonly labelName?: string;
}

/**
 * Options of the querier.
 *
 * @see https://thanos.io/tip/components/query.md/
 */
export interface ThanosQueryOptions extends ThanosComponentProps, RequestLoggingProps, GrpcTlsProps, PreStopSleepProps {
  /** A number, or an autoscaler. @default 1 */
  readonly replicas?: Replicas;
  /** Replica labels beside those of the endpoints. @default - `prometheus_replica` of the operator, `rule_replica` of rulers */
  readonly replicaLabels?: readonly string[];
  /**
   * How overlapping series become one (`--deduplication.func`). `penalty` is for pairs of Prometheus, whose samples differ: it reads one
   * of them as long as that has samples, and leaves out a few where it changes over, also where an ingestor was away of which others have
   * a copy. `chain` leaves out none, and suits data that only receive wrote, unless such pairs write to it.
   * @default 'penalty'
   */
  readonly deduplication?: 'penalty' | 'chain';
  /** Default PromQL engine. @default 'prometheus' */
  readonly engine?: 'prometheus' | 'thanos';
  /** `distributed` pushes parts of a query down to other queriers; it implies the Thanos engine. @default 'local' */
  readonly mode?: 'local' | 'distributed';
  /** Labels that tell leaf queriers apart in `distributed` mode (`--query.partition-label`). @default - all external labels */
  readonly partitionLabels?: readonly string[];
  /** Read downsampled blocks where a query's step allows (`--query.auto-downsampling`). @default true */
  readonly autoDownsampling?: boolean;
  /** Answer although an endpoint failed, with a warning (`--query.partial-response`). @default true */
  readonly partialResponse?: boolean;
  /** `--query.timeout`. @default '2m' */
  readonly timeout?: PrometheusDuration;
  /** Queries at a time (`--query.max-concurrent`). @default 20 */
  readonly maxConcurrent?: number;
  /** Selects at a time in one query (`--query.max-concurrent-select`). @default 4 */
  readonly maxConcurrentSelect?: number;
  /** `--query.lookback-delta`. @default - Prometheus' 5m */
  readonly lookbackDelta?: PrometheusDuration;
  /** Leave out an endpoint that sends nothing for so long (`--store.response-timeout`). @default - never */
  readonly storeResponseTimeout?: PrometheusDuration;
  /** How often endpoint names are resolved (`--store.sd-dns-interval`). @default '30s' */
  readonly dnsInterval?: PrometheusDuration;
  /** Limits of one request to this querier's own StoreAPI; 0 is none. @default - none */
  readonly storeLimits?: { readonly series?: number; readonly samples?: number };
  /**
   * The Secret with the certificate that it shows to endpoints which ask who connects: type `kubernetes.io/tls`, in its namespace, with
   * `ca.crt` where an authority of your own signs the endpoints' certificates.
   * @default - none
   */
  readonly clientTlsSecretName?: string;
  /** @default - the tenant header is only used for metrics */
  readonly tenancy?: QueryTenancy;
  /** External URL of this querier or of its frontend, for links in alerts (`--alert.query-url`). @default - none */
  readonly externalUrl?: string;
  /** Path under which the API and the user interface answer (`--web.route-prefix`). @default - the root */
  readonly routePrefix?: string;
  /** Path that a proxy in front adds to links (`--web.external-prefix`). @default - none */
  readonly externalPrefix?: string;
}

export interface ThanosQueryProps extends ThanosQueryOptions {
  /** Where the series come from: receivers, store gateways, rulers, other queriers, and addresses (`StoreApi.at`). */
  readonly endpoints: readonly IStoreApi[];
  /** How queriers of other clusters reach its StoreAPI, at `grpc.<domain>`. @default - not at all */
  readonly storeApiExposure?: StoreApiExposure;
}

/** The querier: PromQL over everything that serves StoreAPI, deduplicated. */
export class ThanosQuery extends ThanosComponent implements IStoreApi {
  readonly deployment: k8s.KubeDeployment;
  readonly service: k8s.KubeService;
  readonly autoscaler?: k8s.KubeHorizontalPodAutoscalerV2;
  readonly disruptionBudget?: k8s.KubePodDisruptionBudget;
  /** For queriers of the same cluster. */
  readonly storeApi: StoreApiEndpoint;
  /** For queriers of any cluster. */
  readonly exposedStoreApi?: StoreApiEndpoint;
  /** Its StoreAPI at its host. */
  readonly exposed?: ExposedRoute;
  /** Where its HTTP API answers inside of the cluster. */
  readonly url: string;
  /** The labels by which it deduplicates. */
  readonly replicaLabels: readonly string[];
  /** How long a query may take. */
  readonly timeout: PrometheusDuration;
  /** Path in front of its API and user interface, without a slash at the end; empty when they answer at the root. */
  readonly routePrefix: string;
  /** Whether it answers although an endpoint failed. */
  readonly partialResponse: boolean;
  /** Which tenant a query is made for. */
  readonly tenancy: QueryTenancy;
  /** What it shows to endpoints with the same `grpcTls`, and to who asks it, unless a load balancer leads to it. */
  readonly grpcCertificate?: GrpcCertificate;

  private readonly asked: StoreApiEndpoint[];

  constructor(scope: Construct, id: string, props: ThanosQueryProps) {
    super(scope, id, props, { component: 'query', requests: { cpu: Cpu.millis(100), memory: Size.mebibytes(256) } });
    const host = serviceHost(this.identity.name, this.identity.namespace);
    // Thanos takes the external prefix for the route when that has none of its own.
    this.routePrefix = pathPrefix(props.routePrefix ?? props.externalPrefix);
    this.url = `http://${host}:${HTTP.number}${this.routePrefix}`;
    this.timeout = props.timeout ?? '2m';
    this.partialResponse = props.partialResponse ?? true;
    this.tenancy = props.tenancy ?? {};
    this.asked = props.endpoints.map(({ storeApi }) => storeApi);
    this.replicaLabels = [
      ...new Set([
        ...this.asked.flatMap((endpoint) => endpoint.replicaLabels),
        ...(props.replicaLabels ?? [PROMETHEUS_REPLICA_LABEL, RULE_REPLICA_LABEL]),
      ]),
    ];
    const mountSecret = (volume: string, secretName: string) => this.mountSecret(volume, secretName);
    const clientTls = new ClientTls(props.clientTlsSecretName, this.asked, (volume, secretName) => {
      declareExisting(this, { kind: 'Secret', name: secretName });
      return mountSecret(volume, secretName);
    });
    const { identity, stack } = this;
    this.grpcCertificate = GrpcCertificate.of(this, { grpcTls: props.grpcTls, identity, stack, mountSecret });
    checkAtSynth(this, () => [
      ...endpointProblems(this.asked),
      ...clientTls.problems(this.asked),
      ...endpointWiringProblems(this, (each) => (each instanceof ThanosQuery ? each : undefined)),
    ]);
    for (const problem of limitProblems(props)) reportProblem(this, problem);
    for (const endpoint of this.asked) this.connectTo(endpoint);
    const exposed = props.storeApiExposure && new ExposedStoreApi(this, props.storeApiExposure, this);
    this.storeApi = {
      ...groupEndpoint(host, exposed?.insideTls ? undefined : this.grpcCertificate),
      tls: exposed?.insideTls,
      replicaLabels: this.replicaLabels,
      network: this.network,
      component: this,
      tenantLabelName: this.keepsTenantsApart ? (this.tenancy.labelName ?? TENANT.label) : undefined,
    };
    this.exposed = exposed?.route;
    this.exposedStoreApi = exposed?.endpoint(this.storeApi);
    this.service = this.addService([HTTP, GRPC]);
    const workload = this.addDeployment(
      {
        subcommand: 'query',
        ports: [HTTP, GRPC],
        preStopSleepSeconds: props.preStopSleepSeconds ?? PRE_STOP_SLEEP_SECONDS,
        flags: {
          'endpoint.sd-config-file': this.addConfigFile('endpoints', () =>
            endpointConfig(
              this.asked.map((endpoint) => clientTls.withFiles(endpoint)),
              this.grpcCertificate?.files,
            ),
          ),
          'endpoint.sd-config-reload-interval': '30s',
          'store.sd-dns-interval': props.dnsInterval,
          'store.response-timeout': props.storeResponseTimeout,
          'store.limits.request-series': props.storeLimits?.series,
          'store.limits.request-samples': props.storeLimits?.samples,
          'query.replica-label': this.replicaLabels,
          'deduplication.func': props.deduplication,
          'query.promql-engine': props.engine,
          'query.mode': props.mode,
          'query.partition-label': props.partitionLabels,
          'query.auto-downsampling': props.autoDownsampling ?? true,
          'query.partial-response': props.partialResponse,
          'query.timeout': this.timeout,
          'query.max-concurrent': props.maxConcurrent,
          'query.max-concurrent-select': props.maxConcurrentSelect,
          'query.lookback-delta': props.lookbackDelta,
          'query.tenant-header': props.tenancy?.header,
          'query.default-tenant-id': props.tenancy?.defaultTenant,
          'query.tenant-label-name': props.tenancy?.labelName,
          'query.enforce-tenancy': props.tenancy?.enforce,
          'alert.query-url': props.externalUrl,
          'web.route-prefix': props.routePrefix,
          'web.external-prefix': props.externalPrefix,
          ...this.grpcCertificate?.serverFlags,
          ...exposed?.serverFlags(mountSecret),
        },
      },
      props.replicas ?? 1,
    );
    this.deployment = workload.deployment;
    this.autoscaler = workload.autoscaler;
    this.disruptionBudget = workload.disruptionBudget;
  }

  /** Adds an endpoint that is made after the querier: a ruler that evaluates its rules against it. */
  addEndpoint({ storeApi }: IStoreApi): void {
    this.asked.push(storeApi);
    this.connectTo(storeApi);
    const missing = storeApi.replicaLabels.filter((label) => !this.replicaLabels.includes(label));
    if (missing.length > 0) {
      reportProblem(this, {
        rule: 'THANOS-015',
        what: `The endpoint "${storeApi.address}" has the replica label ${missing.join(', ')}, by which this querier does not deduplicate: its series would show once per replica`,
        fix: `Give the querier replicaLabels: ${JSON.stringify([...this.replicaLabels, ...missing])}`,
      });
    }
  }

  /** What it asks, also what was added after it was made. */
  get endpoints(): readonly StoreApiEndpoint[] {
    return this.asked;
  }

  /** Whose certificate it shows to endpoints with `grpcTls`. */
  get grpcAuthority(): string | undefined {
    return this.grpcCertificate?.authority;
  }

  /** Whether it answers with the series of one tenant. */
  get keepsTenantsApart(): boolean {
    return this.tenancy.enforce ?? false;
  }

  private connectTo(endpoint: StoreApiEndpoint): void {
    const { network, address } = endpoint;
    if (isElsewhere(this, endpoint)) return;
    if (network) this.network.connectTo(network, GRPC.number);
    else this.network.allowTo(ANYWHERE, addressPort(address, GRPC.number));
  }
}

function limitProblems({ maxConcurrent, maxConcurrentSelect, storeLimits }: ThanosQueryProps): Problem[] {
  return [
    ...numberProblems({ maxConcurrent, maxConcurrentSelect }, 1),
    ...numberProblems({ 'storeLimits.series': storeLimits?.series, 'storeLimits.samples': storeLimits?.samples }, 0),
  ];
}
