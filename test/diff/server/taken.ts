import { states } from '../cases/case';
import {
  CONFIG_MAP,
  CRON_JOB,
  DAEMON_SET,
  DEPLOYMENT,
  DISRUPTION_BUDGET,
  INGRESS,
  INGRESS_CLASS,
  NETWORK_POLICY,
  REPLICA_SET,
  RESOURCE_DEFINITION,
  SERVICE,
  STATEFUL_SET,
} from './manifests';
import { type ServerPair, taken } from './pair';

const ANNOTATION = ['version: one', 'version: two'] as const;
const PARTITION = STATEFUL_SET.replace('{ type: RollingUpdate }', '{ rollingUpdate: { partition: 1 } }');
const RESOURCES = (cpu: string) =>
  ['image: registry', `resources: { requests: { cpu: ${cpu} } }\n          image: registry`] as const;

/** Pairs of the levels `none`, `config`, `restart` and `data`, with the pods that roll. */
export const TAKEN_PAIRS: readonly ServerPair[] = [
  taken('DIFF-001', 'a label of a StatefulSet', states(STATEFUL_SET, ['team: metrics', 'team: logs'])),
  taken('DIFF-101', 'an annotation of the pods of a StatefulSet', states(STATEFUL_SET, ANNOTATION), {
    rolling: ['store-0', 'store-1'],
  }),
  taken(
    'DIFF-101',
    'a label of the pods of a StatefulSet',
    states(STATEFUL_SET, ['labels: { app: store }\n', 'labels: { app: store, version: two }\n']),
    {
      rolling: ['store-0', 'store-1'],
    },
  ),
  taken('DIFF-101', 'an annotation of the pods of a Deployment', states(DEPLOYMENT, ANNOTATION), {
    rolling: ['query'],
  }),
  taken('DIFF-101', 'an annotation of the pods of a DaemonSet', states(DAEMON_SET, ANNOTATION), { rolling: ['agent'] }),
  taken('DIFF-101', 'pods above a partition', states(PARTITION, ANNOTATION), { rolling: ['store-1'] }),
  taken('DIFF-102', 'OnDelete', states(STATEFUL_SET.replace('RollingUpdate', 'OnDelete'), ANNOTATION)),
  taken('DIFF-102', 'a partition above all', states(PARTITION.replace('partition: 1', 'partition: 2'), ANNOTATION)),
  taken(
    'DIFF-102',
    'a paused Deployment',
    states(DEPLOYMENT, ['replicas: 2', 'replicas: 2\n  paused: true'], ANNOTATION),
  ),
  taken('DIFF-102', 'a ReplicaSet', states(REPLICA_SET, ANNOTATION)),
  taken('DIFF-102', 'a CronJob', states(CRON_JOB, ANNOTATION)),
  taken('DIFF-103', 'a StatefulSet of one', states(STATEFUL_SET.replace('replicas: 2', 'replicas: 1'), ANNOTATION), {
    rolling: ['store-0'],
  }),
  taken('DIFF-103', 'strategy Recreate', states(DEPLOYMENT.replace('RollingUpdate', 'Recreate'), ANNOTATION), {
    rolling: ['query'],
  }),
  taken('DIFF-104', 'one more replica', states(STATEFUL_SET, ['replicas: 2', 'replicas: 3']), {
    starting: ['store-2'],
  }),
  taken('DIFF-105', 'one replica less', states(STATEFUL_SET, ['replicas: 2', 'replicas: 1']), { gone: ['store-1'] }),
  taken('DIFF-106', 'no replicas', states(STATEFUL_SET, ['replicas: 2', 'replicas: 0']), {
    gone: ['store-0', 'store-1'],
  }),
  taken('DIFF-108', 'another way to roll', states(STATEFUL_SET, ['type: RollingUpdate', 'type: OnDelete'])),
  taken('DIFF-108', 'fewer revisions', states(DEPLOYMENT, ['replicas: 2', 'replicas: 2\n  revisionHistoryLimit: 3'])),
  taken('DIFF-110', 'a ConfigMap in a variable', states(CONFIG_MAP + STATEFUL_SET, ['mode: left', 'mode: right'])),
  taken(
    'DIFF-109',
    'a ConfigMap in a volume',
    states(CONFIG_MAP + STATEFUL_SET.replace(/ {10}env: .*\n/, ''), ['mode: left', 'mode: right']),
  ),
  taken('DIFF-111', 'a ConfigMap that nobody reads', states(CONFIG_MAP, ['mode: left', 'mode: right'])),
  taken('DIFF-118', 'more asked for', states(STATEFUL_SET.replace(...RESOURCES('1m')), ['cpu: 1m', 'cpu: 2m']), {
    rolling: ['store-0', 'store-1'],
  }),
  taken(
    'DIFF-140',
    'another disruption budget',
    states(DEPLOYMENT + DISRUPTION_BUDGET, ['maxUnavailable: 1', 'maxUnavailable: 2']),
  ),
  taken(
    'DIFF-207',
    'claims that stay',
    states(
      STATEFUL_SET.replace(
        'serviceName',
        'persistentVolumeClaimRetentionPolicy: { whenScaled: Delete }\n  serviceName',
      ),
      ['whenScaled: Delete', 'whenScaled: Retain'],
    ),
  ),
  taken(
    'DIFF-206',
    'claims that go',
    states(STATEFUL_SET, [
      'serviceName',
      'persistentVolumeClaimRetentionPolicy: { whenScaled: Delete }\n  serviceName',
    ]),
  ),
  taken(
    'DIFF-220',
    'the next version of a CRD',
    states(
      RESOURCE_DEFINITION,
      ['v1, served: true, storage: true', 'v1, served: true, storage: false'],
      ['v2, served: true, storage: false', 'v2, served: true, storage: true'],
    ),
  ),
  taken(
    'DIFF-302',
    'a headless Service that stays one',
    states(SERVICE.replace('type: ClusterIP', 'clusterIP: None'), ['  clusterIP: None\n', '']),
  ),
  taken(
    'DIFF-304',
    'an alias',
    states(DEPLOYMENT + SERVICE, ['type: ClusterIP', 'type: ExternalName\n  externalName: other.example.com']),
  ),
  taken(
    'DIFF-307',
    'another port behind a Service',
    states(DEPLOYMENT + SERVICE, ['targetPort: 10902', 'targetPort: 10912']),
  ),
  taken(
    'DIFF-308',
    'a Service without pods',
    states(DEPLOYMENT + SERVICE, ['selector: { app: query }\n  ports', 'selector: { app: other }\n  ports']),
  ),
  taken('DIFF-316', 'another port behind an Ingress', states(INGRESS_CLASS + INGRESS, ['number: 80', 'number: 81'])),
  taken(
    'DIFF-321',
    'another peer',
    states(DEPLOYMENT + NETWORK_POLICY, ['ports: [{ port: 10902 }]', 'ports: [{ port: 10902 }, { port: 10901 }]']),
  ),
];
