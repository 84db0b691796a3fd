import { describe, it } from 'node:test';
import { ThanosRuler, type ThanosRulerProps } from '../../../lib/thanos/ruler/ruler';
import { Rules } from '../../../lib/thanos/ruler/rules';
import { assertProblem, testChart } from '../../helpers';
import { add, objstore, querier } from './ruler-setup';

describe('ThanosRuler refuses', () => {
  const mistakes: [string, Partial<ThanosRulerProps>, RegExp][] = [
    ['zero replicas', { replicas: 0 }, /replicas is 0/],
    ['to evaluate nothing at a time', { concurrentEvaluations: 0 }, /concurrentEvaluations is 0/],
    ['to evaluate without a pause', { evaluationInterval: '0s' }, /evaluationInterval is 0s/],
    ['a fraction', { resendDelay: '1.5m' }, /"1.5m" \(for --resend-delay\)/],
    ['a replica label of its own', { externalLabels: { rule_replica: 'a' } }, /sets rule_replica, which/],
    ['a label that is none', { externalLabels: { 'ruler-cluster': 'a' } }, /the name "ruler-cluster" is no label name/],
    ['a link that is none', { alertQueryUrl: 'query.example.com' }, /alertQueryUrl "query.example.com" is no URL/],
    [
      'a ConfigMap twice',
      { rules: [Rules.existingConfigMap('a'), Rules.existingConfigMap('a', { files: 'b.yaml' })] },
      /ConfigMap "a" twice/,
    ],
    [
      'an Alertmanager URL',
      { alertmanagers: [{ addresses: ['http://am:9093'] }] },
      /"http:\/\/am:9093" is no host and port/,
    ],
    ['an Alertmanager with a user', { alertmanagers: [{ addresses: ['u:p@am:9093'] }] }, /is no host and port/],
    [
      'an Alertmanager without port',
      { alertmanagers: [{ addresses: ['dns+am'] }] },
      /"dns\+am" has no port.*dns\+am:9093/,
    ],
    [
      'TLS files that are not used',
      { alertmanagers: [{ addresses: ['am:9093'], tls: { caFile: '/ca' } }] },
      /am:9093 has TLS files, but.*over http/,
    ],
    ['a flag given twice', { extraArguments: ['--data-dir=/data'] }, /--data-dir is rendered already/],
  ];
  for (const [mistake, props, message] of mistakes) {
    it(mistake, () => {
      const chart = testChart();
      add(chart, props);
      assertProblem(chart, message);
    });
  }
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  const chart = testChart();
  const query = querier(chart);
  // @ts-expect-error the querier is required
  new ThanosRuler(chart, 'a', { objstore });
  // @ts-expect-error a ruler that keeps what it records needs the bucket
  new ThanosRuler(chart, 'b', { query });
  // @ts-expect-error and it writes to no receiver
  new ThanosRuler(chart, 'c', { query, objstore, remoteWrite: { url: 'http://a:1' } });
  // @ts-expect-error each number of rulers is somebody's choice
  new ThanosRuler(chart, 'd', { query, objstore, replicas: { autoscaling: {} } });
  // @ts-expect-error an Alertmanager has an address
  new ThanosRuler(chart, 'e', { query, objstore, alertmanagers: [{ addresses: [] }] });
}
