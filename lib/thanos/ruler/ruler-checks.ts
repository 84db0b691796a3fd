import { numberProblems } from '../../validation/numbers';
import type { Problem } from '../../validation/problem';
import { milliseconds } from '../../values/duration';
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
      what: `evaluationInterval is ${evaluationInterval}, at which the ruler panics`,
      fix: "Write a positive duration, such as '1m'",
    });
  }
  if (alertQueryUrl !== undefined && !/^https?:\/\/[^/\s]+/.test(alertQueryUrl)) {
    problems.push({
      what: `alertQueryUrl "${alertQueryUrl}" is no URL, so links in alerts would lead nowhere`,
      fix: "Write, for example, 'https://query.example.com'",
    });
  }
  return problems;
}

function externalLabelProblems(labels: Readonly<Record<string, string>>): Problem[] {
  return Object.keys(labels).flatMap((name) => {
    if (name === RULE_REPLICA_LABEL) {
      return [
        {
          what: `externalLabels sets ${name}, which this construct owns: it is the pod's name, by which queriers and Alertmanagers drop what is double`,
          fix: `Remove ${name} from externalLabels`,
        },
      ];
    }
    if (/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) && name !== '__name__') return [];
    return [
      {
        what: `externalLabels has "${name}", which is no name of a label that every Prometheus reads`,
        fix: 'Write letters, digits and underscores, and begin with a letter',
      },
    ];
  });
}

function existingConfigMapProblems({ rules = [] }: RulerOptions): Problem[] {
  const names = rules.flatMap((source) => ('configMap' in source ? source.configMap : []));
  const twice = new Set(names.filter((name, index) => names.indexOf(name) < index));
  return [...twice].map((name) => ({
    what: `rules has the ConfigMap "${name}" twice, and a pod mounts one directory of a name`,
    fix: 'Give it once, with a glob that matches all of its files',
  }));
}
