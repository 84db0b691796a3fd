import type { ThanosProcess } from '../../../manifests/thanos-process';
import { asList, asText, at } from '../../../manifests/value';
import type { ClusterChange } from '../../cluster-change';
import { causesOf } from './causes';
import { isSecret, type ProcessPair, processPairs } from './process-pairs';
import { who } from './settings';
import type { ClusterCheck, Verdict } from './verdict';
import { hasTsdb } from './writer';

const ALERTMANAGERS = ['alertmanagers.url', 'alertmanagers.config'];
const QUERIES = ['query', 'grpc-query-endpoint', 'query.config', 'query.sd-files'];
const REMOTE_WRITE = ['remote-write.config'];

/** Where rulers read, write and send alerts. */
export const rulers: ClusterCheck = function* (cluster) {
  for (const pair of processPairs(cluster)) {
    if (pair.after.subcommand !== 'rule') continue;
    yield* state(cluster, pair);
    yield* alertmanagers(cluster, pair);
    const [from, to] = [pair.before, pair.after].map((process) =>
      QUERIES.flatMap((flag) => process.flags.get(flag) ?? []),
    );
    const gone = from?.filter((address) => !to?.includes(address)) ?? [];
    if (gone.length > 0) {
      yield {
        code: 'DIFF-455',
        message: `${who(pair.after)} asks ${listed(to)} in place of ${listed(from)}: rules see what those queriers see. Where they see less, alerts do not fire, and recorded series have gaps`,
        causes: causesOf(cluster, pair, QUERIES),
      };
    }
  }
};

function* state(cluster: ClusterChange, pair: ProcessPair): Generator<Verdict> {
  const { before, after } = pair;
  if (hasTsdb(before) === hasTsdb(after)) return;
  yield {
    code: 'DIFF-450',
    message: hasTsdb(after)
      ? `${who(after)} keeps what it records in a TSDB of its own in place of writing it elsewhere: its series begin anew with other labels, and it has to be an endpoint of the queriers, with a bucket and a claim`
      : `${who(after)} writes what it records elsewhere in place of its own TSDB, and serves nothing to queriers any more: its series begin anew there with other labels, and blocks on its disk that are not uploaded are read by nobody. Let it upload its last block first: scale it to 0, look into the bucket, then apply`,
    causes: causesOf(cluster, pair, REMOTE_WRITE),
  };
}

function* alertmanagers(cluster: ClusterChange, pair: ProcessPair): Generator<Verdict> {
  // What is elsewhere, or in a Secret, is not for messages.
  if (isSecret(pair, 'alertmanagers.config')) return;
  if (pair.after.flag('alertmanagers.config-file') && !pair.after.config('alertmanagers.config')) return;
  const [from, to] = [alertmanagersOf(pair.before), alertmanagersOf(pair.after)];
  const gone = from.filter((address) => !to.includes(address));
  if (gone.length === 0) return;
  const rest = to.length === 0 ? 'no Alertmanager at all: alerts fire, and nobody is told' : `only ${listed(to)}`;
  yield {
    code: 'DIFF-454',
    message: `${who(pair.after)} sends no alerts to ${listed(gone)} any more, and now knows ${rest}`,
    causes: causesOf(cluster, pair, ALERTMANAGERS),
  };
}

function alertmanagersOf(process: ThanosProcess): string[] {
  const listed = asList(at(process.config('alertmanagers.config'), 'alertmanagers')).flatMap((each) =>
    asList(at(each, 'static_configs')).flatMap((address) => asText(address) ?? []),
  );
  return [...(process.flags.get('alertmanagers.url') ?? []), ...listed];
}

function listed(addresses: readonly string[] = []): string {
  return addresses.length === 0 ? 'none' : addresses.map(withoutPassword).join(', ');
}

function withoutPassword(address: string): string {
  return address.replace(/\/\/[^/@]*@/, '//');
}
