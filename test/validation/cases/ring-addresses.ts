import { type Fleet, ThanosReceiveIngestor, ThanosReceiveRouter } from '../../../lib';
import type { HASHRING_RULES } from '../../../lib/validation/catalogue/hashrings';
import type { RuleCases } from '../attempt';
import { INGESTOR_LABEL, pod, ringFlag, routed, workloadYaml } from './receive-yaml';
import { objstore } from './setup';
import { thanos } from './stack';

const three = ['--receive.replication-factor=3'];
const capnproto = '--receive.replication-protocol=capnproto';
const replicated = { router: three, ingestor: { replicas: 3 } };
const custom = { router: [capnproto], ingestor: { flags: [INGESTOR_LABEL, '--receive.capnproto-address=:19999'] } };

/** An ingestor that is in two hashrings, or two that are in one each. */
const shared = (second: string) => (fleet: Fleet) => {
  const chart = fleet.addCluster('west').addChart('receive', { namespace: 'thanos' });
  const made = new Map<string, ThanosReceiveIngestor>();
  const ingestor = (name: string) => {
    const known = made.get(name) ?? new ThanosReceiveIngestor(chart, name, { objstore, component: name });
    made.set(name, known);
    return known;
  };
  new ThanosReceiveRouter(chart, 'router', {
    hashrings: [
      { name: 'a', tenants: ['team-a'], ingestors: [ingestor('one')] },
      { name: 'b', ingestors: [ingestor(second)] },
    ],
  });
};

const policy = (ports: string, from = '') => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ingestor, namespace: monitoring }
spec:
  podSelector: { matchLabels: { app: ingestor } }
  policyTypes: [Ingress]
  ingress:
    - ports: [${ports}]
      ${from && `from: [${from}]`}
`;

/** Ingestors that are their own routers. */
const ring = (endpoint: string | undefined, address = pod(0)) =>
  workloadYaml({
    name: 'ingestor',
    flags: [INGESTOR_LABEL, ringFlag([address]), ...(endpoint ? [`--receive.local-endpoint=${endpoint}`] : [])],
  });

export const addressCases: Pick<
  RuleCases<keyof typeof HASHRING_RULES>,
  'THANOS-003' | 'THANOS-004' | 'THANOS-005' | 'THANOS-006' | 'THANOS-007' | 'THANOS-008'
> = {
  'THANOS-003': [
    { trips: shared('one'), passes: shared('two') },
    { trips: routed([pod(0), pod(1), pod(1)], replicated), passes: routed([pod(0), pod(1), pod(2)], replicated) },
    { trips: routed(['http://receive.example.net:10901']), passes: routed(['dns:///receive.example.net:10901']) },
    { trips: routed(['dns+receive.example.net:10901']), passes: routed(['receive.example.net:10901']) },
    { trips: routed(['receive.example.net:10901/api']), passes: routed(['receive.example.net:10901']) },
    { trips: routed(['receive.example.net']), passes: routed(['receive.example.net'], { router: [capnproto] }) },
  ],
  'THANOS-004': [
    { trips: routed([pod(0, 19291)]), passes: routed([pod(0, 10901)]) },
    { trips: routed(['ingestor.monitoring:19391']), passes: routed(['ingestor.monitoring:10901']) },
  ],
  'THANOS-005': [
    {
      trips: thanos({
        receive: { replicationProtocol: 'capnproto', extraArguments: ['--receive.capnproto-address=:19999'] },
      }),
      passes: thanos({ receive: { extraArguments: ['--receive.capnproto-address=:19999'] } }),
    },
    {
      trips: routed([pod(0)], custom),
      passes: routed([{ address: pod(0), capnproto_address: pod(0, 19999) }], custom),
    },
    {
      trips: routed([{ address: pod(0), capnproto_address: pod(0, 10901) }], { router: [capnproto] }),
      passes: routed([{ address: pod(0), capnproto_address: pod(0, 19391) }], { router: [capnproto] }),
    },
  ],
  'THANOS-006': [
    {
      trips: routed([pod(0)], { router: [capnproto] }) + policy('{ port: 10901 }'),
      passes: routed([pod(0)], { router: [capnproto] }) + policy('{ port: 10901 }, { port: 19391 }'),
    },
    {
      trips: routed([pod(0)]) + policy('{ port: grpc }', '{ podSelector: { matchLabels: { app: query } } }'),
      passes:
        routed([pod(0)]) +
        policy('{ port: grpc }', '{ podSelector: { matchExpressions: [{ key: app, operator: Exists }] } }'),
    },
    {
      trips:
        routed([pod(0)]) + policy('', '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: apps } } }'),
      passes:
        routed([pod(0)]) +
        policy('{ port: 10900, endPort: 10902 }', '{ namespaceSelector: { matchLabels: { team: metrics } } }'),
    },
  ],
  'THANOS-007': [
    {
      trips: ring('$(POD_NAME).ingestor.monitoring:10901'),
      passes: ring('$(POD_NAME).ingestor.$(NAMESPACE).svc.cluster.local:10901'),
    },
    { trips: ring('127.0.0.1:10901'), passes: ring('127.0.0.1:10901', '127.0.0.1:10901') },
    { trips: ring('127.0.0.1:10901', 'ingestor:10901'), passes: ring('ingestor:10901', 'ingestor:10901') },
  ],
  'THANOS-008': [
    { trips: ring(undefined), passes: ring(pod(0)) },
    { trips: routed(['router.monitoring.svc:10901']), passes: routed(['ingestor.monitoring.svc:10901']) },
  ],
};
