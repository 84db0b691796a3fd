import type { Inventory } from './inventory';
import { bucketAddress, type ObjectStoreConfig, objectStoresOf } from './object-store';
import type { ThanosProcess } from './thanos-process';
import { asList, asText, at } from './value';

/** A component that uploads blocks, and what is the same for any other whose blocks would overlap with its own. */
export interface BlockWriter {
  readonly store: ObjectStoreConfig;
  readonly labels: string;
}

/** Receivers and rulers that upload, as far as their bucket and all of their labels are known. */
export function blockWritersOf(cluster: Inventory): BlockWriter[] {
  return objectStoresOf(cluster).flatMap((store) => {
    const labels = bucketAddress(store) === undefined ? undefined : blockLabels(store.process);
    return labels === undefined ? [] : [{ store, labels }];
  });
}

function blockLabels(process: ThanosProcess): string | undefined {
  if (process.subcommand !== 'receive' && process.subcommand !== 'rule') return undefined;
  const routesOnly = !process.flags.has('receive.local-endpoint') && hasHashrings(process);
  if (process.subcommand === 'receive' && routesOnly) return undefined;
  const given = process.flags.get('label') ?? [];
  const labels = given.map((label) => expand(process, label)).sort();
  return given.length === 0 || labels.includes(undefined) ? undefined : labels.join(',');
}

function hasHashrings({ flags }: ThanosProcess): boolean {
  return flags.has('receive.hashrings') || flags.has('receive.hashrings-file');
}

/** A label with its variables replaced, all pods of a workload alike; `undefined` where one is not known. */
function expand({ workload, container }: ThanosProcess, label: string): string | undefined {
  const env = asList(container.fields['env']);
  let complete = true;
  const text = label.replace(/\$\(([^)]*)\)/g, (_, name: string) => {
    const variable = env.find((each) => at(each, 'name') === name);
    const field = at(variable, 'valueFrom', 'fieldRef', 'fieldPath');
    if (field === 'metadata.name') return `${workload.object.metadata.name}-*`;
    if (field === 'metadata.namespace') return workload.namespace;
    const value = asText(at(variable, 'value'));
    if (value === undefined || value.includes('$(')) complete = false;
    return value ?? '';
  });
  return complete ? text : undefined;
}
