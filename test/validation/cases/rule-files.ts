import { type RuleGroup, Rules } from '../../../lib';
import type { RULE_FILE_RULES } from '../../../lib/validation/catalogue/rule-files';
import type { RuleCases } from '../attempt';
import { prometheusRule, UP } from './prometheus-rule';
import { thanos } from './stack';

const grouped = (...groups: RuleGroup[]) => thanos({ ruler: { rules: [Rules.groups(groups)] } });
const named = (...names: string[]) => grouped(...names.map((name) => ({ name, rules: [] })));
const one = (rule: RuleGroup['rules'][number]) => grouped({ name: 'nodes', rules: [rule] });

export const ruleFileCases: RuleCases<keyof typeof RULE_FILE_RULES> = {
  'THANOS-581': [
    { trips: named('nodes', 'nodes'), passes: named('nodes', 'pods') },
    {
      trips: grouped({ name: 'nodes', rules: [] }, { name: 'nodes', rules: [], partialResponseStrategy: 'abort' }),
      passes: grouped({ name: 'nodes', rules: [] }, { name: 'nodes', rules: [], partialResponseStrategy: 'warn' }),
    },
    { trips: named(''), passes: named('nodes') },
  ],
  'THANOS-582': [
    {
      trips: prometheusRule({ partialResponseStrategy: 'ignore', rules: [{ record: 'instance:up', expr: UP }] }),
      passes: prometheusRule({ partialResponseStrategy: 'warn', rules: [{ record: 'instance:up', expr: UP }] }),
    },
  ],
  'THANOS-583': [
    {
      trips: prometheusRule({ rules: [{ record: 'instance:up', alert: 'Up', expr: UP }] }),
      passes: prometheusRule({ rules: [{ record: 'instance:up', expr: UP }] }),
    },
    {
      trips: prometheusRule({ rules: [{ expr: UP }] }),
      passes: prometheusRule({ rules: [{ alert: 'Up', expr: UP }] }),
    },
    { trips: one({ record: 'instance:up', expr: ' ' }), passes: one({ record: 'instance:up', expr: 'up' }) },
    {
      trips: prometheusRule({ rules: [{ record: 'instance:up', for: '5m', expr: UP }] }),
      passes: prometheusRule({ rules: [{ alert: 'Up', for: '5m', expr: UP }] }),
    },
  ],
  'THANOS-584': [
    {
      trips: one({ record: 'up{cluster="west"}', expr: 'up' }),
      passes: one({ record: 'west:up', expr: 'up{cluster="west"}' }),
    },
    {
      trips: one({ record: 'instance:up', expr: 'up', labels: { __name__: 'other' } }),
      passes: one({ record: 'instance:up', expr: 'up', labels: { name: 'other' } }),
    },
    {
      trips: one({ alert: 'Up', expr: 'up', annotations: { '': 'An instance is up' } }),
      passes: one({ alert: 'Up', expr: 'up', annotations: { summary: 'An instance is up' } }),
    },
    {
      trips: grouped({ name: 'nodes', labels: { '': 'west' }, rules: [] }),
      passes: grouped({ name: 'nodes', labels: { region: 'west' }, rules: [] }),
    },
  ],
};
