import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { JsonPatch } from 'cdk8s';
import {
  PrometheusRuleSpecGroupsRulesExpr as Expr,
  PrometheusRule,
  type PrometheusRuleSpecGroups,
} from '../../../imports/prometheusrules-monitoring.coreos.com';
import { ObjectStore } from '../../../lib/objstore/factories';
import { ThanosQuery } from '../../../lib/thanos/query';
import { ThanosRuler } from '../../../lib/thanos/ruler/ruler';
import { type RuleGroup, type RuleSource, Rules } from '../../../lib/thanos/ruler/rules';
import { StoreApi } from '../../../lib/thanos/store-api';
import { assertProblem, configFile, find, synth, testChart } from '../../helpers';

const objstore = ObjectStore.existingSecret({ name: 'bucket' });

function chartWith(...rules: readonly RuleSource[]) {
  const chart = testChart();
  const query = new ThanosQuery(chart, 'query', { endpoints: [StoreApi.at('dns+sidecar.example.com:10901')] });
  new ThanosRuler(chart, 'ruler', { objstore, query, rules });
  return chart;
}

function prometheusRule(groups: PrometheusRuleSpecGroups[], namespace?: string) {
  return new PrometheusRule(testChart(), 'rule', { metadata: { name: 'node', namespace }, spec: { groups } });
}

describe('Rules.groups', () => {
  it('are written as Thanos reads them', () => {
    const group: Required<RuleGroup> = {
      name: 'node',
      interval: '30s',
      queryOffset: '1m',
      limit: 10,
      labels: { team: 'a' },
      partialResponseStrategy: 'warn',
      rules: [
        { record: 'instance:up:sum', expr: 'sum by (instance) (up)', labels: { a: 'yes' } },
        {
          alert: 'Down',
          expr: 'up == 0',
          for: '5m',
          keepFiringFor: '10m',
          labels: { severity: 'critical' },
          annotations: { summary: '{{ $labels.instance }} is down' },
        },
      ],
    };
    const manifests = synth(chartWith(Rules.groups([group])));
    assert.deepEqual(configFile(manifests, 'thanos-ruler-rules', 'rules.yaml'), {
      groups: [
        {
          name: 'node',
          interval: '30s',
          query_offset: '1m',
          limit: 10,
          partial_response_strategy: 'warn',
          labels: { team: 'a' },
          rules: [
            { record: 'instance:up:sum', expr: 'sum by (instance) (up)', labels: { a: 'yes' } },
            {
              alert: 'Down',
              expr: 'up == 0',
              for: '5m',
              keep_firing_for: '10m',
              labels: { severity: 'critical' },
              annotations: { summary: '{{ $labels.instance }} is down' },
            },
          ],
        },
      ],
    });
  });

  it('of several sources share a file', () => {
    const rules = [{ record: 'a', expr: '1' }];
    const chart = chartWith(Rules.groups([{ name: 'a', rules }]), Rules.groups([{ name: 'b', rules }]));
    assert.deepEqual(configFile(synth(chart), 'thanos-ruler-rules', 'rules.yaml'), {
      groups: [
        { name: 'a', rules },
        { name: 'b', rules },
      ],
    });
  });
});

describe('Rules.prometheusRules', () => {
  it('copies the groups of objects, each to a file named after it', () => {
    const groups: PrometheusRuleSpecGroups[] = [
      {
        name: 'a',
        partialResponseStrategy: 'warn',
        queryOffset: '1m',
        rules: [
          { record: 'one', expr: Expr.fromNumber(1) },
          { alert: 'Down', expr: Expr.fromString('up == 0'), for: '0', keepFiringFor: '5m' },
        ],
      },
    ];
    const source = Rules.prometheusRules(prometheusRule(groups), prometheusRule(groups, 'other'));
    const manifests = synth(chartWith(source));
    assert.deepEqual(configFile(manifests, 'thanos-ruler-rules', 'thanos.node.yaml'), {
      groups: [
        {
          name: 'a',
          partial_response_strategy: 'warn',
          query_offset: '1m',
          rules: [
            { record: 'one', expr: '1' },
            { alert: 'Down', expr: 'up == 0', for: '0', keep_firing_for: '5m' },
          ],
        },
      ],
    });
    assert.ok('other.node.yaml' in (find(manifests, 'ConfigMap', 'thanos-ruler-rules')['data'] as object));
  });

  it('copies what a patch made of them, also after the ruler', () => {
    const object = prometheusRule([{ name: 'a', rules: [{ record: 'b', expr: Expr.fromString('1') }] }]);
    const chart = chartWith(Rules.prometheusRules(object));
    object.addJsonPatch(JsonPatch.replace('/spec/groups/0/name', 'patched'));
    assert.deepEqual(configFile(synth(chart), 'thanos-ruler-rules', 'thanos.node.yaml'), {
      groups: [{ name: 'patched', rules: [{ record: 'b', expr: '1' }] }],
    });
  });
});

