import { workloadsAt } from '../../../manifests/address';
import type { Inventory } from '../../../manifests/inventory';
import { keyOf, nameOf } from '../../../manifests/kubernetes-object';
import type { ThanosProcess } from '../../../manifests/thanos-process';
import { asList, asText, at } from '../../../manifests/value';
import type { ClusterChange } from '../../cluster-change';
import { causesOf } from './causes';
import { isSecret, type ProcessPair, processPairs } from './process-pairs';
import { differs, fromTo, isOn, who } from './settings';
import type { ClusterCheck, Verdict } from './verdict';

const ENDPOINTS = [
  'endpoint',
  'endpoint-strict',
  'endpoint-group',
  'endpoint-group-strict',
  'store',
  'store-strict',
  'rule',
];
const ENDPOINTS_FILE = 'endpoint.sd-config';

/** Whom queriers ask, and for whom. */
export const queriers: ClusterCheck = function* (cluster) {
  for (const pair of processPairs(cluster)) {
    if (pair.after.subcommand !== 'query') continue;
    yield* endpoints(cluster, pair);
    yield* tenancy(cluster, pair);
  }
};

function* endpoints(cluster: ClusterChange, pair: ProcessPair): Generator<Verdict> {
  const { before, after } = pair;
  // A file that is elsewhere may name anything.
  if ([before, after].some((process) => process.flag(`${ENDPOINTS_FILE}-file`) && !process.config(ENDPOINTS_FILE)))
    return;
  const kept = addressesOf(after);
  const gone = addressesOf(before).filter((address) => !kept.includes(address));
  if (gone.length === 0) return;
  const asked = new Set(kept.flatMap((address) => behind(cluster.after, after, address).map(keyOf)));
  const hidden = isSecret(pair, ENDPOINTS_FILE);
  const unasked = gone.flatMap((address) => {
    const objects = behind(cluster.before, before, address);
    if (objects.length === 0) return [hidden ? 'an endpoint of a Secret' : address];
    // What is deleted too is spoken of there.
    const left = objects.filter((object) => !asked.has(keyOf(object)) && isThere(cluster.after, object));
    return left.length > 0 ? [`${left.map(nameOf).join(', ')}${hidden ? '' : ` (${address})`}`] : [];
  });
  if (unasked.length === 0) return;
  yield {
    code: 'DIFF-441',
    message: `${who(after)} no longer asks ${[...new Set(unasked)].join(', ')}: what only that has is in no answer any more, and no query says that something is missing. Keep the endpoint until another one has the same blocks`,
    causes: causesOf(cluster, pair, [...ENDPOINTS, ENDPOINTS_FILE]),
  };
}

function addressesOf(process: ThanosProcess): string[] {
  const written = ENDPOINTS.flatMap((flag) => process.flags.get(flag) ?? []);
  const listed = asList(at(process.config(ENDPOINTS_FILE), 'endpoints')).flatMap(
    (endpoint) => asText(at(endpoint, 'address')) ?? [],
  );
  return [...written, ...listed];
}

function behind(cluster: Inventory, { workload }: ThanosProcess, address: string) {
  return workloadsAt(cluster, address, workload.namespace).map(({ object }) => object);
}

function isThere(cluster: Inventory, object: Parameters<typeof keyOf>[0]): boolean {
  const key = keyOf(object);
  return cluster.workloads.some((workload) => keyOf(workload.object) === key);
}

const TENANCY: Readonly<Record<string, string>> = {
  'query.tenant-header':
    'who sends the old header is taken for the default tenant, sees what that has, and not what is their own',
  'query.tenant-certificate-field': 'a tenant is told in another way, or by a header that anybody can send',
  'query.tenant-label-name': 'answers are filtered by another label: tenants see nothing, or what is not theirs',
  'query.default-tenant-id': 'who names no tenant sees the data of another one',
};

function* tenancy(cluster: ClusterChange, pair: ProcessPair): Generator<Verdict> {
  const { before, after } = pair;
  if (!isOn(before, 'query.enforce-tenancy')) return;
  if (!isOn(after, 'query.enforce-tenancy')) {
    yield {
      code: 'DIFF-440',
      message: `${who(after)} no longer keeps tenants apart: whoever may query sees the series of all of them. Keep --query.enforce-tenancy, and give those who need all tenants a querier of their own`,
      causes: causesOf(cluster, pair, ['query.enforce-tenancy']),
    };
    return;
  }
  for (const [flag, what] of Object.entries(TENANCY)) {
    if (!differs(pair, flag)) continue;
    yield {
      code: 'DIFF-440',
      message: `${who(after)} keeps tenants apart by something else, --${flag} ${fromTo(pair, flag)}: ${what}. Change it where the header is set, or the certificates are issued, in the same step`,
      causes: causesOf(cluster, pair, [flag]),
    };
  }
}
