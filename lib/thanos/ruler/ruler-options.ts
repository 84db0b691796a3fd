import type { Size } from 'cdk8s';
import type { GoDuration } from '../../values/duration';
import type { RequestLoggingProps, ThanosComponentProps } from '../component-props';
import type { GrpcTlsProps } from '../grpc-tls';
import type { ThanosQuery } from '../query';
import type { Alertmanager } from './alertmanager';
import type { ConfigReloader } from './config-reloader';
import type { RuleSource } from './rules';

/**
 * What both kinds of ruler let you set.
 *
 * @see https://thanos.io/tip/components/rule.md/
 */
export interface RulerOptions extends ThanosComponentProps, RequestLoggingProps, GrpcTlsProps {
  /** Each pod evaluates every rule; Alertmanager and queriers drop what is double. @default 1 */
  readonly replicas?: number;
  /** A change of rules restarts nothing: the ruler reads them again within about a minute. @default - none */
  readonly rules?: readonly RuleSource[];
  /** Where alerts go. @default - nowhere */
  readonly alertmanagers?: readonly Alertmanager[];
  /** External URL of the querier or its frontend, for links in alerts (`--alert.query-url`). @default - links without a host */
  readonly alertQueryUrl?: string;
  /** Labels that alerts lose before they are sent, beside `rule_replica` (`--alert.label-drop`). @default - none */
  readonly alertLabelDrop?: readonly string[];
  /**
   * Labels of every alert and every recorded series, beside `rule_replica` (`--label`). They replace labels of that name that an
   * expression returns, so give them names that no Prometheus uses.
   *
   * @default - none
   */
  readonly externalLabels?: Readonly<Record<string, string>>;
  /** How often groups are evaluated that do not say it themselves (`--eval-interval`). @default '1m' */
  readonly evaluationInterval?: GoDuration;
  /** Evaluate at so much earlier a time, so that late samples count (`--rule-query-offset`). @default '0s' */
  readonly queryOffset?: GoDuration;
  /** Rules evaluated at a time (`--rule-concurrent-evaluation`). @default 1 */
  readonly concurrentEvaluations?: number;
  /** How long to wait before an alert is sent again (`--resend-delay`). @default '1m' */
  readonly resendDelay?: GoDuration;
  /** The longest outage after which pending alerts go on waiting where they were (`--for-outage-tolerance`). @default '1h' */
  readonly forOutageTolerance?: GoDuration;
  /** How long such alerts wait at least (`--for-grace-period`). @default '10m' */
  readonly forGracePeriod?: GoDuration;
  /** Path under which the API and the user interface answer (`--web.route-prefix`). @default - the root */
  readonly routePrefix?: string;
  /** Path that a proxy in front adds to links (`--web.external-prefix`). @default - none */
  readonly externalPrefix?: string;
  /** The sidecar that reloads rules. @default - as this library is tested with it */
  readonly configReloader?: ConfigReloader;
  /** StorageClass of the claims. It cannot be changed once applied. @default - the cluster's default class */
  readonly storageClass?: string;
  /** Size of each pod's claim. It cannot be changed once applied. @default - see the kind of ruler */
  readonly storage?: Size;
}

export interface RulerProps extends RulerOptions {
  /** The querier that evaluates the rules. */
  readonly query: ThanosQuery;
}
