import { type CodeCases, states } from './case';
import { DEPLOYMENT, STATEFUL_SET } from './manifests';

const JOB = `
apiVersion: batch/v1
kind: Job
metadata: { name: migrate, namespace: thanos }
spec:
  completions: 1
  parallelism: 1
  template:
    spec: { restartPolicy: Never, containers: [{ name: migrate, image: "registry.k8s.io/migrate:v1.0.0" }] }
`;

const POD = `
apiVersion: v1
kind: Pod
metadata: { name: debug, namespace: thanos }
spec: { containers: [{ name: debug, image: "registry.k8s.io/debug:v1.0.0", args: [left] }] }
`;

const PRIORITY_CLASS = `
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: metrics }
value: 1000
`;

/** Cases of `IMMUTABLE_WORKLOAD_CHANGES`. */
export const IMMUTABLE_WORKLOAD_CASES = {
  'DIFF-130': {
    given: [
      {
        title: 'another label',
        back: 'DIFF-130',
        ...states(
          STATEFUL_SET,
          ['selector: { matchLabels: { app: store } }', 'selector: { matchLabels: { app: bucket } }'],
          ['labels: { app: store,', 'labels: { app: bucket,'],
        ),
      },
    ],
    notGiven: [
      {
        title: 'labels of the pods beside it',
        ...states(STATEFUL_SET, ['labels: { app: store,', 'labels: { app: store, version: v1,']),
      },
    ],
  },
  'DIFF-131': {
    given: [
      {
        title: 'another Service',
        back: 'DIFF-131',
        ...states(STATEFUL_SET, ['serviceName: store', 'serviceName: bucket']),
      },
    ],
    notGiven: [{ title: 'an image', ...states(STATEFUL_SET, ['store:v1.4.2', 'store:v1.4.3']) }],
  },
  'DIFF-132': {
    given: [
      { title: 'larger claims', back: 'DIFF-132', ...states(STATEFUL_SET, ['storage: 10Gi', 'storage: 20Gi']) },
      { title: 'smaller claims', back: 'DIFF-132', ...states(STATEFUL_SET, ['storage: 10Gi', 'storage: 5Gi']) },
      {
        title: 'another class',
        back: 'DIFF-132',
        ...states(STATEFUL_SET, ['storageClassName: managed-csi', 'storageClassName: managed-csi-premium']),
      },
      {
        title: 'a label of the claims',
        back: 'DIFF-132',
        ...states(STATEFUL_SET, ['metadata: { name: data }', 'metadata: { name: data, labels: { a: b } }']),
      },
    ],
    notGiven: [
      { title: 'the same size, written otherwise', ...states(STATEFUL_SET, ['storage: 10Gi', 'storage: 10240Mi']) },
      { title: 'more replicas', ...states(STATEFUL_SET, ['replicas: 3', 'replicas: 4']) },
    ],
  },
  'DIFF-133': {
    given: [
      {
        title: 'all pods at once',
        back: 'DIFF-133',
        ...states(STATEFUL_SET, ['podManagementPolicy: OrderedReady', 'podManagementPolicy: Parallel']),
      },
    ],
    notGiven: [
      {
        title: 'the default, no longer written',
        ...states(STATEFUL_SET, [
          `  podManagementPolicy: OrderedReady
`,
          '',
        ]),
      },
    ],
  },
  'DIFF-134': {
    given: [
      {
        title: 'of a Deployment',
        back: 'DIFF-134',
        ...states(
          DEPLOYMENT,
          ['selector: { matchLabels: { app: query } }', 'selector: { matchLabels: { app: frontend } }'],
          ['labels: { app: query }', 'labels: { app: frontend }'],
        ),
      },
    ],
    notGiven: [
      {
        title: 'labels of the pods beside it',
        ...states(DEPLOYMENT, ['labels: { app: query }', 'labels: { app: query, version: v1 }']),
      },
    ],
  },
  'DIFF-135': {
    given: [
      {
        title: 'a label of the pods that the selector asks for',
        back: 'DIFF-101',
        ...states(DEPLOYMENT, ['labels: { app: query }', 'labels: { app: frontend }']),
      },
    ],
    notGiven: [
      {
        title: 'one that it does not ask for',
        ...states(DEPLOYMENT, ['labels: { app: query }', 'labels: { app: query, version: v1 }']),
      },
    ],
  },
  'DIFF-136': {
    given: [
      { title: 'another image', back: 'DIFF-136', ...states(JOB, ['v1.0.0', 'v1.0.1']) },
      { title: 'more completions', back: 'DIFF-136', ...states(JOB, ['completions: 1', 'completions: 2']) },
    ],
    notGiven: [{ title: 'more at a time', ...states(JOB, ['parallelism: 1', 'parallelism: 2']) }],
  },
  'DIFF-137': {
    given: [{ title: 'other arguments', back: 'DIFF-137', ...states(POD, ['left', 'right']) }],
    notGiven: [{ title: 'another image', ...states(POD, ['v1.0.0', 'v1.0.1']) }],
  },
  'DIFF-138': {
    given: [{ title: 'another value', back: 'DIFF-138', ...states(PRIORITY_CLASS, ['1000', '2000']) }],
    notGiven: [
      {
        title: 'a description',
        ...states(PRIORITY_CLASS, [
          'value: 1000',
          `value: 1000
description: for metrics`,
        ]),
      },
    ],
  },
} as const satisfies Record<string, CodeCases>;
