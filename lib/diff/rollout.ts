import type { Inventory } from '../manifests/inventory';
import { namespaceOf } from '../manifests/kubernetes-object';
import { podsOf } from '../manifests/stateful-pods';
import { asList, asNumber, asText, at } from '../manifests/value';
import type { Workload } from '../manifests/workload';
import type { ChangeCode } from './catalogue';

/** How the pods of a workload come to follow their template when that changes. */
export interface Rollout {
  readonly code: Extract<ChangeCode, 'DIFF-101' | 'DIFF-102' | 'DIFF-103'>;
  /** Which pods, how many at a time, in which order. */
  readonly message: string;
}

/** How a workload's pods follow a new template, as it is after the change. */
export function rolloutOf(workload: Workload, cluster: Inventory): Rollout {
  const { object } = workload;
  const scaled = autoscalerOf(workload, cluster) !== undefined;
  switch (object.kind) {
    case 'StatefulSet':
      return statefulSet(workload, scaled);
    case 'DaemonSet':
      return daemonSet(workload);
    case 'Deployment':
      return deployment(workload, scaled);
    case 'CronJob':
      return stays('no pod rolls: the next run of the CronJob is the first with the new template');
    case 'Pod':
      return { code: 'DIFF-103', message: 'its container starts anew in place, and nothing runs meanwhile' };
    default:
      return stays('no pod rolls: those that run keep the old template until somebody deletes them');
  }
}

/** The HorizontalPodAutoscaler that decides how many pods a workload has. */
export function autoscalerOf({ object, namespace }: Workload, cluster: Inventory) {
  return cluster
    .ofKind('autoscaling', 'HorizontalPodAutoscaler')
    .find(
      (scaler) =>
        namespaceOf(scaler) === namespace &&
        at(scaler, 'spec', 'scaleTargetRef', 'kind') === object.kind &&
        at(scaler, 'spec', 'scaleTargetRef', 'name') === object.metadata.name,
    );
}

function stays(message: string): Rollout {
  return { code: 'DIFF-102', message };
}

function statefulSet(workload: Workload, scaled: boolean): Rollout {
  const { object } = workload;
  const strategy = at(object, 'spec', 'updateStrategy');
  if (at(strategy, 'type') === 'OnDelete') {
    return stays(
      'no pod rolls by itself (updateStrategy OnDelete): each takes the new template when somebody deletes it',
    );
  }
  const partition = asNumber(at(strategy, 'rollingUpdate', 'partition')) ?? 0;
  const pods = scaled ? undefined : podsOf({ ...workload, replicas: workload.replicas ?? 1 });
  if (!pods) return rolls(`its pods roll one at a time, the highest number first${afterwards(workload)}`);
  if (pods.length === 0) return stays('it has no pods that could roll: replicas is 0');
  const rolling = pods.filter((pod) => Number(pod.slice(pod.lastIndexOf('-') + 1)) >= partition);
  const first = rolling.at(-1);
  if (first === undefined) {
    return stays(`no pod rolls: partition ${partition} holds back all ${pods.length}; lower it to let them follow`);
  }
  if (pods.length === 1) {
    return {
      code: 'DIFF-103',
      message: `its only pod stops before it starts anew${afterwards(workload, 1)}`,
    };
  }
  const unavailable = at(strategy, 'rollingUpdate', 'maxUnavailable');
  const pace =
    unavailable === undefined
      ? 'one at a time'
      : `up to ${String(unavailable)} at a time where the cluster has the feature MaxUnavailableStatefulSet, else one at a time`;
  const held = pods.length - rolling.length;
  const which =
    rolling.length === 1
      ? `${first} rolls`
      : `${held > 0 ? `${rolling.length} of ` : ''}its ${pods.length} pods roll, ${pace}, from ${first} down to ${rolling[0]}, each once the one before it is ready`;
  const rest = held > 0 ? `; partition ${partition} holds back the other ${held}` : '';
  return rolls(`${which}${rest}${afterwards(workload)}`);
}

function deployment(workload: Workload, scaled: boolean): Rollout {
  const { object } = workload;
  if (at(object, 'spec', 'paused') === true) return stays('no pod rolls while the Deployment is paused');
  const replicas = workload.replicas ?? 1;
  if (replicas === 0 && !scaled) return stays('it has no pods that could roll: replicas is 0');
  const pods = scaled ? 'its pods' : replicas === 1 ? 'its only pod' : `its ${replicas} pods`;
  const strategy = at(object, 'spec', 'strategy');
  if (at(strategy, 'type') === 'Recreate') {
    return {
      code: 'DIFF-103',
      message: `${pods} stop${replicas === 1 && !scaled ? 's' : ''} before any starts anew (strategy Recreate)${afterwards(workload)}`,
    };
  }
  const surge = at(strategy, 'rollingUpdate', 'maxSurge') ?? '25%';
  const unavailable = at(strategy, 'rollingUpdate', 'maxUnavailable') ?? '25%';
  if (scaled) {
    return rolls(
      `its pods roll, up to ${String(surge)} more and ${String(unavailable)} fewer than usual${afterwards(workload)}`,
    );
  }
  const more = share(surge, replicas, Math.ceil);
  const fewer = Math.max(share(unavailable, replicas, Math.floor), more === 0 ? 1 : 0);
  if (fewer >= replicas) {
    return {
      code: 'DIFF-103',
      message: `${pods} may all stop before one starts anew (maxUnavailable ${String(unavailable)})${afterwards(workload)}`,
    };
  }
  const verb = replicas === 1 ? 'rolls' : 'roll';
  return rolls(
    `${pods} ${verb}: up to ${more} more, never fewer than ${replicas - fewer} ready meanwhile${afterwards(workload)}`,
  );
}

function daemonSet(workload: Workload): Rollout {
  const strategy = at(workload.object, 'spec', 'updateStrategy');
  if (at(strategy, 'type') === 'OnDelete') {
    return stays(
      'no pod rolls by itself (updateStrategy OnDelete): each takes the new template when somebody deletes it',
    );
  }
  const unavailable = at(strategy, 'rollingUpdate', 'maxUnavailable') ?? 1;
  const pace = unavailable === 1 ? 'one node at a time' : `up to ${String(unavailable)} nodes at a time`;
  return rolls(`its pod on each node rolls, ${pace}${afterwards(workload)}`);
}

function rolls(message: string): Rollout {
  return { code: 'DIFF-101', message };
}

function share(value: unknown, of: number, round: (number: number) => number): number {
  const number = asNumber(value) ?? Number.parseInt(asText(value) ?? '', 10);
  if (!Number.isFinite(number)) return 0;
  return typeof value === 'string' && value.endsWith('%') ? round((number * of) / 100) : number;
}

/** What becomes of what the pods keep. */
function afterwards({ object, podSpec }: Workload, pods = 2): string {
  const claims = asList(at(object, 'spec', 'volumeClaimTemplates')).length > 0;
  const emptied = asList(podSpec['volumes']).flatMap((volume) =>
    at(volume, 'emptyDir') === undefined ? [] : (asText(at(volume, 'name')) ?? []),
  );
  const kept = claims ? `; ${pods === 1 ? 'its claims stay' : 'their claims stay'}` : '';
  return emptied.length === 0 ? kept : `${kept}; what is in emptyDir ${emptied.join(', ')} is gone`;
}
