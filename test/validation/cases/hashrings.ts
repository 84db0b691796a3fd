import type { HASHRING_RULES } from '../../../lib/validation/catalogue/hashrings';
import type { RuleCases } from '../attempt';
import { INGESTOR_LABEL, pod, ringFlag, routed, workloadYaml } from './receive-yaml';
import { addressCases } from './ring-addresses';
import { thanos } from './stack';
import { tenantCases } from './tenants';

const outside = (count: number) => Array.from({ length: count }, (_, index) => `receive-${index}.example.net:10901`);
const router = (...flags: string[]) =>
  workloadYaml({ name: 'router', kind: 'Deployment', flags: [INGESTOR_LABEL, ...flags] });
const zones = (...names: string[]) => names.map((az, index) => ({ address: `receive-${index}.example.net:10901`, az }));
const three = '--receive.replication-factor=3';

const autoscaler = (target: string) => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: receive, namespace: monitoring }
spec:
  minReplicas: 1
  maxReplicas: 3
  scaleTargetRef: { apiVersion: apps/v1, kind: ${target === 'router' ? 'Deployment' : 'StatefulSet'}, name: ${target} }
`;

export const hashringCases: RuleCases<keyof typeof HASHRING_RULES> = {
  ...addressCases,
  ...tenantCases,
  'THANOS-001': [
    {
      trips: thanos({ receive: { replicas: 2, replicationFactor: 3 } }),
      passes: thanos({ receive: { replicas: 3, replicationFactor: 3 } }),
    },
    {
      trips: router(ringFlag(outside(3)), '--receive.replication-factor=5'),
      passes: router(ringFlag(outside(5)), '--receive.replication-factor=5'),
    },
    {
      trips: router(ringFlag(zones('a', 'a', 'a', 'a', 'b')), '--receive.replication-factor=5'),
      passes: router(ringFlag(zones('a', 'a', 'a', 'b', 'b')), '--receive.replication-factor=5'),
    },
  ],
  'THANOS-002': [
    {
      trips: thanos({
        receive: { router: {}, zones: ['westeurope-1'], hashrings: [{ name: 'default', algorithm: 'hashmod' }] },
      }),
      passes: thanos({ receive: { router: {}, zones: ['westeurope-1'], hashrings: [{ name: 'default' }] } }),
    },
    {
      trips: router(ringFlag({ endpoints: zones('a', 'b', 'c'), algorithm: '' }), three),
      passes: router(
        ringFlag({ endpoints: zones('a', 'b', 'c'), algorithm: '' }),
        three,
        '--receive.hashrings-algorithm=ketama',
      ),
    },
  ],
  'THANOS-009': [
    {
      trips: routed([pod(0)], { ingestor: { replicas: null } }) + autoscaler('ingestor'),
      passes: routed([pod(0)], { routers: null }) + autoscaler('router'),
    },
  ],
  'THANOS-010': [
    {
      trips: thanos({ receive: { replicas: 3 } }),
      passes: thanos({ receive: { replicas: 3, replicationFactor: 3 } }),
    },
    { trips: router(ringFlag(outside(2))), passes: router(ringFlag(outside(1))) },
  ],
  'THANOS-011': [
    {
      trips: thanos({ receive: { replicas: 3, replicationFactor: 2 } }),
      passes: thanos({ receive: { replicas: 3, replicationFactor: 3 } }),
    },
    {
      trips: router(ringFlag(outside(5)), '--receive.replication-factor=4'),
      passes: router(ringFlag(outside(5)), three),
    },
  ],
};
