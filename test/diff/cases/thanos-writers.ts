import { type CodeCases, states } from './case';
import { BUCKET, thanos, type WorkloadOptions } from './thanos-workload';

const change = (before: string, after: string) => ({ before, after });
const PATH = '--tsdb.path=/data';
const LABEL = '--label=replica="$(POD_NAME)"';
const receive = (args: readonly string[], options?: WorkloadOptions) =>
  thanos('receive', 'receive', [PATH, ...args], options);
const query = (...args: readonly string[]) => thanos('query', 'query', args, { kind: 'Deployment' });
const rule = (args: readonly string[]) => thanos('rule', 'rule', ['--data-dir=/data', '--query=query:9090', ...args]);

/** A bucket that store gateways read, and that keeps raw samples for as long. */
const kept = (retention: string) =>
  thanos('store', 'store', [BUCKET]) +
  thanos('compact', 'compact', [BUCKET, `--retention.resolution-raw=${retention}`]);

const old = (yaml: string) => yaml.replace('v0.42.5', 'v0.39.2');
const MONTH = '--tsdb.retention=30d';
const WEEK = '--tsdb.retention=7d';
const WINDOW = '--tsdb.out-of-order.time-window';
const FUTURE = '--tsdb.too-far-in-future.time-window';

/** Cases of `WRITER_CHANGES`. */
export const WRITER_CASES = {
  'DIFF-403': {
    given: [
      { title: 'blocks that are nowhere else', back: 'DIFF-404', ...change(receive([MONTH]), receive([WEEK])) },
      {
        title: 'for ever to something',
        back: 'DIFF-404',
        ...change(receive(['--tsdb.retention=0d']), receive([WEEK])),
      },
      {
        title: 'less time than blocks need to reach the bucket',
        back: 'DIFF-404',
        ...change(receive([BUCKET]) + kept('0d'), receive([BUCKET, '--tsdb.retention=2h']) + kept('0d')),
      },
      {
        title: 'a compactor that keeps blocks for a shorter time than the disk did',
        back: 'DIFF-404',
        ...change(receive([BUCKET, MONTH]) + kept('14d'), receive([BUCKET, WEEK]) + kept('14d')),
      },
      { title: 'fewer bytes', back: 'DIFF-103', ...change(receive([]), receive(['--tsdb.max-retention-bytes=10GB'])) },
    ],
    notGiven: [
      {
        title: 'blocks that a bucket has',
        ...change(receive([BUCKET, MONTH]) + kept('1y'), receive([BUCKET, WEEK]) + kept('1y')),
      },
      { title: 'the default written out', ...change(receive([]), receive(['--tsdb.retention=15d'])) },
      {
        title: 'the same in other units',
        ...change(receive(['--tsdb.retention=24h']), receive(['--tsdb.retention=1d'])),
      },
    ],
  },
  'DIFF-404': {
    given: [
      { title: 'longer', back: 'DIFF-403', ...change(receive([]), receive([MONTH])) },
      {
        title: 'shorter, where a bucket has the blocks',
        back: 'DIFF-404',
        ...change(receive([BUCKET, MONTH]) + kept('1y'), receive([BUCKET, WEEK]) + kept('1y')),
      },
    ],
    notGiven: [{ title: 'the default of a ruler written out', ...change(rule([]), rule(['--tsdb.retention=2d'])) }],
  },
  'DIFF-430': {
    given: [
      {
        title: 'a label of a receiver',
        back: 'DIFF-430',
        ...change(receive([LABEL, '--label=cluster="a"']), receive([LABEL, '--label=cluster="b"'])),
      },
      { title: 'a label more', back: 'DIFF-430', ...change(rule([LABEL]), rule([LABEL, '--label=cluster="a"'])) },
    ],
    notGiven: [
      {
        title: 'another order',
        ...change(receive([LABEL, '--label=cluster="a"']), receive(['--label=cluster="a"', LABEL])),
      },
      {
        title: 'a router, which has no TSDB',
        ...change(
          thanos('receive', 'router', ['--receive.hashrings-file=/etc/rings.json', '--label=a="b"']),
          thanos('receive', 'router', ['--receive.hashrings-file=/etc/rings.json', '--label=a="c"']),
        ),
      },
    ],
  },
  'DIFF-431': {
    given: [
      {
        title: 'one of two',
        back: 'DIFF-433',
        ...change(query('--query.replica-label=a,b'), query('--query.replica-label=a')),
      },
    ],
    notGiven: [
      {
        title: 'two flags in place of one',
        ...change(query('--query.replica-label=a,b'), query('--query.replica-label=a', '--query.replica-label=b')),
      },
    ],
  },
  'DIFF-432': {
    given: [
      {
        title: 'the label of tenants',
        back: 'DIFF-432',
        ...change(receive([]), receive(['--receive.tenant-label-name=tenant'])),
      },
      {
        title: 'who sends no tenant',
        back: 'DIFF-432',
        ...change(receive([]), receive(['--receive.default-tenant-id=all'])),
      },
    ],
    notGiven: [
      { title: 'a default written out', ...change(receive([]), receive(['--receive.tenant-header=THANOS-TENANT'])) },
    ],
  },
  'DIFF-433': {
    given: [
      {
        title: 'one more',
        back: 'DIFF-431',
        ...change(query('--query.replica-label=a'), query('--query.replica-label=a', '--query.replica-label=b')),
      },
    ],
    notGiven: [{ title: 'none', ...change(query(), query('--query.timeout=3m')) }],
  },
  'DIFF-460': {
    given: [
      {
        title: 'an emptyDir',
        back: 'DIFF-103',
        ...states(receive([]), ['{ name: data, mountPath: /data }', '{ name: other, mountPath: /data }']),
      },
      {
        title: 'a folder beside the claim',
        back: 'DIFF-103',
        ...states(receive([]), [PATH, '--tsdb.path=/var/thanos']),
      },
      {
        title: 'another folder of the claim',
        back: 'DIFF-460',
        ...states(receive([]), [PATH, '--tsdb.path=/data/tsdb']),
      },
    ],
    notGiven: [
      {
        title: 'the same folder under another name',
        ...states(receive([]), [PATH, '--tsdb.path=/var/thanos/'], ['mountPath: /data', 'mountPath: /var/thanos']),
      },
      {
        title: 'a store gateway',
        ...states(thanos('store', 'store', ['--data-dir=/data']), ['--data-dir=/data', '--data-dir=/tmp']),
      },
    ],
  },
  'DIFF-461': {
    given: [
      {
        title: 'two minutes',
        back: 'DIFF-103',
        ...states(receive([]), ['terminationGracePeriodSeconds: 900', 'terminationGracePeriodSeconds: 120']),
      },
      {
        title: 'what Kubernetes has',
        back: 'DIFF-103',
        ...states(receive([]), ['terminationGracePeriodSeconds: 900', '']),
      },
    ],
    notGiven: [
      {
        title: 'enough',
        ...states(receive([]), ['terminationGracePeriodSeconds: 900', 'terminationGracePeriodSeconds: 1200']),
      },
      {
        title: 'a querier',
        ...states(query(), ['terminationGracePeriodSeconds: 900', 'terminationGracePeriodSeconds: 30']),
      },
    ],
  },
  'DIFF-463': {
    given: [
      { title: 'a shorter window', back: 'DIFF-103', ...change(receive([`${WINDOW}=2h`]), receive([`${WINDOW}=30m`])) },
      { title: 'none', back: 'DIFF-103', ...change(receive([`${WINDOW}=2h`]), receive([])) },
    ],
    notGiven: [{ title: 'the same', ...change(receive([`${WINDOW}=2h`]), receive([`${WINDOW}=120m`])) }],
  },
  'DIFF-464': {
    given: [
      {
        title: 'a longer maximum before v0.42',
        back: 'DIFF-465',
        ...change(old(receive([])), old(receive(['--tsdb.max-block-duration=8h']))),
      },
    ],
    notGiven: [
      {
        title: 'both',
        ...change(old(receive([])), old(receive(['--tsdb.min-block-duration=1h', '--tsdb.max-block-duration=1h']))),
      },
      { title: 'since v0.42', ...change(receive([]), receive(['--tsdb.max-block-duration=8h'])) },
    ],
  },
  'DIFF-465': {
    given: [{ title: 'that of a ruler', back: 'DIFF-465', ...change(rule([]), rule(['--tsdb.block-duration=1h'])) }],
    notGiven: [{ title: 'the default', ...change(rule([]), rule(['--tsdb.block-duration=120m'])) }],
  },
  'DIFF-466': {
    given: [{ title: 'five minutes', back: 'DIFF-103', ...change(receive([]), receive([`${FUTURE}=5m`])) }],
    notGiven: [{ title: 'the default', ...change(receive([]), receive([`${FUTURE}=0s`])) }],
  },
} as const satisfies Record<string, CodeCases>;
