import { k8s } from 'cdk8s-plus-27';
import type { Fleet } from '../../../lib';
import type { RuleCases } from '../attempt';
import { documents, manifest, workload } from './manifests';
import { thanosQuery } from './setup';

const budget = (spec: object, name = 'web') =>
  manifest('policy/v1 PodDisruptionBudget', name, { selector: { matchLabels: { app: 'web' } }, ...spec });

const autoscaler = (spec: object = {}, target = 'web') =>
  manifest('autoscaling/v2 HorizontalPodAutoscaler', 'web', {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: target },
    minReplicas: 1,
    maxReplicas: 3,
    ...spec,
  });

/** An autoscaler of one's own, beside a Deployment of one's own. */
const scaled = (fleet: Fleet, name: string) => {
  const chart = fleet.addCluster('west').addChart('apps', { namespace: 'apps' });
  const labels = { app: 'web' };
  new k8s.KubeDeployment(chart, 'web', {
    metadata: { name: 'web' },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web' }] } },
    },
  });
  new k8s.KubeHorizontalPodAutoscalerV2(chart, 'autoscaler', {
    metadata: { name: 'web' },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name }, maxReplicas: 3 },
  });
};

const web = (replicas?: number) => workload({ spec: { replicas } });

/** Disruption budgets and autoscalers. */
export const availabilityCases: RuleCases<'THANOS-117' | 'THANOS-118' | 'THANOS-119' | 'THANOS-120' | 'THANOS-121'> = {
  'THANOS-117': [
    {
      trips: documents(web(2), budget({ minAvailable: 2 })),
      passes: documents(web(2), budget({ minAvailable: 1 })),
    },
    {
      trips: documents(web(3), budget({ maxUnavailable: 0 })),
      passes: documents(web(3), budget({ maxUnavailable: '1%' })),
    },
    {
      trips: documents(web(3), budget({ minAvailable: '67%' })),
      passes: documents(web(3), budget({ minAvailable: '66%' })),
    },
    {
      trips: documents(web(), budget({ minAvailable: 1 })),
      passes: documents(web(), autoscaler(), budget({ minAvailable: 1 })),
    },
    {
      trips: documents(web(3), budget({ minAvailable: 1, maxUnavailable: 1 })),
      passes: documents(web(0), budget({ minAvailable: 1 })),
    },
    {
      trips: documents(web(1), budget({ minAvailable: '100%' })),
      passes: documents(
        workload({ kind: 'DaemonSet' }),
        budget({ maxUnavailable: 0 }),
        manifest('policy/v1 PodDisruptionBudget', 'other', {
          selector: { matchLabels: { app: 'elsewhere' } },
          maxUnavailable: 0,
        }),
      ),
    },
  ],
  'THANOS-118': [
    {
      trips: documents(web(3), budget({ maxUnavailable: 1 }), budget({ minAvailable: 1 }, 'second')),
      passes: documents(
        web(3),
        budget({ maxUnavailable: 1 }),
        budget({ minAvailable: 1, selector: { matchLabels: { app: 'other' } } }, 'second'),
      ),
    },
  ],
  'THANOS-119': [{ trips: documents(web(2), autoscaler()), passes: documents(web(), autoscaler()) }],
  'THANOS-120': [
    { trips: (fleet) => scaled(fleet, 'wed'), passes: (fleet) => scaled(fleet, 'web') },
    {
      trips: documents(workload({ kind: 'StatefulSet' }), autoscaler()),
      passes: documents(web(), autoscaler({}, 'elsewhere')),
    },
    {
      trips: documents(workload({ kind: 'StatefulSet' }), autoscaler()),
      passes: documents(autoscaler(), manifest('v1 ConfigMap', 'web', {})),
    },
  ],
  'THANOS-121': [
    {
      trips: (fleet) => thanosQuery(fleet, { replicas: { autoscaling: { minReplicas: 3, maxReplicas: 2 } } }),
      passes: (fleet) => thanosQuery(fleet, { replicas: { autoscaling: { minReplicas: 3, maxReplicas: 3 } } }),
    },
    {
      trips: (fleet) =>
        thanosQuery(fleet, { replicas: { autoscaling: { cpuUtilization: null, memoryUtilization: null } } }),
      passes: (fleet) => thanosQuery(fleet, { replicas: { autoscaling: { memoryUtilization: null } } }),
    },
    {
      trips: documents(web(), autoscaler({ minReplicas: 0, maxReplicas: 0 })),
      passes: documents(web(), autoscaler({ maxReplicas: 1 })),
    },
    {
      trips: documents(web(), autoscaler({ minReplicas: 4 })),
      passes: documents(web(), autoscaler({ minReplicas: 3 })),
    },
  ],
};
