import { isDeepStrictEqual } from 'node:util';
import { asMap } from '../../../manifests/value';
import { addTo } from '../../../values/multimap';
import type { Path } from '../../path';
import { bucketName, bucketPlace } from './bucket-place';
import { causesOf } from './causes';
import { type ProcessPair, processPairs } from './process-pairs';
import { who } from './settings';
import type { ClusterCheck } from './verdict';
import { hasBucket, hasTsdb } from './writer';

/** What is done with a bucket, by subcommand. */
const ROLES: Readonly<Record<string, string>> = {
  receive: 'uploads its blocks',
  rule: 'uploads its blocks',
  sidecar: 'uploads the blocks of Prometheus',
  store: 'reads',
  compact: 'compacts and deletes',
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
  for (const pair of moved) {
    const from = bucketPlace(pair.before) ?? '';
    const split = (after.get(from)?.size ?? 0) > 1;
    const others = (together.get(from) ?? []).filter(
      ({ after: other }) => bucketPlace(other) !== bucketPlace(pair.after),
    );
    yield {
      code: split ? 'DIFF-421' : 'DIFF-420',
      message: split ? splitMessage(pair, others) : movedMessage(pair),
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
    const fields = accessFields(pair);
    if (fields.length > 0 && !moved.includes(pair)) {
      yield {
        code: 'DIFF-423',
        message: `${who(pair.after)} asks for ${bucketName(pair.after)} as somebody else (${fields.join(', ')}): its pods end with an error if that identity has no role there. Give it the role first, then apply`,
        causes: causesOf(cluster, pair, OBJSTORE, (path) => fields.includes(path.at(-1) ?? '')),
      };
    }
  }
};

/** Whether both sides say what the bucket is, rather than where that is written. */
function knows({ before, after }: ProcessPair): boolean {
  return [before, after].every((process) => process.config('objstore.config') !== undefined);
}

function movedMessage({ before, after }: ProcessPair): string {
  const role = ROLES[after.subcommand];
  return `${who(after)} ${role} in ${bucketName(after)} in place of ${bucketName(before)}: what is in the old one is not copied, and no query reaches it from then on. Copy it first (thanos tools bucket replicate), or leave a store gateway on the old one until its retention is over`;
}

function splitMessage({ before, after }: ProcessPair, others: readonly ProcessPair[]): string {
  const rest = [...new Set(others.map((pair) => `${who(pair.after)} on ${bucketName(pair.after)}`))].join(', ');
  return `${who(after)} changes from ${bucketName(before)} to ${bucketName(after)}, and not all who shared it do: ${rest}. Blocks are uploaded where nobody reads or compacts them. Give all of them the same bucket`;
}

function accessFields({ before, after }: ProcessPair): string[] {
  const [from, to] = [before, after].map((process) => asMap(asMap(process.config('objstore.config'))['config']));
  if (!from || !to || Object.keys(from).length === 0 || Object.keys(to).length === 0) return [];
  return ACCESS.filter((field) => !isDeepStrictEqual(from[field] || undefined, to[field] || undefined));
}
