import { type CodeCases, states } from './case';
import { change, having, MONITOR, MONITOR_ALONE, PROMETHEUS, SERVICE } from './prometheus-resource';

const relabelled = (step: string, field = 'relabelings') =>
  states(MONITOR, ['      interval: 30s\n', `      interval: 30s\n      ${field}: [${step}]\n`]);

/** Cases of `PROMETHEUS_CHANGES` that are about what is scraped. */
export const SCRAPE_CASES = {
  'DIFF-617': {
    given: [
      {
        title: 'a selector',
        back: 'DIFF-602',
        ...states(PROMETHEUS + MONITOR, [
          'serviceMonitorSelector: {}',
          'serviceMonitorSelector: { matchLabels: { team: web } }',
        ]),
      },
      { title: 'no selector', back: 'DIFF-602', ...states(PROMETHEUS, ['  serviceMonitorSelector: {}\n', '']) },
      {
        title: 'a label of a monitor',
        back: 'DIFF-006',
        ...states(
          PROMETHEUS.replace('serviceMonitorSelector: {}', 'serviceMonitorSelector: { matchLabels: { team: shop } }') +
            MONITOR,
          ['labels: { team: shop }', 'labels: { team: web }'],
        ),
      },
    ],
    notGiven: [
      {
        title: 'a wider selector',
        ...states(
          PROMETHEUS.replace('serviceMonitorSelector: {}', 'serviceMonitorSelector: { matchLabels: { team: shop } }') +
            MONITOR,
          ['serviceMonitorSelector: { matchLabels: { team: shop } }', 'serviceMonitorSelector: {}'],
        ),
      },
    ],
  },
  'DIFF-618': {
    given: [
      { title: 'a monitor', back: 'DIFF-003', ...change(MONITOR, SERVICE) },
      { title: 'an endpoint', back: 'DIFF-602', ...states(MONITOR, ['    - port: admin\n', '']) },
      {
        title: 'a Service',
        back: 'DIFF-602',
        ...states(MONITOR, ['matchLabels: { app: web }', 'matchLabels: { app: shop }']),
      },
      { title: 'a target', back: 'DIFF-602', ...relabelled('{ sourceLabels: [pod], regex: b.*, action: drop }') },
    ],
    notGiven: [
      { title: 'one whose Service goes with it', ...change(PROMETHEUS + MONITOR, PROMETHEUS) },
      { title: 'another name', ...change(MONITOR, MONITOR_ALONE.replace('name: web', 'name: shop') + SERVICE) },
      {
        title: 'an endpoint more',
        ...states(MONITOR, ['    - port: admin\n', '    - port: admin\n    - port: more\n']),
      },
    ],
  },
  'DIFF-619': {
    given: [
      { title: 'job', back: 'DIFF-619', ...states(MONITOR, ['jobLabel: app', 'jobLabel: name']) },
      { title: 'instance', back: 'DIFF-619', ...relabelled('{ sourceLabels: [pod], targetLabel: instance }') },
      {
        title: 'honorLabels',
        back: 'DIFF-619',
        ...states(MONITOR, ['      interval: 30s\n', '      interval: 30s\n      honorLabels: true\n']),
      },
    ],
    notGiven: [
      { title: 'a label that only relabelling sees', ...relabelled('{ sourceLabels: [pod], targetLabel: __tmp_pod }') },
    ],
  },
  'DIFF-620': {
    given: [
      {
        title: 'a limit',
        back: 'DIFF-602',
        ...states(MONITOR, ['jobLabel: app', 'jobLabel: app\n  sampleLimit: 1000']),
      },
      {
        title: 'series',
        back: 'DIFF-602',
        ...relabelled('{ sourceLabels: [__name__], regex: go_.*, action: drop }', 'metricRelabelings'),
      },
      { title: 'a limit for all', back: 'DIFF-602', ...change(PROMETHEUS, having('enforcedSampleLimit: 10000')) },
      {
        title: 'a limit that JavaScript would round',
        back: 'DIFF-602',
        ...change(PROMETHEUS, having('enforcedSampleLimit: 9007199254740993')),
      },
    ],
    notGiven: [
      {
        title: 'a higher limit',
        ...change(having('enforcedSampleLimit: 10000'), having('enforcedSampleLimit: 20000')),
      },
    ],
  },
  'DIFF-621': {
    given: [
      { title: 'ten minutes', back: 'DIFF-602', ...states(PROMETHEUS, ['scrapeInterval: 30s', 'scrapeInterval: 10m']) },
      { title: 'one endpoint', back: 'DIFF-602', ...states(MONITOR, ['interval: 30s', 'interval: 5m']) },
    ],
    notGiven: [{ title: 'a minute', ...states(PROMETHEUS, ['scrapeInterval: 30s', 'scrapeInterval: 1m']) }],
  },
} as const satisfies Record<string, CodeCases>;
