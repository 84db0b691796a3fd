import type { Fleet } from '../../../lib';
import { ThanosQuery, ThanosReceiveIngestor } from '../../../lib';
import type { EXTERNAL_LABEL_RULES } from '../../../lib/validation/catalogue/external-labels';
import type { RuleCases } from '../attempt';
import { INGESTOR_LABEL, pod, routed, workloadYaml } from './receive-yaml';
import { objstore } from './setup';

const received = '--endpoint=dnssrv+_grpc._tcp.ingestor.monitoring.svc.cluster.local';
const query = (...flags: string[]) => workloadYaml({ name: 'query', kind: 'Deployment', subcommand: 'query', flags });
const ingestors = routed([pod(0), pod(1), pod(2)], {
  router: ['--receive.replication-factor=3'],
  ingestor: { replicas: 3 },
});

/** A querier that is handed a receiver after it was made. */
const added = (replicaLabel: string) => (fleet: Fleet) => {
  const chart = fleet.addCluster('west').addChart('thanos', { namespace: 'thanos' });
  const first = new ThanosReceiveIngestor(chart, 'first', { objstore, component: 'first' });
  const second = new ThanosReceiveIngestor(chart, 'second', { objstore, component: 'second', replicaLabel });
  new ThanosQuery(chart, 'query', { endpoints: [first] }).addEndpoint(second);
};

const prometheus = (replicas: number) => `
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: prometheus, namespace: monitoring }
spec:
  replicas: ${replicas}
  externalLabels: { cluster: west }
  serviceMonitorSelector: {}
  remoteWrite: [{ url: "http://router:19291/api/v1/receive" }]
---`;

export const externalLabelCases: RuleCases<keyof typeof EXTERNAL_LABEL_RULES> = {
  'THANOS-014': [
    {
      trips: workloadYaml({ name: 'receive', flags: [] }),
      passes: workloadYaml({ name: 'receive', flags: ['--label=a="b"'] }),
    },
    {
      trips: workloadYaml({ name: 'receive', replicas: 2, flags: ['--label=replica="$(NAMESPACE)"'] }),
      passes: workloadYaml({ name: 'receive', replicas: 2, flags: [INGESTOR_LABEL] }),
    },
  ],
  'THANOS-015': [
    { trips: added('replica'), passes: added('receive_replica') },
    {
      trips: ingestors + query(received, '--query.replica-label=prometheus_replica'),
      passes: ingestors + query(received, '--query.replica-label=prometheus_replica,receive_replica'),
    },
    {
      trips: ingestors + prometheus(2) + query(received, '--query.replica-label=receive_replica'),
      passes: ingestors + prometheus(1) + query(received, '--query.replica-label=receive_replica'),
    },
  ],
  'THANOS-017': [
    {
      trips: workloadYaml({
        name: 'rule',
        subcommand: 'rule',
        replicas: 2,
        flags: ['--query=query:10902', '--label=cluster="west"'],
      }),
      passes: workloadYaml({
        name: 'rule',
        subcommand: 'rule',
        replicas: 2,
        flags: ['--query=query:10902', '--label=rule_replica="$(POD_NAME)"'],
      }),
    },
  ],
};
