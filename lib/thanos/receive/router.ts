import { Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-27';
import { Cpu, type k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Route } from '../../exposure/route';
import type { Replicas } from '../../kubernetes/availability';
import { PRE_STOP_SLEEP_SECONDS, type PreStopSleepProps } from '../../kubernetes/pre-stop-sleep';
import type { IRemoteWriteDestination } from '../../remote-write/destination';
import { reportProblem } from '../../validation/problem';
import { TENANT } from '../../values/tenant';
import { ThanosComponent } from '../component';
import type { RequestLoggingProps, ThanosComponentProps } from '../component-props';
import { renderLabels } from '../flags';
import { GrpcCertificate } from '../grpc-certificate';
import type { GrpcTlsProps } from '../grpc-tls';
import { HTTP, REMOTE_WRITE } from '../ports';
import type { ReceiveHashring } from './hashring';
import { remoteWriteRoute, remoteWriteUrl } from './remote-write';
import { hashringBudgets } from './ring-budget';
import { HASHRINGS_FILE, hashringsConfigMap } from './ring-config';
import { ringTlsProblems } from './ring-tls';
import { connectRouting, type ReceiveRoutingOptions, routingFlags, routingProblems } from './routing';
import { tenancyProblems } from './tenancy';

/**
 * Options of the receive router.
 *
 * @see https://thanos.io/tip/proposals-accepted/202012-receive-split.md/
 */
export interface ThanosReceiveRouterOptions
  extends ThanosComponentProps,
    RequestLoggingProps,
    GrpcTlsProps,
    PreStopSleepProps,
    ReceiveRoutingOptions {
  /** A number, or an autoscaler. @default 1 */
  readonly replicas?: Replicas;
}

export interface ThanosReceiveRouterProps extends ThanosReceiveRouterOptions {
  /** Where series are written to; for each tenant, the first that takes it. */
  readonly hashrings: readonly ReceiveHashring[];
}

/**
 * The stateless half of receive: it takes remote write, finds the tenant, and hands each series to the ingestors that its
 * hashring names. A change of the hashrings reaches it without a restart.
 */
export class ThanosReceiveRouter extends ThanosComponent implements IRemoteWriteDestination {
  readonly deployment: k8s.KubeDeployment;
  readonly service: k8s.KubeService;
  readonly autoscaler?: k8s.KubeHorizontalPodAutoscalerV2;
  readonly disruptionBudget?: k8s.KubePodDisruptionBudget;
  /** The hashrings, as the router reads them. */
  readonly hashringsConfig: kplus.ConfigMap;
  /** What keeps drains from taking a quorum of ingestors, one for each hashring. */
  readonly hashringBudgets: readonly k8s.KubePodDisruptionBudget[];
  readonly replicationFactor: number;
  /** What it shows to ingestors, with `grpcTls`. */
  readonly grpcCertificate?: GrpcCertificate;
  /** The HTTP header that names the tenant. */
  readonly tenantHeader: string;
  /** Labels that its ingestors add to series, beside the replica label, by which queriers deduplicate. */
  readonly addedLabels: readonly string[];
  /** Where it takes remote write inside of the cluster. */
  readonly url: string;
  /** What it offers to the outside: remote write. */
  readonly route: Route;

  constructor(scope: Construct, id: string, props: ThanosReceiveRouterProps) {
    super(scope, id, props, {
      component: 'receive-router',
      requests: { cpu: Cpu.millis(100), memory: Size.mebibytes(128) },
    });
    const { hashrings } = props;
    this.grpcCertificate = GrpcCertificate.of(this, {
      grpcTls: props.grpcTls,
      identity: this.identity,
      stack: this.stack,
      mountSecret: (volume, secretName) => this.mountSecret(volume, secretName),
    });
    const problems = [
      ...routingProblems(props, hashrings),
      ...tenancyProblems(props.tenancy),
      ...ringTlsProblems(props, hashrings, this.grpcCertificate),
    ];
    for (const problem of problems) reportProblem(this, problem);
    connectRouting(this.network, props, hashrings);
    this.replicationFactor = props.replicationFactor ?? 1;
    this.tenantHeader = props.tenancy?.header ?? TENANT.header;
    this.addedLabels = [
      ...new Set(hashrings.flatMap(({ ingestors }) => ingestors.flatMap(({ addedLabels }) => addedLabels))),
    ];
    this.url = remoteWriteUrl(this.network);
    this.route = remoteWriteRoute(this.network, {
      forwardTimeout: props.forwardTimeout,
      tenantHeader: this.tenantHeader,
    });
    this.hashringsConfig = hashringsConfigMap(this, this.identity, hashrings, props.replicationProtocol);
    this.hashringBudgets = hashringBudgets(this, this.identity, hashrings, this.replicationFactor);
    this.service = this.addService([REMOTE_WRITE, HTTP]);
    const workload = this.addDeployment(
      {
        subcommand: 'receive',
        ports: [HTTP, REMOTE_WRITE],
        preStopSleepSeconds: props.preStopSleepSeconds ?? PRE_STOP_SLEEP_SECONDS,
        flags: {
          // Thanos starts no receiver without a label; a router has no series to put it on.
          label: renderLabels({ receive: 'router' }),
          ...routingFlags(
            props,
            this.mountConfigMap('hashrings', this.hashringsConfig.name, HASHRINGS_FILE),
            (...file) => this.addConfigFile(...file),
          ),
          ...this.grpcCertificate?.serverFlags,
          ...this.grpcCertificate?.forwardingFlags,
        },
      },
      props.replicas ?? 1,
    );
    this.deployment = workload.deployment;
    this.autoscaler = workload.autoscaler;
    this.disruptionBudget = workload.disruptionBudget;
  }
}
