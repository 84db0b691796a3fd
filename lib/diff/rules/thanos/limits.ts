import { isDeepStrictEqual } from 'node:util';
import { asMap, asNumber, at } from '../../../manifests/value';
import { causesOf } from './causes';
import { isSecret, processPairs } from './process-pairs';
import { who } from './settings';
import type { ClusterCheck } from './verdict';

const LIMITS = 'receive.limits-config';

/** The limits of a tenant that are no more than a number, `0` for none. */
const FIELDS = [
  ['head_series_limit'],
  ['request', 'size_bytes_limit'],
  ['request', 'series_limit'],
  ['request', 'samples_limit'],
] as const;

/** How much writers may send. */
export const writeLimits: ClusterCheck = function* (cluster) {
  for (const pair of processPairs(cluster)) {
    const { before, after } = pair;
    if (after.subcommand !== 'receive' || isDeepStrictEqual(before.config(LIMITS), after.config(LIMITS))) continue;
    // Limits that are elsewhere may be any.
    if ([before, after].some((process) => process.flag(`${LIMITS}-file`) && !process.config(LIMITS))) continue;
    const causes = causesOf(cluster, pair, [LIMITS]);
    if (causes.length === 0) continue;
    const found = tightened(before.config(LIMITS), after.config(LIMITS));
    const words = isSecret(pair, LIMITS) ? 'limits in a Secret are lower' : found.join(', ');
    yield found.length > 0
      ? {
          code: 'DIFF-447',
          message: `${who(after)} takes less from writers: ${words}. Requests above a limit of size, series or samples get 413, those above the limit of series in the head 429, and Prometheus as it comes repeats neither: those samples are lost. Look at thanos_receive_head_series_limited_requests_total and at what tenants send now before it is applied`,
          causes,
        }
      : {
          code: 'DIFF-446',
          message: `${who(after)} takes as much from writers as before, or more; it reads the file again within a minute or two, without a restart`,
          causes,
        };
  }
};

function tightened(before: unknown, after: unknown): string[] {
  const tenants = new Set(['', ...[before, after].flatMap((file) => Object.keys(asMap(at(file, 'write', 'tenants'))))]);
  const found = [...tenants].flatMap((tenant) =>
    FIELDS.flatMap((field) => {
      const [from, to] = [effective(before, tenant, field), effective(after, tenant, field)];
      const name = `${tenant === '' ? 'default' : tenant} ${field.join('.')}`;
      return lower(from, to) ? [`${name} ${shown(from)} → ${shown(to)}`] : [];
    }),
  );
  const [from, to] = [before, after].map((file) => asNumber(at(file, 'write', 'global', 'max_concurrency')) ?? 0);
  return lower(from ?? 0, to ?? 0)
    ? [...found, `global max_concurrency ${shown(from ?? 0)} → ${shown(to ?? 0)}`]
    : found;
}

/** A tenant has what is written for it, or else what all have. */
function effective(file: unknown, tenant: string, field: (typeof FIELDS)[number]): number {
  const own = tenant === '' ? undefined : asNumber(at(file, 'write', 'tenants', tenant, ...field));
  return own ?? asNumber(at(file, 'write', 'default', ...field)) ?? 0;
}

function lower(from: number, to: number): boolean {
  return to !== 0 && (from === 0 || to < from);
}

function shown(limit: number): string {
  return limit === 0 ? 'unlimited' : String(limit);
}
