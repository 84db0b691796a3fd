import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type States, states } from './cases/case';
import { BUCKET, configMap, reading, thanos } from './cases/thanos-workload';
import { judgedFields } from './compare';

/** What is said of the roll-out of a workload whose image changes. */
function said(cluster: string, name?: string): string {
  const changed: States = states(cluster, ['thanos:v0.42.5', 'thanos:v0.42.6']);
  const rolling = judgedFields(changed).flatMap(({ code, message, also }) => [{ code, message }, ...also]);
  const found = rolling.filter(({ code }) => code === 'DIFF-101' || code === 'DIFF-103');
  assert.equal(found.length, 1, name);
  return found[0]?.message ?? '';
}

const DATA = '--tsdb.path=/data';
const EMPTY = { kind: 'Deployment', volumes: ['- { name: data, emptyDir: {} }'] } as const;

function ring(factor: number, ...hosts: readonly string[]): string {
  const endpoints = hosts.map((host) => `${host}.thanos.svc.cluster.local:10901`);
  const router = thanos(
    'receive',
    'router',
    ['--receive.hashrings-file=/etc/rings/rings.json', `--receive.replication-factor=${factor}`],
    { kind: 'Deployment', ...reading('rings') },
  ).replace('v0.42.5', 'v0.42.0');
  return configMap('rings', 'rings.json', JSON.stringify([{ endpoints }])) + router;
}

describe('What is at stake where pods roll', () => {
  it('of the only receiver: writes wait, its head is uploaded or stays', () => {
    const text = said(thanos('receive', 'receive', [DATA, BUCKET]));
    assert.match(text, /Writes find nobody meanwhile; Prometheus repeats them from its WAL/);
    assert.match(text, /writes its head as a block and uploads it; what it does not get done stays on its claim$/);
  });

  it('of a receiver on an emptyDir: what it does not upload in time, or all of it', () => {
    assert.match(said(thanos('receive', 'receive', [DATA, BUCKET], EMPTY)), /within 900s: .* lost with emptyDir data$/);
    assert.match(
      said(thanos('receive', 'receive', [DATA], EMPTY)),
      /is lost with emptyDir data, as no bucket is given$/,
    );
  });

  it('of receivers of a hashring: whether there is a quorum without one', () => {
    const ingestors = thanos('receive', 'receive', [DATA, BUCKET], { replicas: 3 });
    const hosts = ['receive-0.receive', 'receive-1.receive', 'receive-2.receive'];
    assert.match(said(ingestors + ring(3, ...hosts)), /No write fails: of the 3 replicas of a series, one may be away/);
    assert.match(
      said(ingestors + ring(1, ...hosts)),
      /Writes of the series that the pod which is away has are answered 503/,
    );
    assert.match(said(ingestors + ring(2, ...hosts)), /No write fails/);
    const one = thanos('receive', 'receive', [DATA, BUCKET]) + ring(1, 'receive-0.receive');
    assert.match(said(one), /Writes are answered 503 meanwhile; Prometheus repeats/);
  });

  it('of hashrings whose members are several StatefulSets that roll at once', () => {
    const zones = ['a', 'b', 'c'];
    const cluster =
      zones.map((zone) => thanos('receive', `zone-${zone}`, [DATA, BUCKET])).join('') +
      ring(3, ...zones.map((zone) => `zone-${zone}-0.zone-${zone}`));
    assert.match(said(cluster), /No write fails/);
    const all = { before: cluster, after: cluster.replaceAll('thanos:v0.42.5', 'thanos:v0.42.6') };
    const [first] = judgedFields(all);
    assert.match(
      first?.message ?? '',
      /zone-b and zone-c of the same hashring roll at the same time: where more than 1 of the 3/,
    );
  });

  it('of hashrings that cannot be read', () => {
    const router = thanos('receive', 'router', ['--receive.hashrings-file=/etc/rings/rings.json'], {
      kind: 'Deployment',
    });
    const cluster = thanos('receive', 'receive', [DATA, BUCKET]) + router.replace('v0.42.5', 'v0.42.0');
    assert.match(said(cluster), /unless its hashring has a quorum without it, which cannot be told from here/);
  });

  it('of routers', () => {
    const text = ring(1, 'receive-0.receive').replace('v0.42.0', 'v0.42.5');
    assert.match(said(text), /Writes find no router meanwhile; Prometheus repeats them/);
    const rolling = text.replace('strategy: { type: Recreate }', 'minReadySeconds: 5');
    assert.match(said(rolling), /No metrics are at stake: the other routers take the writes/);
  });

  it('of what reads and what works off', () => {
    assert.match(said(thanos('compact', 'compact', [BUCKET])), /it works off what it missed$/);
    assert.match(said(thanos('query', 'query', [])), /No metrics are lost: queries by it fail until it is ready$/);
    assert.match(
      said(thanos('store', 'store', ['--data-dir=/data', BUCKET])),
      /for which it has its index headers still$/,
    );
    assert.match(
      said(thanos('store', 'store', ['--data-dir=/data', BUCKET], EMPTY)),
      /downloads the index headers of all blocks anew/,
    );
    assert.match(
      said(thanos('store', 'store', ['--data-dir=/data', BUCKET], { replicas: 2 })),
      /the other pods answer from the bucket/,
    );
  });

  it('of rulers', () => {
    const stateful = ['--data-dir=/data', BUCKET];
    assert.match(
      said(thanos('rule', 'rule', stateful)),
      /No rule is evaluated meanwhile.* What is not uploaded yet stays on its disk$/,
    );
    assert.match(
      said(thanos('rule', 'rule', stateful, EMPTY)),
      /since its last block, up to two hours, is lost with emptyDir data$/,
    );
    assert.match(
      said(thanos('rule', 'rule', [...stateful, '--remote-write.config={}'], { replicas: 2 })),
      /The other replicas evaluate the rules\. What is not sent yet is in the WAL/,
    );
  });

  it('of nothing where no pod rolls', () => {
    const held = thanos('receive', 'receive', [DATA]).replace('replicas: 1', 'replicas: 0');
    const messages = judgedFields(states(held, ['thanos:v0.42.5', 'thanos:v0.42.6'])).map(({ message }) => message);
    assert.ok(messages.every((message) => !message.includes('503')));
  });
});
