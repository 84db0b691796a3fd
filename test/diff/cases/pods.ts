import { type CodeCases, states } from './case';
import { AUTOSCALER, CONFIG_MAP, DEPLOYMENT, SECRET, STATEFUL_SET } from './manifests';

const CRON_JOB = `
apiVersion: batch/v1
kind: CronJob
metadata: { name: report, namespace: thanos }
spec:
  schedule: "0 1 * * *"
  jobTemplate:
    spec:
      template:
        spec: { restartPolicy: Never, containers: [{ name: report, image: "registry.k8s.io/report:v1.0.0" }] }
`;

const POD = `
apiVersion: v1
kind: Pod
metadata: { name: debug, namespace: thanos }
spec: { containers: [{ name: debug, image: "registry.k8s.io/debug:v1.0.0" }] }
`;

/** Cases of pods that roll, stay, come and go. */
export const POD_CASES = {
  'DIFF-101': {
    given: [
      {
        title: 'an image of a StatefulSet',
        back: 'DIFF-113',
        ...states(STATEFUL_SET, ['store:v1.4.2', 'store:v1.4.3']),
      },
      {
        title: 'an annotation of the pods of a StatefulSet',
        back: 'DIFF-101',
        ...states(STATEFUL_SET, ['checksum/config: one', 'checksum/config: two']),
      },
      { title: 'an image of a Deployment', back: 'DIFF-113', ...states(DEPLOYMENT, ['query:v1.4.2', 'query:v1.4.3']) },
      {
        title: 'an image of a DaemonSet',
        back: 'DIFF-113',
        ...states(DEPLOYMENT.replace('Deployment', 'DaemonSet').replace(/ {2}replicas.*\n/, ''), [
          'query:v1.4.2',
          'query:v1.4.3',
        ]),
      },
      {
        title: 'pods above a partition',
        back: 'DIFF-113',
        ...states(STATEFUL_SET.replace('{ type: RollingUpdate }', '{ rollingUpdate: { partition: 2 } }'), [
          'store:v1.4.2',
          'store:v1.4.3',
        ]),
      },
      {
        title: 'pods that an autoscaler counts',
        back: 'DIFF-113',
        ...states(DEPLOYMENT + AUTOSCALER, ['query:v1.4.2', 'query:v1.4.3']),
      },
    ],
    notGiven: [
      { title: 'a label of the object itself', ...states(STATEFUL_SET, ['team: metrics', 'team: logs']) },
      { title: 'more replicas', ...states(STATEFUL_SET, ['replicas: 3', 'replicas: 4']) },
      {
        title: 'keys in another order',
        ...states(
          STATEFUL_SET,
          ['type: RollingUpdate', 'type: RollingUpdate'],
          ['cpu: 500m, memory: 2Gi', 'memory: 2Gi, cpu: 500m'],
        ),
      },
    ],
  },
  'DIFF-102': {
    given: [
      {
        title: 'OnDelete',
        back: 'DIFF-102',
        ...states(STATEFUL_SET.replace('RollingUpdate', 'OnDelete'), ['store:v1.4.2', 'store:v1.4.3']),
      },
      {
        title: 'a partition that holds back all',
        back: 'DIFF-102',
        ...states(STATEFUL_SET.replace('{ type: RollingUpdate }', '{ rollingUpdate: { partition: 3 } }'), [
          'store:v1.4.2',
          'store:v1.4.3',
        ]),
      },
      {
        title: 'a paused Deployment',
        back: 'DIFF-102',
        ...states(DEPLOYMENT.replace('replicas: 3', 'replicas: 3\n  paused: true'), ['query:v1.4.2', 'query:v1.4.3']),
      },
      {
        title: 'no replicas',
        back: 'DIFF-102',
        ...states(STATEFUL_SET.replace('replicas: 3', 'replicas: 0'), ['store:v1.4.2', 'store:v1.4.3']),
      },
      {
        title: 'resources of pods that stay',
        back: 'DIFF-102',
        ...states(STATEFUL_SET.replace('RollingUpdate', 'OnDelete'), ['cpu: 500m', 'cpu: 900m']),
      },
      { title: 'a CronJob', back: 'DIFF-102', ...states(CRON_JOB, ['report:v1.0.0', 'report:v1.0.1']) },
    ],
    notGiven: [{ title: 'a strategy that rolls', ...states(STATEFUL_SET, ['store:v1.4.2', 'store:v1.4.3']) }],
  },
  'DIFF-103': {
    given: [
      {
        title: 'a StatefulSet of one',
        back: 'DIFF-113',
        ...states(STATEFUL_SET.replace('replicas: 3', 'replicas: 1'), ['store:v1.4.2', 'store:v1.4.3']),
      },
      {
        title: 'strategy Recreate',
        back: 'DIFF-113',
        ...states(DEPLOYMENT.replace('RollingUpdate', 'Recreate'), ['query:v1.4.2', 'query:v1.4.3']),
      },
      {
        title: 'a Deployment that may stop all',
        back: 'DIFF-113',
        ...states(DEPLOYMENT.replace('{ type: RollingUpdate }', '{ rollingUpdate: { maxUnavailable: 100% } }'), [
          'query:v1.4.2',
          'query:v1.4.3',
        ]),
      },
      { title: 'the image of a Pod', back: 'DIFF-103', ...states(POD, ['v1.0.0', 'v1.0.1']) },
    ],
    notGiven: [
      {
        title: 'a Deployment of one, whose next pod comes first',
        ...states(DEPLOYMENT.replace('replicas: 3', 'replicas: 1'), ['query:v1.4.2', 'query:v1.4.3']),
      },
    ],
  },
  'DIFF-104': {
    given: [{ title: 'one more replica', back: 'DIFF-105', ...states(STATEFUL_SET, ['replicas: 3', 'replicas: 4']) }],
    notGiven: [{ title: 'an image', ...states(STATEFUL_SET, ['store:v1.4.2', 'store:v1.4.3']) }],
  },
  'DIFF-105': {
    given: [
      {
        title: 'two replicas less of a StatefulSet',
        back: 'DIFF-104',
        ...states(STATEFUL_SET, ['replicas: 3', 'replicas: 1']),
      },
      {
        title: 'pods that are numbered anew',
        back: 'DIFF-105',
        ...states(STATEFUL_SET, [
          'replicas: 3',
          `replicas: 3
  ordinals: { start: 1 }`,
        ]),
      },
      {
        title: 'replicas that nobody writes any more',
        back: 'DIFF-104',
        ...states(DEPLOYMENT, [
          `  replicas: 3
`,
          '',
        ]),
      },
    ],
    notGiven: [{ title: 'one more', ...states(STATEFUL_SET, ['replicas: 3', 'replicas: 4']) }],
  },
  'DIFF-106': {
    given: [
      {
        title: 'a StatefulSet without pods',
        back: 'DIFF-104',
        ...states(STATEFUL_SET, ['replicas: 3', 'replicas: 0']),
      },
    ],
    notGiven: [
      {
        title: 'one that had none',
        ...states(STATEFUL_SET.replace('replicas: 3', 'replicas: 0'), ['team: metrics', 'team: logs']),
      },
    ],
  },
  'DIFF-107': {
    given: [
      {
        title: 'a Deployment with an autoscaler',
        back: 'DIFF-104',
        ...states(DEPLOYMENT + AUTOSCALER, [
          `  replicas: 3
`,
          '',
        ]),
      },
    ],
    notGiven: [
      {
        title: 'one without',
        ...states(DEPLOYMENT, [
          `  replicas: 3
`,
          '',
        ]),
      },
    ],
  },
  'DIFF-108': {
    given: [
      {
        title: 'OnDelete from now on',
        back: 'DIFF-108',
        ...states(STATEFUL_SET, ['type: RollingUpdate', 'type: OnDelete']),
      },
      {
        title: 'fewer pods to go back to',
        back: 'DIFF-108',
        ...states(DEPLOYMENT, [
          '  replicas: 3',
          `  replicas: 3
  revisionHistoryLimit: 3`,
        ]),
      },
    ],
    notGiven: [{ title: 'an image', ...states(DEPLOYMENT, ['query:v1.4.2', 'query:v1.4.3']) }],
  },
  'DIFF-109': {
    given: [
      {
        title: 'a ConfigMap that is mounted',
        back: 'DIFF-109',
        ...states(STATEFUL_SET + CONFIG_MAP, ['mode: left', 'mode: right']),
      },
      {
        title: 'one whose pods roll with it',
        back: 'DIFF-101',
        ...states(
          STATEFUL_SET + CONFIG_MAP,
          ['mode: left', 'mode: right'],
          ['checksum/config: one', 'checksum/config: two'],
        ),
      },
    ],
    notGiven: [{ title: 'a ConfigMap that nobody mounts', ...states(CONFIG_MAP, ['mode: left', 'mode: right']) }],
  },
  'DIFF-110': {
    given: [
      {
        title: 'a Secret in a variable',
        back: 'DIFF-110',
        ...states(DEPLOYMENT + SECRET, ['stringData: { password: left }', 'stringData: { password: right }']),
      },
      {
        title: 'a file by subPath',
        back: 'DIFF-110',
        ...states(DEPLOYMENT + CONFIG_MAP.replace('store-config', 'query-rules'), ['mode: left', 'mode: right']),
      },
    ],
    notGiven: [
      { title: 'a ConfigMap that is mounted', ...states(STATEFUL_SET + CONFIG_MAP, ['mode: left', 'mode: right']) },
    ],
  },
  'DIFF-111': {
    given: [
      {
        title: 'a ConfigMap that nobody mounts',
        back: 'DIFF-111',
        ...states(CONFIG_MAP, ['mode: left', 'mode: right']),
      },
    ],
    notGiven: [
      { title: 'one that is mounted', ...states(STATEFUL_SET + CONFIG_MAP, ['mode: left', 'mode: right']) },
      {
        title: 'a dashboard that a sidecar finds',
        ...states(CONFIG_MAP.replace('thanos }', 'thanos, labels: { grafana_dashboard: "1" } }'), [
          'mode: left',
          'mode: right',
        ]),
      },
    ],
  },
} as const satisfies Record<string, CodeCases>;
