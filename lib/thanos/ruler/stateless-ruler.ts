import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { ANYWHERE } from '../../kubernetes/network';
import type { IRemoteWriteDestination } from '../../remote-write/destination';
import { reportProblem } from '../../validation/problem';
import { urlPort } from '../../values/port';
import { TENANT } from '../../values/tenant';
import { REMOTE_WRITE } from '../ports';
import { RULE_REPLICA_LABEL } from '../store-api';
import { RulerComponent } from './ruler-component';
import type { RulerOptions, RulerProps } from './ruler-options';

const RESERVED_HEADERS =
  /^(authorization|host|content-(encoding|length|type)|user-agent|connection|keep-alive|proxy-(authenticate|authorization)|www-authenticate|accept-encoding|x-prometheus-remote-(write|read)-version)$/i;

/**
 * Options of a ruler that keeps nothing. Its claim, if `storage` asks for one, holds what is not sent yet; without, that goes with
 * the pod.
 */
export interface ThanosStatelessRulerOptions extends RulerOptions {
  /** Headers of each write, for example `{ 'THANOS-TENANT': 'ops' }`. They stand readable in a ConfigMap. @default - none */
  readonly remoteWriteHeaders?: Readonly<Record<string, string>>;
  /**
   * Labels that the receiver adds to series. Together with the ruler's own they are ignored when a ruler that restarts asks the
   * querier for the state of its alerts; one label too many, and pending alerts begin anew (`--restore-ignored-label`).
   *
   * @default - what the destination says that it adds, or `['tenant_id']`
   */
  readonly restoreIgnoredLabels?: readonly string[];
}

export interface ThanosStatelessRulerProps extends ThanosStatelessRulerOptions, RulerProps {
  /** The receiver that gets what is recorded. */
  readonly remoteWrite: IRemoteWriteDestination;
}

/**
 * The stateless ruler: evaluates recording and alerting rules against a querier, and sends what it records to a receiver. It serves no
 * StoreAPI: queriers find its series where they find the receiver's.
 */
export class ThanosStatelessRuler extends RulerComponent {
  readonly statefulSet: k8s.KubeStatefulSet;

  constructor(scope: Construct, id: string, props: ThanosStatelessRulerProps) {
    super(scope, id, props);
    const { url, network } = props.remoteWrite;
    if (network) this.network.connectTo(network, REMOTE_WRITE.number);
    else this.network.allowTo(ANYWHERE, urlPort(url));
    if (!props.storage && props.storageClass !== undefined) {
      reportProblem(this, {
        rule: 'THANOS-510',
        what: `storageClass is ${props.storageClass}, but there is no storage, so what is not sent yet would go with the pod`,
        fix: 'Give storage: Size.gibibytes(1), or leave out storageClass',
      });
    }
    for (const header of Object.keys(props.remoteWriteHeaders ?? {}).filter((name) => RESERVED_HEADERS.test(name))) {
      reportProblem(this, {
        rule: 'THANOS-574',
        what: `remoteWriteHeaders sets ${header}, which Prometheus' remote write keeps for itself: the ruler would not start`,
        fix: `Remove ${header}; a receiver inside of the cluster asks for no credentials`,
      });
    }
    const write = { remote_write: [{ url, headers: props.remoteWriteHeaders }] };
    this.statefulSet = this.addRuler(props, props.storage, {
      'remote-write.config-file': this.addConfigFile('remote-write', write),
      'restore-ignored-label': [
        RULE_REPLICA_LABEL,
        ...Object.keys(props.externalLabels ?? {}),
        ...(props.restoreIgnoredLabels ?? props.remoteWrite.addedLabels ?? [TENANT.label]),
      ],
    });
  }
}
