import { type CodeCases, states } from './case';
import { configMap, reading, thanos } from './thanos-workload';

const change = (before: string, after: string) => ({ before, after });
const PATH = '--tsdb.path=/data';

const address = (index: number) => `receive-${index}.receive.thanos.svc.cluster.local:10901`;
const members = (...pods: readonly number[]) => pods.map((pod) => ({ address: address(pod) }));
const ingestors = (replicas: number, ...args: readonly string[]) =>
  thanos('receive', 'receive', [PATH, ...args], { replicas });
const router = (...args: readonly string[]) =>
  thanos('receive', 'router', ['--receive.hashrings-file=/etc/rings/rings.json', ...args], {
    kind: 'Deployment',
    ...reading('rings'),
  });
const file = (...rings: readonly object[]) => configMap('rings', 'rings.json', JSON.stringify(rings, undefined, 2));
const ring = (endpoints: readonly object[], more: object = {}) => ({
  hashring: 'all',
  algorithm: 'ketama',
  endpoints,
  ...more,
});

/** A router, ingestors, and a hashring of as many of them. */
const receive = (replicas: number, listed: readonly number[], ...flags: readonly string[]) =>
  router(...flags) + ingestors(replicas) + file(ring(members(...listed)));

const HPA = `
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: receive, namespace: thanos }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: StatefulSet, name: receive }
  maxReplicas: 5
`;
const THREE = '--receive.replication-factor=3';
const shop = ring(members(0), { hashring: 'shop', tenants: ['shop'] });
const others = ring(members(1), { hashring: 'others' });
const tenants = (...rings: readonly object[]) => router() + ingestors(2) + file(...rings);

