import type { Construct } from 'constructs';
import {
  PrometheusAgent as PrometheusAgentResource,
  type PrometheusAgentSpec,
  PrometheusAgentSpecImagePullPolicy,
  PrometheusAgentSpecLogFormat,
  PrometheusAgentSpecLogLevel,
  PrometheusAgentSpecRemoteWriteMessageVersion,
  PrometheusAgentSpecRemoteWriteWriteRelabelConfigsAction,
  PrometheusAgentSpecServiceDiscoveryRole,
} from '../../imports/prometheusagents-monitoring.coreos.com';
import { reportProblem } from '../validation/problem';
import { enumMember } from '../values/enum-member';
import { PrometheusBase } from './prometheus-base';
import type { PrometheusProps } from './prometheus-props';
import { remoteWriteSpec } from './remote-write-spec';

export interface PrometheusAgentProps extends PrometheusProps {
  /**
   * Further fields of the custom resource, merged last: each replaces the whole field that this construct renders.
   * @default - none
   */
  readonly spec?: PrometheusAgentSpec;
}

/**
 * Prometheus in agent mode, run by the Prometheus Operator: scrapes the cluster and pushes everything on. It answers no queries,
 * evaluates no rules, and keeps only what it could not send yet.
 */
export class PrometheusAgent extends PrometheusBase {
  readonly prometheusAgent: PrometheusAgentResource;

  constructor(scope: Construct, id: string, props: PrometheusAgentProps) {
    super(scope, id, props, 'prometheus-agent');
    if (props.remoteWrite.length === 0) {
      reportProblem(this, {
        rule: 'THANOS-408',
        what: 'remoteWrite is empty: an agent answers no queries, so its samples would be seen by nobody',
        fix: 'Give it a destination, or use PrometheusServer',
      });
    }
    this.prometheusAgent = new PrometheusAgentResource(this, 'prometheus-agent', {
      metadata: this.metadata(),
      spec: {
        ...this.sharedSpec(),
        imagePullPolicy: props.imagePullPolicy && enumMember(PrometheusAgentSpecImagePullPolicy, props.imagePullPolicy),
        logLevel: props.logLevel && enumMember(PrometheusAgentSpecLogLevel, props.logLevel),
        logFormat: props.logFormat && enumMember(PrometheusAgentSpecLogFormat, props.logFormat),
        serviceDiscoveryRole: PrometheusAgentSpecServiceDiscoveryRole.ENDPOINT_SLICE,
        remoteWrite: this.writes.map((write) =>
          remoteWriteSpec(write, {
            versions: PrometheusAgentSpecRemoteWriteMessageVersion,
            actions: PrometheusAgentSpecRemoteWriteWriteRelabelConfigsAction,
          }),
        ),
        ...props.spec,
      },
    });
  }
}
