import type { ThanosProcess } from './thanos-process';
import { asList, asNumber, asText, at } from './value';
import type { Container, Workload } from './workload';

/** The names of a StatefulSet's pods; `undefined` for other workloads, and where somebody else decides how many there are. */
export function podsOf({ object, replicas }: Workload): readonly string[] | undefined {
  if (object.kind !== 'StatefulSet' || replicas === undefined || !(replicas >= 0)) return undefined;
  const start = asNumber(at(object, 'spec', 'ordinals', 'start')) ?? 0;
  return Array.from({ length: Math.min(replicas, 10_000) }, (_, index) => `${object.metadata.name}-${start + index}`);
}

/** Whether a name is one that a StatefulSet gives to its pods, if there are enough of them. */
export function podNameIs({ object }: Workload, pod: string): boolean {
  const { name } = object.metadata;
  return object.kind === 'StatefulSet' && pod.startsWith(`${name}-`) && /^\d+$/.test(pod.slice(name.length + 1));
}

/**
 * A value with `$(VARIABLE)` replaced as it is in a pod; `undefined` where one of them is not known.
 *
 * @param pod the pod's name
 */
export function expandedIn({ container, workload }: ThanosProcess, pod: string, value: string): string | undefined {
  let known = true;
  const expanded = value.replace(/\$\(([\w.-]+)\)/g, (_, name: string) => {
    const variable = variableOf(container, name);
    const field = asText(at(variable, 'valueFrom', 'fieldRef', 'fieldPath'));
    const replacement =
      field === 'metadata.name'
        ? pod
        : field === 'metadata.namespace'
          ? workload.namespace
          : asText(at(variable, 'value'));
    if (replacement === undefined || replacement.includes('$(')) known = false;
    return replacement ?? '';
  });
  return known ? expanded : undefined;
}

/** Whether a value differs from pod to pod, or may do so. */
export function differsByPod({ container }: ThanosProcess, value: string): boolean {
  // A shell may know more than the manifest says.
  if (/\$[^(]|`/.test(value)) return true;
  return [...value.matchAll(/\$\(([\w.-]+)\)/g)].some(([, name]) => {
    const variable = variableOf(container, name);
    if (variable === undefined) return asList(container.fields['envFrom']).length > 0;
    const field = asText(at(variable, 'valueFrom', 'fieldRef', 'fieldPath'));
    if (field === undefined) return (asText(at(variable, 'value')) ?? '').includes('$(');
    return field !== 'metadata.namespace' && field !== 'spec.serviceAccountName';
  });
}

/** An environment variable; the last one of a name counts. */
function variableOf({ fields }: Container, name: string | undefined): unknown {
  return asList(fields['env'])
    .filter((variable) => at(variable, 'name') === name)
    .at(-1);
}
