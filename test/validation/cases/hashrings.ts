import type { HASHRING_RULES } from '../../../lib/validation/catalogue/hashrings';
import type { RuleCases } from '../attempt';
import { objstore } from './setup';

const receive = (replicationFactor: number) => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: receive, namespace: monitoring }
spec:
  selector: { matchLabels: { app: receive } }
  template:
    metadata: { labels: { app: receive } }
    spec:
      containers:
        - name: thanos
          image: quay.io/thanos/thanos:v0.42.5
          args:
            - receive
            - --receive.replication-factor=${replicationFactor}
            - --receive.hashrings=[{"endpoints":["a:10901","b:10901","c:10901"],"algorithm":"ketama"}]
`;

export const hashringCases: RuleCases<keyof typeof HASHRING_RULES> = {
  'THANOS-001': [
    {
      trips: (fleet) =>
        fleet.addCluster('west').addThanos({ objstore, receive: { replicas: 2, replicationFactor: 3 } }),
      passes: (fleet) =>
        fleet.addCluster('west').addThanos({ objstore, receive: { replicas: 3, replicationFactor: 3 } }),
    },
    { trips: receive(4), passes: receive(3) },
  ],
};
