import type { PodChanges } from '../../diff/server/pair';
import type { Pod } from '../cluster/objects';

/** What tells a pod from the one that comes after it: its uid, and how often its containers have started. */
export type Pods = ReadonlyMap<string, string>;

export function identitiesOf(pods: readonly Pod[]): Pods {
  return new Map(
    pods.map(({ metadata, status }) => {
      const starts = (status.containerStatuses ?? []).map(({ name, restartCount }) => `${name} ${restartCount}`);
      return [metadata.name, [metadata.uid, ...starts.sort()].join(', ')];
    }),
  );
}

/** Whether a pod is one that a table names, by its own name or by that of its Deployment or DaemonSet. */
export function isNamed(pod: string, names: readonly string[] = []): boolean {
  return names.some(
    (name) => pod === name || (pod.startsWith(`${name}-`) && /^(-[a-z0-9]+){1,2}$/.test(pod.slice(name.length))),
  );
}

/** What has happened to pods, and should not have. Waiting does not mend it. */
export function wrong(before: Pods, now: Pods, { rolling = [], gone = [], starting = [] }: PodChanges): string[] {
  const touched = [...before]
    .filter(([name, identity]) => now.get(name) !== identity && !isNamed(name, [...rolling, ...gone]))
    .map(([name]) => `${name} ${now.has(name) ? 'was made anew' : 'is gone'}`);
  const added = [...now.keys()]
    .filter((name) => !before.has(name) && !isNamed(name, [...rolling, ...starting]))
    .map((name) => `${name} is new`);
  return [...touched, ...added];
}

/** What should have happened to pods, and has not yet. */
export function missing(before: Pods, now: Pods, { rolling = [], gone = [], starting = [] }: PodChanges): string[] {
  const of = (pods: Pods, name: string) => [...pods].filter(([pod]) => isNamed(pod, [name]));
  const old = rolling.flatMap((name) => {
    const left = of(before, name).filter(([pod, identity]) => now.get(pod) === identity);
    if (of(before, name).length === 0) return [`${name} was not there before`];
    if (of(now, name).length === 0) return [`${name} has not come back`];
    return left.map(([pod]) => `${pod} is still the old one`);
  });
  const there = gone.flatMap((name) => of(now, name).map(([pod]) => `${pod} is still there`));
  const absent = starting.flatMap((name) => (of(now, name).length === 0 ? [`${name} is not there`] : []));
  return [...old, ...there, ...absent];
}