/** Cases of `RING_CHANGES`. */
export const RING_CASES = {
  'DIFF-501': {
    given: [
      { title: 'growth in one step', back: 'DIFF-501', ...change(receive(2, [0, 1]), receive(3, [0, 1, 2])) },
      { title: 'shrinking in one step', back: 'DIFF-501', ...change(receive(3, [0, 1, 2]), receive(2, [0, 1])) },
    ],
    notGiven: [
      { title: 'pods alone', ...change(receive(2, [0, 1]), receive(3, [0, 1])) },
      { title: 'the hashring alone', ...change(receive(3, [0, 1]), receive(3, [0, 1, 2])) },
    ],
  },
  'DIFF-502': {
    given: [
      { title: 'the second step of growth', back: 'DIFF-502', ...change(receive(3, [0, 1]), receive(3, [0, 1, 2])) },
    ],
    notGiven: [{ title: 'another order', ...change(receive(2, [0, 1]), receive(2, [1, 0])) }],
  },
  'DIFF-503': {
    given: [
      { title: 'pods that are removed', back: 'DIFF-104', ...change(receive(3, [0, 1, 2]), receive(2, [0, 1, 2])) },
      { title: 'no pods at all', back: 'DIFF-104', ...change(receive(1, [0]), receive(0, [0])) },
      { title: 'pods that were never made', back: 'DIFF-502', ...change(receive(2, [0, 1]), receive(2, [0, 1, 2])) },
    ],
    notGiven: [{ title: 'the last step of shrinking', ...change(receive(3, [0, 1]), receive(2, [0, 1])) }],
  },
  'DIFF-504': {
    given: [{ title: 'the first step of growth', back: 'DIFF-505', ...change(receive(2, [0, 1]), receive(3, [0, 1])) }],
    notGiven: [{ title: 'a router more', ...states(receive(2, [0, 1]), ['replicas: 1', 'replicas: 2']) }],
  },
  'DIFF-505': {
    given: [
      { title: 'the last step of shrinking', back: 'DIFF-504', ...change(receive(3, [0, 1]), receive(2, [0, 1])) },
    ],
    notGiven: [
      {
        title: 'fewer routers',
        ...states(receive(2, [0, 1]).replace('replicas: 1', 'replicas: 2'), ['replicas: 2', 'replicas: 1']),
      },
    ],
  },
  'DIFF-506': {
    given: [{ title: 'receivers without a hashring', back: 'DIFF-104', ...change(ingestors(2), ingestors(1)) }],
    notGiven: [{ title: 'more of them', ...change(ingestors(1), ingestors(2)) }],
  },
  'DIFF-507': {
    given: [
      { title: 'three to one', back: 'DIFF-508', ...change(receive(3, [0, 1, 2], THREE), receive(3, [0, 1, 2])) },
    ],
    notGiven: [{ title: 'the default', ...change(receive(1, [0]), receive(1, [0], '--receive.replication-factor=1')) }],
  },
  'DIFF-508': {
    given: [
      { title: 'one to three', back: 'DIFF-507', ...change(receive(3, [0, 1, 2]), receive(3, [0, 1, 2], THREE)) },
    ],
    notGiven: [{ title: 'the default', ...change(receive(1, [0]), receive(1, [0], '--receive.replication-factor=1')) }],
  },
  'DIFF-509': {
    given: [
      {
        title: 'two for three copies',
        back: 'DIFF-502',
        ...change(receive(3, [0, 1, 2], THREE), receive(3, [0, 1], THREE)),
      },
    ],
    notGiven: [{ title: 'enough', ...change(receive(4, [0, 1, 2, 3], THREE), receive(4, [0, 1, 2], THREE)) }],
  },
  'DIFF-510': {
    given: [{ title: 'hashmod', back: 'DIFF-510', ...states(receive(2, [0, 1]), ['ketama', 'hashmod']) }],
    notGiven: [
      {
        title: 'the same by a flag',
        ...states(
          receive(2, [0, 1]),
          ['"algorithm": "ketama",', ''],
          ["rings.json'", "rings.json'\n            - '--receive.hashrings-algorithm=ketama'"],
        ),
      },
    ],
  },
  'DIFF-511': {
    given: [
      { title: 'a tenant', back: 'DIFF-512', ...change(tenants({ ...shop, tenants: ['shop', 'web'] }), tenants(shop)) },
      { title: 'all others', back: 'DIFF-502', ...change(tenants(shop, others), tenants(shop)) },
    ],
    notGiven: [{ title: 'one that another hashring takes', ...change(tenants(shop, others), tenants(others)) }],
  },
  'DIFF-512': {
    given: [
      {
        title: 'a tenant more',
        back: 'DIFF-512',
        ...change(tenants(shop, others), tenants({ ...shop, tenants: ['shop', 'web'] }, others)),
      },
    ],
    notGiven: [
      {
        title: 'another order',
        ...change(
          tenants({ ...shop, tenants: ['shop', 'web'] }, others),
          tenants({ ...shop, tenants: ['web', 'shop'] }, others),
        ),
      },
    ],
  },
  'DIFF-513': {
    given: [
      {
        title: 'a zone',
        back: 'DIFF-513',
        ...change(
          tenants(
            ring([
              { address: address(0), az: 'a' },
              { address: address(1), az: 'a' },
            ]),
          ),
          tenants(
            ring([
              { address: address(0), az: 'a' },
              { address: address(1), az: 'b' },
            ]),
          ),
        ),
      },
    ],
    notGiven: [{ title: 'a member more', ...change(receive(2, [0]), receive(2, [0, 1])) }],
  },
  'DIFF-514': {
    given: [
      {
        title: 'ingestors that listen elsewhere',
        back: 'DIFF-101',
        ...change(
          receive(2, [0, 1]),
          receive(2, [0, 1]).replace(`'${PATH}'`, `'${PATH}'\n            - '--grpc-address=0.0.0.0:9999'`),
        ),
      },
    ],
    notGiven: [
      {
        title: 'both sides',
        ...change(
          receive(2, [0, 1]),
          receive(2, [0, 1])
            .replace(`'${PATH}'`, `'${PATH}'\n            - '--grpc-address=0.0.0.0:9999'`)
            .replace(/local:10901/g, 'local:9999'),
        ),
      },
    ],
  },
  'DIFF-515': {
    given: [{ title: 'an autoscaler', back: 'DIFF-143', ...change(receive(2, [0, 1]), receive(2, [0, 1]) + HPA) }],
    notGiven: [
      {
        title: 'an autoscaler of routers',
        ...change(
          receive(2, [0, 1]),
          receive(2, [0, 1]) + HPA.replace('kind: StatefulSet, name: receive', 'kind: Deployment, name: router'),
        ),
      },
    ],
  },
  'DIFF-516': {
    given: [
      {
        title: "Cap'n Proto",
        back: 'DIFF-516',
        ...change(receive(2, [0, 1]), receive(2, [0, 1], '--receive.replication-protocol=capnproto')),
      },
    ],
    notGiven: [
      { title: 'the default', ...change(receive(1, [0]), receive(1, [0], '--receive.replication-protocol=protobuf')) },
    ],
  },
  'DIFF-517': {
    given: [
      {
        title: 'an ingestor that is given hashrings',
        back: 'DIFF-103',
        ...change(ingestors(1), ingestors(1, '--receive.hashrings=[{"endpoints": ["elsewhere:10901"]}]')),
      },
    ],
    notGiven: [{ title: 'one that keeps its place', ...change(ingestors(1), ingestors(1, '--tsdb.retention=30d')) }],
  },
} as const satisfies Record<string, CodeCases>;
