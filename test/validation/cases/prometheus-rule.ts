import {
  PrometheusRule,
  type PrometheusRuleSpecGroups,
  PrometheusRuleSpecGroupsRulesExpr,
} from '../../../imports/prometheusrules-monitoring.coreos.com';
import { type Fleet, Rules } from '../../../lib';
import { objstore } from './setup';

export const UP = PrometheusRuleSpecGroupsRulesExpr.fromString('up');

/** A program whose ruler evaluates a group of a PrometheusRule, which can hold what the types of this library exclude. */
export const prometheusRule =
  (group: Partial<PrometheusRuleSpecGroups>, times = 1) =>
  (fleet: Fleet): void => {
    const cluster = fleet.addCluster('west');
    const object = new PrometheusRule(cluster.addChart('rules', { namespace: 'thanos' }), 'rule', {
      metadata: { name: 'nodes' },
      spec: { groups: [{ name: 'nodes', ...group }] },
    });
    const rules = [Rules.prometheusRules(...Array.from({ length: times }, () => object))];
    cluster.addThanos({ objstore, ruler: { rules } });
  };
