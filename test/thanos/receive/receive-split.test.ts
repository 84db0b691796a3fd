import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SplitReceiveOptions } from '../../../lib/thanos/receive/receive-options';
import { everyRequestLoggingOption, everyThanosOption } from '../../every-option';
import { configFile, container, field, find, flag } from '../../helpers';
import { every, like, names, ROUTING_FLAGS, render, TSDB_FLAGS } from './receive-setup';

describe('ThanosReceive, split', () => {
  const { receive, manifests } = render({ router: {} });
  const rendered = manifests();

  it('is a Deployment of routers and a StatefulSet of ingestors', () => {
    assert.deepEqual(names(rendered, 'Deployment'), ['thanos-receive-router']);
    assert.deepEqual(names(rendered, 'StatefulSet'), ['thanos-receive-ingestor']);
    assert.equal(receive.allInOne, undefined);
  });

  it('takes writes at the routers, and queries at the ingestors', () => {
    assert.equal(receive.url, 'http://thanos-receive-router.thanos.svc.cluster.local:19291/api/v1/receive');
    assert.equal(receive.route.service, 'thanos-receive-router');
    assert.equal(receive.network, receive.router?.network);
    assert.deepEqual(
      receive.storeApis.map(({ storeApi }) => storeApi.address),
      ['dnssrv+_grpc._tcp.thanos-receive-ingestor.thanos.svc.cluster.local'],
    );
  });

  it('keeps the name of the ingestors of hashring `default` when others come', () => {
    const { manifests: more } = render({
      router: {},
      hashrings: [{ name: 'team-a', tenants: ['a'], ingestors: { retention: '5d' } }, { name: 'default' }],
    });
    const grown = more();
    assert.deepEqual(names(grown, 'StatefulSet'), ['thanos-receive-ingestor-team-a', 'thanos-receive-ingestor']);
    assert.equal(flag(find(grown, 'StatefulSet', 'thanos-receive-ingestor-team-a'), 'tsdb.retention'), '5d');
    assert.equal(flag(find(grown, 'StatefulSet', 'thanos-receive-ingestor'), 'tsdb.retention'), undefined);
  });

  it('pauses rollouts of ingestors where they replicate', () => {
    const pause = (replicationFactor: number) =>
      field(
        find(
          render({ router: {}, replicas: 3, replicationFactor }).manifests(),
          'StatefulSet',
          'thanos-receive-ingestor',
        ),
        'spec.minReadySeconds',
      );
    assert.deepEqual([1, 2, 3].map(pause), [undefined, 120, 120]);
  });

  it('says how late samples may come at most', () => {
    const hashrings = [
      { name: 'a', tenants: ['a'], ingestors: { outOfOrderWindow: '2h' } as const },
      { name: 'default', ingestors: { outOfOrderWindow: '30m' } as const },
    ];
    assert.equal(render({ router: {}, hashrings }).receive.outOfOrderWindow, '2h');
    assert.equal(render({ outOfOrderWindow: '0s' }).receive.outOfOrderWindow, undefined);
  });
});

describe('ThanosReceive, split with every option', () => {
  const all: Required<SplitReceiveOptions> = {
    ...every,
    component: 'write',
    replicas: 1,
    router: {
      replicas: 2,
      preStopSleepSeconds: 20,
      ...everyThanosOption,
      ...everyRequestLoggingOption,
      logLevel: 'warn',
    },
    hashrings: [{ name: 'team-a', tenants: ['a-*'], tenantMatcher: 'glob', algorithm: 'ketama' }, { name: 'default' }],
    zones: ['westeurope-1', 'westeurope-2', 'westeurope-3'],
  };
  const { receive, manifests } = render(all);
  const rendered = manifests();
  const router = find(rendered, 'Deployment', 'hub-write-router');
  const ingestor = find(rendered, 'StatefulSet', 'hub-write-ingestor-westeurope-1');

  it('is a StatefulSet for each hashring and zone', () => {
    assert.deepEqual(names(rendered, 'StatefulSet'), [
      'hub-write-ingestor-team-a-westeurope-1',
      'hub-write-ingestor-team-a-westeurope-2',
      'hub-write-ingestor-team-a-westeurope-3',
      'hub-write-ingestor-westeurope-1',
      'hub-write-ingestor-westeurope-2',
      'hub-write-ingestor-westeurope-3',
    ]);
    assert.equal(receive.storeApis.length, 6);
  });

  it('gives the ingestors the flags of a TSDB, and the routers those of routing', () => {
    assert.deepEqual(like(ingestor, TSDB_FLAGS), TSDB_FLAGS);
    assert.deepEqual(like(router, ROUTING_FLAGS), ROUTING_FLAGS);
    assert.deepEqual(like(ingestor, ROUTING_FLAGS), ['--receive.default-tenant-id=nobody']);
    assert.equal(flag(router, 'tsdb.path'), undefined);
  });

  it('tells the ring which zone each pod is in, and runs the pod there', () => {
    const rings = configFile(rendered, 'hub-write-router-hashrings', 'hashrings.json');
    assert.deepEqual(
      (field(rings, '1.endpoints') as { az: string }[]).map(({ az }) => az),
      all.zones,
    );
    const zone = 'spec.template.spec.nodeSelector.topology\\.kubernetes\\.io/zone';
    assert.equal(field(ingestor, zone), 'westeurope-1');
  });

  it('keeps drains in all zones together from taking a quorum', () => {
    const budgets = rendered.filter(({ kind }) => kind === 'PodDisruptionBudget');
    assert.deepEqual(
      budgets.map(({ metadata }) => metadata.name),
      ['hub-write-router-hashring-team-a', 'hub-write-router-hashring-default', 'hub-write-router'],
    );
    const selected = budgets.flatMap((budget) => [
      ...((field(budget, 'spec.selector.matchExpressions.0.values') ?? []) as string[]),
    ]);
    assert.equal(new Set(selected).size, selected.length, 'no pod has two budgets');
  });

  it('lets routers differ', () => {
    assert.equal(flag(router, 'log.level'), 'warn');
    assert.equal(flag(ingestor, 'log.level'), 'debug');
    assert.equal(field(router, 'spec.replicas'), 2);
  });
});

describe('ThanosReceive, split', () => {
  it('runs the routers as the installation runs, and only the ingestors where those have to be', () => {
    const { manifests } = render({ ...every, component: undefined, router: {} });
    const router = find(manifests(), 'Deployment', 'hub-receive-router');
    assert.equal(container(router)['image'], 'example.azurecr.io/thanos:v0.42.4@sha256:abc');
    assert.equal(flag(router, 'log.format'), 'json');
    assert.equal(flag(router, 'tracing.config-file'), '/etc/thanos/tracing/tracing.yaml');
    assert.equal(field(router, 'metadata.labels.team'), 'a');
    assert.deepEqual(field(router, 'spec.template.spec.nodeSelector'), { 'kubernetes.io/os': 'linux' });
    find(manifests(), 'ServiceMonitor', 'hub-receive-router');
    find(manifests(), 'NetworkPolicy', 'hub-receive-router');
  });
});
