import { isDeepStrictEqual } from 'node:util';
import { asMap } from '../../../manifests/value';
import { addTo } from '../../../values/multimap';
import type { Path } from '../../path';
import { bucketName, bucketPlace } from './bucket-place';
import { causesOf } from './causes';
import { bySource, type ProcessPair, processPairs } from './process-pairs';
import { who, whoAll } from './settings';
import type { ClusterCheck } from './verdict';
import { hasBucket, hasTsdb } from './writer';

/** What is done with a bucket, by subcommand. */
const ROLES: Readonly<Record<string, string>> = {
  receive: 'uploads blocks to it',
  rule: 'uploads blocks to it',
  sidecar: 'uploads the blocks of Prometheus to it',
  store: 'answers from it',
  compact: 'compacts it',
};

const OBJSTORE = ['objstore.config'];
const PLACES = ['type', 'prefix', 'storage_account', 'container', 'container_name', 'bucket', 'endpoint', 'region'];
const isPlace = (path: Path) => PLACES.includes(path.at(-1) ?? '');

/** Fields by which a bucket decides who is asking. Only their names are ever said. */
const ACCESS = [
  'user_assigned_id',
  'client_id',
  'client_secret',
  'az_tenant_id',
  'msi_resource',
  'storage_account_key',
  'storage_connection_string',
  'access_key',
  'secret_key',
  'session_token',
  'aws_sdk_auth',
  'sts_endpoint',
  'service_account',
];

/** Where blocks go to, and come from. */
export const bucketChanged: ClusterCheck = function* (cluster) {
  const pairs = processPairs(cluster).filter(({ after }) => after.subcommand in ROLES);
  const after = new Map<string, Set<string>>();
  const moved: ProcessPair[] = [];
  const together = new Map<string, ProcessPair[]>();
  for (const pair of pairs) {
    const from = bucketPlace(pair.before);
    const to = bucketPlace(pair.after);
    if (from === undefined || to === undefined) continue;
    after.set(from, (after.get(from) ?? new Set()).add(to));
    addTo(together, from, pair);
    if (from !== to && knows(pair)) moved.push(pair);
  }
  const isSplit = ({ before }: ProcessPair) => (after.get(bucketPlace(before) ?? '')?.size ?? 0) > 1;
  for (const group of bySource(moved, 'objstore.config')) {
    const [pair] = group;
    const others = (together.get(bucketPlace(pair.before) ?? '') ?? []).filter(
      ({ after: other }) => bucketPlace(other) !== bucketPlace(pair.after),
    );
    yield {
      code: isSplit(pair) ? 'DIFF-421' : 'DIFF-420',
      message: isSplit(pair) ? splitMessage(group, others) : movedMessage(group),
      causes: causesOf(cluster, pair, OBJSTORE, isPlace),
    };
  }
  for (const pair of pairs) {
    if (hasTsdb(pair.before) && hasBucket(pair.before) && hasTsdb(pair.after) && !hasBucket(pair.after)) {
      yield {
        code: 'DIFF-422',
        message: `${who(pair.after)} uploads to ${bucketName(pair.before)} no more: its blocks stay on its own disk, and are deleted there after --tsdb.retention. What is on the disk and not in the bucket yet is lost then. Keep --objstore.config`,
        causes: causesOf(cluster, pair, OBJSTORE),
      };
    }
  }
  const asking = pairs.filter((pair) => !moved.includes(pair) && accessFields(pair).length > 0);
  for (const group of bySource(asking, 'objstore.config')) {
    const [pair] = group;
    const fields = accessFields(pair);
    yield {
      code: 'DIFF-423',
      message: `${whoAll(group.map((each) => each.after))}: ${bucketName(pair.after)} is asked for as somebody else (${fields.join(', ')}). Pods end with an error if that identity has no role there. Give it the role first, then apply`,
      causes: causesOf(cluster, pair, OBJSTORE, (path) => fields.includes(path.at(-1) ?? '')),
    };
  }
};

/** Whether both sides say what the bucket is, rather than where that is written. */
function knows({ before, after }: ProcessPair): boolean {
  return [before, after].every((process) => process.config('objstore.config') !== undefined);
}

function movedMessage(group: readonly [ProcessPair, ...ProcessPair[]]): string {
  const [{ before, after }] = group;
  const roles = group.map((pair) => `${who(pair.after)}, which ${ROLES[pair.after.subcommand]}`).join('; ');
  return `${bucketName(after)} in place of ${bucketName(before)} for ${roles}: what is in the old one is not copied, and no query reaches it from then on. Copy it first (thanos tools bucket replicate), or leave a store gateway on the old one until its retention is over`;
}

function splitMessage(group: readonly [ProcessPair, ...ProcessPair[]], others: readonly ProcessPair[]): string {
  const [{ before, after }] = group;
  const rest = [...new Set(others.map((pair) => `${who(pair.after)} on ${bucketName(pair.after)}`))].join(', ');
  return `${bucketName(after)} in place of ${bucketName(before)} for ${whoAll(group.map((pair) => pair.after))}, and not for all who shared it: ${rest}. Blocks are uploaded where nobody reads or compacts them. Give all of them the same bucket`;
}

function accessFields({ before, after }: ProcessPair): string[] {
  const [from, to] = [before, after].map((process) => asMap(asMap(process.config('objstore.config'))['config']));
  if (!from || !to || Object.keys(from).length === 0 || Object.keys(to).length === 0) return [];
  return ACCESS.filter((field) => !isDeepStrictEqual(from[field] || undefined, to[field] || undefined));
}
