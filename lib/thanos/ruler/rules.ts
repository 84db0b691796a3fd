import type { PrometheusRule } from '../../../imports/prometheusrules-monitoring.coreos.com';
import type { PrometheusDuration } from '../../values/duration';

/** Writes the result of an expression as a series. */
export interface RecordingRule {
  /** Name of the series, for example `instance:node_cpu:ratio`. */
  readonly record: string;
  /** PromQL. */
  readonly expr: string;
  /** Added to the series, or overwritten. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  readonly alert?: never;
  readonly for?: never;
  readonly keepFiringFor?: never;
  readonly annotations?: never;
}

/** Fires an alert for each series that an expression returns. */
export interface AlertingRule {
  /** Name of the alert. */
  readonly alert: string;
  /** PromQL. */
  readonly expr: string;
  /** How long the expression has to hold before the alert fires. @default '0s' */
  readonly for?: PrometheusDuration;
  /** How long the alert goes on after the expression ceased to hold. @default '0s' */
  readonly keepFiringFor?: PrometheusDuration;
  /** Labels of the alert; templates. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** What people read; templates. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly record?: never;
}

/**
 * Rules that are evaluated one after the other.
 *
 * @see https://thanos.io/tip/components/rule.md/#configuring-rules
 */
export interface RuleGroup {
  /** Unique among all groups of a ruler that come from `Rules.groups`. */
  readonly name: string;
  readonly rules: readonly (RecordingRule | AlertingRule)[];
  /** @default - the ruler's `evaluationInterval` */
  readonly interval?: PrometheusDuration;
  /** Evaluate at so much earlier a time, so that late samples count. @default - the ruler's `queryOffset` */
  readonly queryOffset?: PrometheusDuration;
  /** How many series or alerts a rule may make before it fails. @default - no limit */
  readonly limit?: number;
  /** Labels of every rule of the group. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** What to do when an endpoint of the querier fails: `abort` fails the rule, `warn` goes on with what is there. @default 'abort' */
  readonly partialResponseStrategy?: 'abort' | 'warn';
}

/** Where a ruler's rules come from. `Rules` makes them. */
export type RuleSource =
  | { readonly groups: readonly RuleGroup[] }
  | { readonly configMap: string; readonly files: string }
  | { readonly prometheusRules: readonly PrometheusRule[] };

/** The ways to give rules to a ruler. */
export const Rules = {
  /** Groups written here. */
  groups(groups: readonly RuleGroup[]): RuleSource {
    return { groups };
  },

  /**
   * The rule files of a ConfigMap that somebody else makes, in the chart's namespace. It has to exist before the ruler starts.
   *
   * @param options `files` is a glob of its keys, by default `*.yaml`
   */
  existingConfigMap(name: string, options: { readonly files?: string } = {}): RuleSource {
    return { configMap: name, files: options.files ?? '*.yaml' };
  },

  /**
   * The groups of PrometheusRule objects of this program. They are copied to the ruler, as they are when the app is synthesised. The
   * objects are rendered too, so take care that no Prometheus selects and evaluates them as well.
   */
  prometheusRules(...prometheusRules: readonly PrometheusRule[]): RuleSource {
    return { prometheusRules };
  },
} as const;
