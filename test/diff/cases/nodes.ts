import { type CodeCases, states } from './case';
import { DEPLOYMENT, SERVICE_ACCOUNT, STATEFUL_SET } from './manifests';

/** Cases of what pods ask of their node and of others. */
export const NODE_CASES = {
  'DIFF-123': {
    given: [
      {
        title: 'a port of the node',
        back: 'DIFF-101',
        ...states(STATEFUL_SET, ['containerPort: 10902', 'containerPort: 10902, hostPort: 10902']),
      },
    ],
    notGiven: [
      {
        title: 'another port of the container',
        ...states(STATEFUL_SET, ['containerPort: 10902', 'containerPort: 10903']),
      },
    ],
  },
  'DIFF-124': {
    given: [
      {
        title: 'another ServiceAccount',
        back: 'DIFF-124',
        ...states(STATEFUL_SET, ['serviceAccountName: store', 'serviceAccountName: bucket']),
      },
    ],
    notGiven: [{ title: 'an image', ...states(STATEFUL_SET, ['store:v1.4.2', 'store:v1.4.3']) }],
  },
  'DIFF-125': {
    given: [
      {
        title: 'another client id',
        back: 'DIFF-125',
        ...states(STATEFUL_SET + SERVICE_ACCOUNT, ['11111111', '99999999']),
      },
      {
        title: 'a ServiceAccount without one',
        back: 'DIFF-124',
        ...states(STATEFUL_SET + SERVICE_ACCOUNT, ['serviceAccountName: store', 'serviceAccountName: bucket']),
      },
      {
        title: 'pods without the label',
        back: 'DIFF-101',
        ...states(STATEFUL_SET, [', azure.workload.identity/use: "true"', '']),
      },
    ],
    notGiven: [
      {
        title: 'a label of the ServiceAccount',
        ...states(SERVICE_ACCOUNT, [
          `name: store
`,
          `name: store
  labels: { team: a }
`,
        ]),
      },
    ],
  },
  'DIFF-126': {
    given: [
      {
        title: 'a nodeSelector',
        back: 'DIFF-101',
        ...states(STATEFUL_SET, [
          'serviceAccountName: store',
          `serviceAccountName: store
      nodeSelector: { agentpool: big }`,
        ]),
      },
      {
        title: 'a toleration that is gone',
        back: 'DIFF-101',
        ...states(
          STATEFUL_SET.replace(
            'serviceAccountName',
            'tolerations: [{ key: big, operator: Exists }]\n      serviceAccountName',
          ),
          [
            `tolerations: [{ key: big, operator: Exists }]
      `,
            '',
          ],
        ),
      },
    ],
    notGiven: [
      {
        title: 'a mere preference',
        ...states(STATEFUL_SET, [
          'serviceAccountName: store',
          `serviceAccountName: store
      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway }]`,
        ]),
      },
    ],
  },
  'DIFF-127': {
    given: [
      {
        title: 'a claim that is emptyDir now',
        back: 'DIFF-101',
        ...states(
          DEPLOYMENT.replace('configMap: { name: query-rules }', 'persistentVolumeClaim: { claimName: rules }'),
          ['persistentVolumeClaim: { claimName: rules }', 'emptyDir: {}'],
        ),
      },
      {
        title: 'a claim template that is mounted elsewhere',
        back: 'DIFF-127',
        ...states(STATEFUL_SET, ['mountPath: /var/store', 'mountPath: /data']),
      },
    ],
    notGiven: [{ title: 'another ConfigMap', ...states(STATEFUL_SET, ['name: store-config', 'name: store-config-2']) }],
  },
} as const satisfies Record<string, CodeCases>;
