import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { reportProblem } from '../validation/problem';
import type { Identity } from './identity';

/** A HorizontalPodAutoscaler over CPU and memory. Needs a metrics server, and requests for what it measures. */
export interface Autoscaling {
  /** @default 1 */
  readonly minReplicas?: number;
  /** @default 10 */
  readonly maxReplicas?: number;
  /** Percent of the CPU request that pods should use on average; `null` leaves CPU out. @default 60 */
  readonly cpuUtilization?: number | null;
  /** Percent of the memory request that pods should use on average; `null` leaves memory out. @default 60 */
  readonly memoryUtilization?: number | null;
}

/** How many pods a Deployment runs: a fixed number, or as many as the load asks for. */
export type Replicas = number | { readonly autoscaling: Autoscaling };

/** The number for the workload's `replicas`; `undefined` when an autoscaler owns it, so that a GitOps tool never resets it. */
export function fixedReplicas(replicas: Replicas): number | undefined {
  return typeof replicas === 'number' ? replicas : undefined;
}

/** Whether more than one pod can run at a time: then drains must be kept from taking all of them at once. */
export function runsSeveral(replicas: Replicas): boolean {
  return typeof replicas === 'number' ? replicas > 1 : (replicas.autoscaling.maxReplicas ?? 10) > 1;
}

/** More pods of one component than anybody runs: a number above is a mistake. */
export const MOST_PODS = 1000;

/** Checks a number of pods that a user gave. */
export function checkReplicas(construct: Construct, replicas: Replicas): void {
  const whole = (value: number) => Number.isInteger(value) && value > 0 && value <= MOST_PODS;
  if (typeof replicas === 'number') {
    if (replicas > MOST_PODS) {
      reportProblem(construct, {
        rule: 'THANOS-130',
        what: `replicas is ${replicas}: no cluster runs so many pods of one component`,
        fix: `Write a whole number of ${MOST_PODS} or less`,
      });
    } else if (!whole(replicas)) {
      reportProblem(construct, {
        rule: 'THANOS-130',
        what: `replicas is ${replicas}: a component without a pod serves nothing`,
        fix: 'Write a whole number of 1 or more, or leave the component out of the stack',
      });
    }
    return;
  }
  const { minReplicas = 1, maxReplicas = 10, cpuUtilization = 60, memoryUtilization = 60 } = replicas.autoscaling;
  if (!whole(minReplicas) || !whole(maxReplicas) || minReplicas > maxReplicas) {
    reportProblem(construct, {
      rule: 'THANOS-121',
      what: `autoscaling runs from ${minReplicas} to ${maxReplicas} replicas: it takes whole numbers from 1 to ${MOST_PODS}, the first not above the second`,
      fix: 'Write minReplicas and maxReplicas in that order, for example { minReplicas: 1, maxReplicas: 10 }',
    });
  }
  if (cpuUtilization === null && memoryUtilization === null) {
    reportProblem(construct, {
      rule: 'THANOS-121',
      what: 'autoscaling measures neither CPU nor memory, so nothing would ever scale',
      fix: 'Give cpuUtilization or memoryUtilization, or write a fixed number of replicas',
    });
  }
}

export function horizontalPodAutoscaler(
  scope: Construct,
  identity: Identity,
  autoscaling: Autoscaling,
): k8s.KubeHorizontalPodAutoscalerV2 {
  const { minReplicas = 1, maxReplicas = 10, cpuUtilization = 60, memoryUtilization = 60 } = autoscaling;
  const metric = (name: string, averageUtilization: number | null): k8s.MetricSpecV2[] =>
    averageUtilization === null
      ? []
      : [{ type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } }];
  return new k8s.KubeHorizontalPodAutoscalerV2(scope, 'autoscaler', {
    metadata: { name: identity.name, labels: identity.labels },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: identity.name },
      minReplicas,
      maxReplicas,
      metrics: [...metric('cpu', cpuUtilization), ...metric('memory', memoryUtilization)],
    },
  });
}

/** A PodDisruptionBudget that lets a drain take `maxUnavailable` pods at a time: it slows drains down and never blocks them. */
export function podDisruptionBudget(
  scope: Construct,
  identity: Identity,
  maxUnavailable: number,
): k8s.KubePodDisruptionBudget {
  return new k8s.KubePodDisruptionBudget(scope, 'disruption-budget', {
    metadata: { name: identity.name, labels: identity.labels },
    spec: {
      maxUnavailable: k8s.IntOrString.fromNumber(maxUnavailable),
      selector: { matchLabels: identity.selector },
    },
  });
}
