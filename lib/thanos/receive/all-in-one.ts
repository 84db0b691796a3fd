import { Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-27';
import { Cpu, type k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { podDisruptionBudget } from '../../kubernetes/availability';
import { PRE_STOP_SLEEP_SECONDS } from '../../kubernetes/pre-stop-sleep';
import { NOT_SCRAPED } from '../../kubernetes/service-monitor';
import type { IObjectStore } from '../../objstore/object-store';
import { reportProblem } from '../../validation/problem';
import { GRPC, HTTP, REMOTE_WRITE } from '../ports';
import { ringAddress } from './hashring';
import { IngestingReceiver } from './ingesting-receiver';
import type { AllInOneReceiveOptions } from './receive-options';
import { maxUnavailable } from './ring-budget';
import { HASHRINGS_FILE, hashringsConfigMap } from './ring-config';
import { ringTlsProblems } from './ring-tls';
import { connectRouting, routingFlags, routingProblems } from './routing';

/** The all-in-one shape of `ThanosReceive`: each pod is router and ingestor, and a hashring knows all of them. */
export class ThanosReceiveAllInOne extends IngestingReceiver {
  readonly statefulSet: k8s.KubeStatefulSet;
  /** Where clients write to. */
  readonly service: k8s.KubeService;
  readonly disruptionBudget?: k8s.KubePodDisruptionBudget;
  /** The hashring, as the pods read it. */
  readonly hashringsConfig: kplus.ConfigMap;

  constructor(scope: Construct, id: string, props: AllInOneReceiveOptions & { readonly objstore: IObjectStore }) {
    super(
      scope,
      id,
      props,
      { component: 'receive', requests: { cpu: Cpu.millis(100), memory: Size.mebibytes(512) } },
      { suffix: '-headless', labels: NOT_SCRAPED },
    );
    const hashrings = [{ name: 'default', ingestors: [this] }];
    const problems = [...routingProblems(props, hashrings), ...ringTlsProblems(props, hashrings, this.grpcCertificate)];
    for (const problem of problems) reportProblem(this, problem);
    connectRouting(this.network, props, hashrings);
    this.hashringsConfig = hashringsConfigMap(this, this.identity, hashrings, props.replicationProtocol);
    this.service = this.addService([REMOTE_WRITE, HTTP, GRPC]);
    const preStopSleepSeconds = props.preStopSleepSeconds ?? (this.replicas > 1 ? PRE_STOP_SLEEP_SECONDS : 0);
    this.statefulSet = this.addIngestingStatefulSet(
      { ...props, preStopSleepSeconds },
      {
        'receive.local-endpoint': ringAddress(this, '$(POD_NAME)'),
        ...routingFlags(props, this.mountConfigMap('hashrings', this.hashringsConfig.name, HASHRINGS_FILE), (...file) =>
          this.addConfigFile(...file),
        ),
        ...this.grpcCertificate?.forwardingFlags,
      },
    );
    if (this.replicas > 1) {
      this.disruptionBudget = podDisruptionBudget(this, this.identity, maxUnavailable(props.replicationFactor ?? 1));
    }
  }
}
