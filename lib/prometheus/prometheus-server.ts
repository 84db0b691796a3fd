import type { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  Prometheus,
  type PrometheusSpec,
  PrometheusSpecImagePullPolicy,
  PrometheusSpecLogFormat,
  PrometheusSpecLogLevel,
  PrometheusSpecRemoteWriteMessageVersion,
  PrometheusSpecRemoteWriteWriteRelabelConfigsAction,
  PrometheusSpecServiceDiscoveryRole,
} from '../../imports/prometheuses-monitoring.coreos.com';
import type { PrometheusDuration } from '../values/duration';
import { enumMember } from '../values/enum-member';
import { byteSize } from '../values/size';
import { PrometheusBase } from './prometheus-base';
import type { PrometheusProps, ResourceSelection } from './prometheus-props';
import { namespaces, objects } from './prometheus-spec';
import { remoteWriteSpec } from './remote-write-spec';

export interface PrometheusServerProps extends PrometheusProps {
  /** How long samples stay here; Thanos keeps them for long. @default '6h' */
  readonly retention?: PrometheusDuration;
  /** How much room the samples may take, after which the oldest go. @default - as much as the volume has */
  readonly retentionSize?: Size;
  /** @default '30s' */
  readonly evaluationInterval?: PrometheusDuration;
  /** Which PrometheusRules it evaluates. @default - all in the cluster */
  readonly ruleSelector?: ResourceSelection;
  /**
   * Further fields of the custom resource, merged last: each replaces the whole field that this construct renders.
   * @default - none
   */
  readonly spec?: PrometheusSpec;
}

/** Prometheus, run by the Prometheus Operator: scrapes the cluster, keeps a few hours, evaluates rules, and pushes everything on. */
export class PrometheusServer extends PrometheusBase {
  readonly prometheus: Prometheus;

  constructor(scope: Construct, id: string, props: PrometheusServerProps) {
    super(scope, id, props, 'prometheus');
    this.prometheus = new Prometheus(this, 'prometheus', {
      metadata: this.metadata(),
      spec: {
        ...this.sharedSpec(),
        imagePullPolicy: props.imagePullPolicy && enumMember(PrometheusSpecImagePullPolicy, props.imagePullPolicy),
        logLevel: props.logLevel && enumMember(PrometheusSpecLogLevel, props.logLevel),
        logFormat: props.logFormat && enumMember(PrometheusSpecLogFormat, props.logFormat),
        serviceDiscoveryRole: PrometheusSpecServiceDiscoveryRole.ENDPOINT_SLICE,
        remoteWrite: this.writes.map((write) =>
          remoteWriteSpec(write, {
            versions: PrometheusSpecRemoteWriteMessageVersion,
            actions: PrometheusSpecRemoteWriteWriteRelabelConfigsAction,
          }),
        ),
        retention: props.retention ?? '6h',
        retentionSize: props.retentionSize && byteSize(props.retentionSize),
        evaluationInterval: props.evaluationInterval ?? '30s',
        ruleSelector: objects(props.ruleSelector),
        ruleNamespaceSelector: namespaces(props.ruleSelector),
        ...props.spec,
      },
    });
  }
}
