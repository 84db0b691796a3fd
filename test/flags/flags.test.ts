import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { THANOS_FLAGS } from '../../lib/manifests/flags/known-flags';
import { REPEATABLE_FLAGS } from '../../lib/thanos/flags';
import type { Manifest } from '../helpers';
import { assertKnownFlags, flagProblems, readManifests } from './check';

describe('The flags of Thanos', () => {
  it('are repeatable where the binary says so', () => {
    for (const [subcommand, flags] of Object.entries(THANOS_FLAGS)) {
      const repeatable = Object.keys(flags).filter((name) => flags[name]?.repeatable);
      assert.deepEqual([...(REPEATABLE_FLAGS[subcommand] ?? [])].sort(), repeatable, subcommand);
    }
    assert.deepEqual(Object.keys(REPEATABLE_FLAGS), Object.keys(THANOS_FLAGS));
  });

  it('include those that --help hides', () => {
    assert.deepEqual(THANOS_FLAGS['store']?.['store.caching-bucket.config-file'], { type: 'string', hidden: true });
  });

  const accepted = [
    'query --query.timeout=2m --no-query.partial-response --endpoint=dnssrv+_grpc._tcp.store.thanos.svc',
    'query --query.replica-label=a --query.replica-label=b --query.promql-engine=thanos --selector-label=a="b"',
    'query-frontend --query-range.split-interval=1.5h --cache-compression-type=snappy',
    'receive --label=receive_replica="$(POD_NAME)" --label=cluster="a \\" b" --tsdb.max-retention-bytes=1GB',
    'store --min-time=-2w --max-time=2026-01-01T00:00:00Z --chunk-pool-size=0 --index-cache-size=1.5GiB',
    'compact --wait --retention.resolution-raw=1y2w --compact.concurrency=2 --data-dir=$(DIR)',
    'tools bucket web --label=cluster --refresh=30m --web.external-prefix=',
  ];
  for (const command of accepted) {
    it(`accept ${command}`, () => assert.deepEqual(flagProblems(words(command)), []));
  }

  it('accept values as words of their own, and what a shell adds later', () => {
    assert.deepEqual(flagProblems(['compact', '--wait-interval', '5m', '--no-wait', '$(EXTRA)']), []);
    assert.equal(flagProblems(['store', '--min-time', '-2w']).length, 2);
  });

  const refused: [string, RegExp][] = [
    ['sidecar --wait', /"sidecar" is no subcommand/],
    ['query --store=a:1', /query --store is a flag that Thanos does not know/],
    ['query-frontend --query.enforce-tenancy', /does not know/],
    ['query --no-query.timeout', /--no-query.timeout is a flag that Thanos does not know/],
    ['query --query.partial-response=true', /is a switch and takes no value/],
    ['query --query.timeout', /has no value/],
    ['query --query.timeout=', /"" is no duration/],
    ['query --query.timeout=1.5h', /is no duration/],
    ['query --query.lookback-delta=1y', /is no duration/],
    ['query --query.timeout=2m --query.timeout=3m', /given twice/],
    ['query --query.auto-downsampling --no-query.auto-downsampling', /given twice/],
    ['query --query.promql-engine=promql', /none of prometheus, thanos/],
    ['query --endpoint=store', /is no address/],
    ['query --store.limits.request-series=1.5', /is no whole number/],
    ['query positional', /"query positional" is no subcommand/],
    ['query -v', /-v is no flag/],
    ['store --index-cache-size=10Gi', /is no size/],
    ['store --min-time=yesterday', /is no time/],
    ['receive --label=replica=a', /is no name="value"/],
    ['rule --label=replica="a', /is no name="value"/],
    ['tools bucket web --label=a --label=b', /given twice/],
  ];
  for (const [command, problem] of refused) {
    it(`refuse ${command}`, () => {
      const problems = flagProblems(words(command));
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.match(problems[0] ?? '', problem);
    });
  }

  it('are found in every container that runs Thanos, and only there', () => {
    const containers = [
      { name: 'thanos', image: 'example.com/monitoring', args: ['query', '--nope'] },
      { name: 'ruler', image: 'quay.io/thanos/thanos:v0.42.5', args: ['rule', '--nope'] },
      { name: 'reloader', image: 'example.com/reloader:1', args: ['--nope'] },
    ];
    const pods = { metadata: { name: 'a' }, spec: { template: { spec: { containers } } } };
    const workload: Manifest = { apiVersion: 'apps/v1', kind: 'Deployment', ...pods };
    assert.throws(() => assertKnownFlags([workload]), /query --nope.*rule --nope/s);
    const config: Manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
    assert.equal(assertKnownFlags([config]), 0);
  });
});

describe('dist/', () => {
  const dist = join(__dirname, '..', '..', '..', 'dist');
  const files = existsSync(dist) ? readdirSync(dist, { recursive: true, encoding: 'utf8' }) : [];
  for (const file of files.filter((name) => name.endsWith('.yaml'))) {
    it(`${file} has no flag that Thanos refuses`, () => {
      assertKnownFlags(readManifests(join(dist, file)));
    });
  }
});

/** The arguments of a command line, split at the spaces before flags. */
function words(command: string): string[] {
  return command.split(/ (?=-)/).flatMap((part, index) => (index === 0 ? part.split(' ') : [part]));
}
