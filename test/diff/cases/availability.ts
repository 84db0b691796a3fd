import { type CodeCases, states } from './case';
import { AUTOSCALER, CONFIG_MAP, DEPLOYMENT, DISRUPTION_BUDGET, STATEFUL_SET } from './manifests';

/** Cases of disruption budgets, autoscalers, and workloads that are gone. */
export const AVAILABILITY_CASES = {
  'DIFF-140': {
    given: [
      { title: 'a budget that is gone', back: 'DIFF-003', before: DEPLOYMENT + DISRUPTION_BUDGET, after: DEPLOYMENT },
      {
        title: 'more at once',
        back: 'DIFF-002',
        ...states(DEPLOYMENT + DISRUPTION_BUDGET, ['maxUnavailable: 1', 'maxUnavailable: 2']),
      },
    ],
    notGiven: [{ title: 'a budget of pods that are gone too', before: DISRUPTION_BUDGET, after: CONFIG_MAP }],
  },
  'DIFF-141': {
    given: [
      {
        title: 'none at all',
        back: 'DIFF-140',
        ...states(DEPLOYMENT + DISRUPTION_BUDGET, ['maxUnavailable: 1', 'maxUnavailable: 0']),
      },
      {
        title: 'all must be there',
        back: 'DIFF-140',
        ...states(DEPLOYMENT + DISRUPTION_BUDGET, ['maxUnavailable: 1', 'minAvailable: 3']),
      },
    ],
    notGiven: [
      {
        title: 'one less than all',
        ...states(DEPLOYMENT + DISRUPTION_BUDGET, ['maxUnavailable: 1', 'minAvailable: 2']),
      },
    ],
  },
  'DIFF-142': {
    given: [{ title: 'an autoscaler', back: 'DIFF-143', before: DEPLOYMENT, after: DEPLOYMENT + AUTOSCALER }],
    notGiven: [{ title: 'other bounds', ...states(DEPLOYMENT + AUTOSCALER, ['maxReplicas: 6', 'maxReplicas: 9']) }],
  },
  'DIFF-143': {
    given: [{ title: 'an autoscaler', back: 'DIFF-142', before: DEPLOYMENT + AUTOSCALER, after: DEPLOYMENT }],
    notGiven: [
      { title: 'one that goes with its target', before: CONFIG_MAP + DEPLOYMENT + AUTOSCALER, after: CONFIG_MAP },
    ],
  },
  'DIFF-144': {
    given: [
      {
        title: 'a higher roof',
        back: 'DIFF-144',
        ...states(DEPLOYMENT + AUTOSCALER, ['maxReplicas: 6', 'maxReplicas: 9']),
      },
    ],
    notGiven: [
      { title: 'a label', ...states(AUTOSCALER, ['namespace: thanos', 'namespace: thanos, labels: { a: b }']) },
    ],
  },
  'DIFF-145': {
    given: [{ title: 'a Deployment', back: 'DIFF-003', before: CONFIG_MAP + DEPLOYMENT, after: CONFIG_MAP }],
    notGiven: [{ title: 'a StatefulSet with claims', before: CONFIG_MAP + STATEFUL_SET, after: CONFIG_MAP }],
  },
} as const satisfies Record<string, CodeCases>;
