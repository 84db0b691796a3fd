import { type Alertmanager, type RuleSource, Rules } from '../../../lib';
import type { RULER_RULES } from '../../../lib/validation/catalogue/ruler';
import type { RuleCases } from '../attempt';
import { prometheusRule, UP } from './prometheus-rule';
import { thanos } from './stack';

const addresses: Alertmanager['addresses'] = ['alertmanager.example.com:9093'];

const writes = (remoteWriteHeaders: Record<string, string>) =>
  thanos({ ruler: { mode: 'stateless', remoteWriteHeaders } });

const described = (kibibytes: number): RuleSource =>
  Rules.groups([
    {
      name: 'nodes',
      rules: [{ alert: 'Down', expr: 'up == 0', annotations: { description: 'x'.repeat(kibibytes * 1024) } }],
    },
  ]);

const objects = (times: number) => prometheusRule({ rules: [{ record: 'instance:up', expr: UP }] }, times);

export const rulerCases: RuleCases<keyof typeof RULER_RULES> = {
  'THANOS-571': [{ trips: objects(2), passes: objects(1) }],
  'THANOS-572': [
    { trips: thanos({ ruler: { rules: [described(1024)] } }), passes: thanos({ ruler: { rules: [described(1023)] } }) },
  ],
  'THANOS-573': [
    {
      trips: thanos({ ruler: { alertmanagers: [{ addresses, tls: { caFile: '/tls/ca.crt' } }] } }),
      passes: thanos({ ruler: { alertmanagers: [{ addresses, scheme: 'https', tls: { caFile: '/tls/ca.crt' } }] } }),
    },
  ],
  'THANOS-574': [{ trips: writes({ 'Content-Type': 'text/plain' }), passes: writes({ 'THANOS-TENANT': 'ops' }) }],
};
