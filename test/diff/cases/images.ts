import { type CodeCases, states } from './case';
import { DEPLOYMENT, STATEFUL_SET } from './manifests';
import { thanos } from './thanos-workload';

/** Cases of images and containers. */
export const IMAGE_CASES = {
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
        ...states(thanos('receive', 'receive', ['--tsdb.path=/data']), ['v0.42.5', 'v0.40.1']),
      },
      {
        title: 'Prometheus, a minor version back',
        back: 'DIFF-101',
        ...states(STATEFUL_SET.replace('registry.k8s.io/store:v1.4.2', 'quay.io/prometheus/prometheus:v3.5.0'), [
          'v3.5.0',
          'v3.4.0',
        ]),
      },
    ],
    notGiven: [
      {
        title: 'a patch back',
        ...states(thanos('receive', 'receive', ['--tsdb.path=/data']), ['v0.42.5', 'v0.42.4']),
      },
      {
        title: 'a store gateway, whose claim holds what is in the bucket',
        ...states(thanos('store', 'store', ['--data-dir=/data']), ['v0.42.5', 'v0.40.1']),
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
} as const satisfies Record<string, CodeCases>;
