import { type CodeCases, states } from './case';
import {
  AUTOSCALER,
  CONFIG_MAP,
  DEPLOYMENT,
  DISRUPTION_BUDGET,
  SECRET,
  SERVICE_ACCOUNT,
  STATEFUL_SET,
} from './manifests';

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

/** Cases of `POD_CHANGES`. */
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
  'DIFF-112': {
    given: [
      {
        title: 'another registry',
        back: 'DIFF-112',
        ...states(STATEFUL_SET, ['registry.k8s.io/store', 'mirror.example.com/store']),
      },
    ],
    notGiven: [{ title: 'another version', ...states(STATEFUL_SET, ['store:v1.4.2', 'store:v1.4.3']) }],
  },
  'DIFF-113': {
    given: [{ title: 'an older version', back: 'DIFF-101', ...states(STATEFUL_SET, ['v1.4.2', 'v1.4.1']) }],
    notGiven: [
      { title: 'a newer one', ...states(STATEFUL_SET, ['store:v1.4.2', 'store:v1.4.3']) },
      { title: 'another image of the same name pattern', ...states(STATEFUL_SET, ['store:v1.4.2', 'bucket:v1.4.1']) },
    ],
  },
  'DIFF-114': {
    given: [
      { title: 'a jump of three minor versions', back: 'DIFF-113', ...states(STATEFUL_SET, ['v1.4.2', 'v1.7.0']) },
      { title: 'another major version', back: 'DIFF-113', ...states(STATEFUL_SET, ['v1.4.2', 'v2.0.0']) },
    ],
    notGiven: [
      { title: 'the next minor version', ...states(STATEFUL_SET, ['v1.4.2', 'v1.5.0']) },
      { title: 'a patch', ...states(STATEFUL_SET, ['store:v1.4.2', 'store:v1.4.3']) },
    ],
  },
  'DIFF-115': {
    given: [
      { title: 'latest', back: 'DIFF-101', ...states(STATEFUL_SET, ['store:v1.4.2', 'store:latest']) },
      { title: 'no tag at all', back: 'DIFF-101', ...states(STATEFUL_SET, ['store:v1.4.2', 'store']) },
    ],
    notGiven: [
      { title: 'a version', ...states(STATEFUL_SET, ['store:v1.4.2', 'store:v1.4.3']) },
      {
        title: 'a digest',
        ...states(STATEFUL_SET, [
          'store:v1.4.2',
          'store:latest@sha256:0000000000000000000000000000000000000000000000000000000000000000',
        ]),
      },
    ],
  },
  'DIFF-117': {
    given: [
      {
        title: 'Thanos Receive, two minor versions back',
        back: 'DIFF-114',
        ...states(STATEFUL_SET.replace('registry.k8s.io/store:v1.4.2', 'quay.io/thanos/thanos:v0.42.5'), [
          'v0.42.5',
          'v0.40.1',
        ]),
      },
    ],
    notGiven: [
      {
        title: 'a patch back',
        ...states(STATEFUL_SET.replace('registry.k8s.io/store:v1.4.2', 'quay.io/thanos/thanos:v0.42.5'), [
          'v0.42.5',
          'v0.42.4',
        ]),
      },
      {
        title: 'a process that keeps nothing',
        ...states(DEPLOYMENT.replace('registry.k8s.io/query:v1.4.2', 'quay.io/thanos/thanos:v0.42.5'), [
          'v0.42.5',
          'v0.40.1',
        ]),
      },
    ],
  },
  'DIFF-118': {
    given: [
      { title: 'more memory asked for', back: 'DIFF-101', ...states(STATEFUL_SET, ['memory: 2Gi', 'memory: 3Gi']) },
    ],
    notGiven: [
      { title: 'less', ...states(STATEFUL_SET, ['memory: 2Gi', 'memory: 1Gi']) },
      {
        title: 'the same, written otherwise',
        ...states(STATEFUL_SET, ['cpu: 500m', 'cpu: 0.5'], ['v1.4.2', 'v1.4.3']),
      },
    ],
  },
  'DIFF-119': {
    given: [
      {
        title: 'a lower limit',
        back: 'DIFF-101',
        ...states(STATEFUL_SET, ['limits: { memory: 4Gi }', 'limits: { memory: 3Gi }']),
      },
    ],
    notGiven: [
      { title: 'a higher limit', ...states(STATEFUL_SET, ['limits: { memory: 4Gi }', 'limits: { memory: 5Gi }']) },
    ],
  },
  'DIFF-120': {
    given: [
      {
        title: 'no readiness probe any more',
        back: 'DIFF-101',
        ...states(STATEFUL_SET, [
          `          readinessProbe: { httpGet: { path: /-/ready, port: http } }
`,
          '',
        ]),
      },
    ],
    notGiven: [{ title: 'another path', ...states(STATEFUL_SET, ['/-/ready', '/-/healthy']) }],
  },
  'DIFF-121': {
    given: [
      {
        title: 'a privileged container',
        back: 'DIFF-101',
        ...states(STATEFUL_SET, ['allowPrivilegeEscalation: false', 'privileged: true']),
      },
      {
        title: 'the network of the node',
        back: 'DIFF-101',
        ...states(STATEFUL_SET, [
          'serviceAccountName: store',
          `serviceAccountName: store
      hostNetwork: true`,
        ]),
      },
      {
        title: 'a folder of the node',
        back: 'DIFF-101',
        ...states(STATEFUL_SET, ['emptyDir: {}', 'hostPath: { path: /var/lib }']),
      },
    ],
    notGiven: [
      {
        title: 'a container that stays privileged',
        ...states(STATEFUL_SET.replace('allowPrivilegeEscalation: false', 'privileged: true'), [
          'store:v1.4.2',
          'store:v1.4.3',
        ]),
      },
    ],
  },
  'DIFF-122': {
    given: [
      { title: 'root', back: 'DIFF-101', ...states(STATEFUL_SET, ['runAsUser: 1001', 'runAsUser: 0']) },
      {
        title: 'more capabilities',
        back: 'DIFF-101',
        ...states(STATEFUL_SET, [
          'allowPrivilegeEscalation: false',
          'allowPrivilegeEscalation: false, capabilities: { add: [NET_ADMIN] }',
        ]),
      },
    ],
    notGiven: [
      { title: 'another user', ...states(STATEFUL_SET, ['runAsUser: 1001', 'runAsUser: 1002']) },
      {
        title: 'the same, from the pod to its container',
        ...states(
          STATEFUL_SET,
          ['securityContext: { runAsNonRoot: true, runAsUser: 1001 }', 'securityContext: { runAsUser: 1001 }'],
          ['allowPrivilegeEscalation: false', 'allowPrivilegeEscalation: false, runAsNonRoot: true'],
        ),
      },
    ],
  },
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
