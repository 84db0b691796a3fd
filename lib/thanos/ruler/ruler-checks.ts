import { numberProblems } from '../../validation/numbers';
import type { Problem } from '../../validation/problem';
import { milliseconds } from '../../values/duration';
import { labelNameProblems } from '../../values/label-name';
import { repeated } from '../../values/repeated';
import { RULE_REPLICA_LABEL } from '../store-api';
import { alertmanagerProblems } from './alertmanager';
import type { RulerOptions } from './ruler-options';

/** What Thanos or Kubernetes would refuse of a ruler's options, its rules aside. */
export function rulerProblems(options: RulerOptions): Problem[] {
  const { concurrentEvaluations, evaluationInterval, alertQueryUrl } = options;
  const problems = [
    ...alertmanagerProblems(options.alertmanagers ?? []),
    ...externalLabelProblems(options.externalLabels ?? {}),
    ...existingConfigMapProblems(options),
    ...numberProblems({ concurrentEvaluations }, 1),
  ];
  if (evaluationInterval !== undefined && milliseconds(evaluationInterval) === 0) {
    problems.push({
      rule: 'THANOS-503',
      what: `evaluationInterval is ${evaluationInterval}, at which the ruler panics`,
      fix: "Write a positive duration, such as '1m'",
    });
  }
  if (alertQueryUrl !== undefined && !/^https?:\/\/[^/\s]+/.test(alertQueryUrl)) {
    problems.push({
      rule: 'THANOS-511',
      what: `alertQueryUrl "${alertQueryUrl}" is no URL, so links in alerts would lead nowhere`,
      fix: "Write, for example, 'https://query.example.com'",
    });
  }
  return problems;
}

function externalLabelProblems(labels: Readonly<Record<string, string>>): Problem[] {
  return Object.keys(labels).flatMap((name): Problem[] => {
    if (name === RULE_REPLICA_LABEL) {
      return [
        {
          rule: 'THANOS-509',
          what: `externalLabels sets ${name}, which this construct owns: it is the pod's name, by which queriers and Alertmanagers drop what is double`,
          fix: `Remove ${name} from externalLabels`,
        },
      ];
    }
    return labelNameProblems('externalLabels: the name', name);
  });
}

function existingConfigMapProblems({ rules = [] }: RulerOptions): Problem[] {
  const names = rules.flatMap((source) => ('configMap' in source ? source.configMap : []));
  return repeated(names).map(
    (name): Problem => ({
      rule: 'THANOS-123',
      what: `rules has the ConfigMap "${name}" twice, and a pod mounts one directory of a name: the API server would refuse it`,
      fix: 'Give it once, with a glob that matches all of its files',
    }),
  );
}