describe('Rules.existingConfigMap', () => {
  it('makes no ConfigMap of its own', () => {
    const manifests = synth(chartWith(Rules.existingConfigMap('team-a')));
    assert.deepEqual(
      manifests.filter(({ kind }) => kind === 'ConfigMap').map(({ metadata }) => metadata.name),
      ['thanos-query-endpoints', 'thanos-ruler-rules'],
    );
  });
});

describe('A ruler refuses', () => {
  const rules = [{ record: 'a', expr: '1' }];
  const groups: [string, RuleGroup[], RegExp][] = [
    [
      'two groups of a name',
      [
        { name: 'a', rules },
        { name: 'a', rules },
      ],
      /two groups "a"/,
    ],
    ['a group without name', [{ name: '', rules }], /group of rules.yaml has no name/],
    ['a fraction of an hour', [{ name: 'a', interval: '0.5h', rules }], /interval "0.5h"/],
    [
      'the smaller unit first',
      [{ name: 'a', rules: [{ alert: 'A', expr: '1', for: '1s1m' }] }],
      /rule 1 \(A\), has for "1s1m"/,
    ],
    ['an empty expression', [{ name: 'a', rules: [{ record: 'a', expr: ' ' }] }], /rule 1 \(a\), has an empty expr/],
    ['an alert without name', [{ name: 'a', rules: [{ alert: '', expr: '1' }] }], /has neither of alert and record/],
    ['a selector as a name', [{ name: 'a', rules: [{ record: 'a{b="c"}', expr: '1' }] }], /a name with braces/],
    ['an empty label', [{ name: 'a', labels: { '': 'x' }, rules }], /Group "a" of rules.yaml has the label ""/],
    [
      'to rename a series by a label',
      [{ name: 'a', rules: [{ record: 'a', expr: '1', labels: { __name__: 'b' } }] }],
      /the label "__name__"/,
    ],
    [
      'an empty annotation',
      [{ name: 'a', rules: [{ alert: 'A', expr: '1', annotations: { '': 'x' } }] }],
      /the annotation ""/,
    ],
    [
      'more than a ConfigMap holds',
      [{ name: 'a', rules: [{ record: 'a', expr: 'x'.repeat(2 ** 20) }] }],
      /take 1025 KiB/,
    ],
  ];
  for (const [mistake, given, message] of groups) {
    it(mistake, () => assertProblem(chartWith(Rules.groups(given)), message));
  }

  const expr = Expr.fromString('1');
  const objects: [string, PrometheusRuleSpecGroups, RegExp][] = [
    [
      'alert and record in one',
      { name: 'a', rules: [{ alert: 'A', record: 'a', expr }] },
      /has both of alert and record/,
    ],
    ['a rule that is nothing', { name: 'a', rules: [{ expr }] }, /\(nameless\), has neither of alert and record/],
    [
      'alert fields on a series',
      { name: 'a', rules: [{ record: 'a', expr, for: '1m' }] },
      /records a series, but has for/,
    ],
    ['an unknown strategy', { name: 'a', partialResponseStrategy: 'ignore' }, /partial_response_strategy "ignore"/],
  ];
  for (const [mistake, group, message] of objects) {
    it(`a PrometheusRule with ${mistake}`, () => {
      assertProblem(chartWith(Rules.prometheusRules(prometheusRule([group]))), message);
    });
  }

  it('the same PrometheusRule twice', () => {
    const object = prometheusRule([]);
    assertProblem(chartWith(Rules.prometheusRules(object, object)), /same PrometheusRule twice \(thanos.node.yaml\)/);
  });
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  // @ts-expect-error a rule either records or alerts
  Rules.groups([{ name: 'a', rules: [{ alert: 'A', record: 'a', expr: '1' }] }]);
  // @ts-expect-error only alerts wait
  Rules.groups([{ name: 'a', rules: [{ record: 'a', expr: '1', for: '1m' }] }]);
  // @ts-expect-error only alerts have annotations
  Rules.groups([{ name: 'a', rules: [{ record: 'a', expr: '1', annotations: {} }] }]);
  // @ts-expect-error a rule has an expression
  Rules.groups([{ name: 'a', rules: [{ record: 'a' }] }]);
  // @ts-expect-error there are two strategies
  Rules.groups([{ name: 'a', rules: [], partialResponseStrategy: 'ignore' }]);
}
