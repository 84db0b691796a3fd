import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ThanosReceiveOptions } from '../../../lib/thanos/receive/receive-options';
import type { IngestorReplicas } from '../../../lib/thanos/receive/resize';
import { assertProblem, configFile, field, find, type Manifest } from '../../helpers';
import { render } from './receive-setup';

interface Ring {
  readonly hashring: string;
  readonly endpoints: readonly { readonly address: string }[];
}

const rings = (manifests: readonly Manifest[], owner: string) =>
  Object.fromEntries(
    (configFile(manifests, `${owner}-hashrings`, 'hashrings.json') as Ring[]).map(({ hashring, endpoints }) => [
      hashring,
      endpoints.map(({ address }) => address.split('.')[0]),
    ]),
  );

/** How many pods run, and how many of them are in the hashring. */
function sizes(options: ThanosReceiveOptions): [unknown, number] {
  const manifests = render(options).manifests();
  const [workload, owner] = options.router
    ? ['thanos-receive-ingestor', 'thanos-receive-router']
    : ['thanos-receive', 'thanos-receive'];
  return [
    field(find(manifests, 'StatefulSet', workload), 'spec.replicas'),
    rings(manifests, owner)['default']?.length ?? 0,
  ];
}

describe('A change of the number of receivers', () => {
  for (const shape of [{}, { router: {} }] satisfies ThanosReceiveOptions[]) {
    const steps = (...replicas: IngestorReplicas[]) => replicas.map((each) => sizes({ ...shape, replicas: each }));
    const name = 'router' in shape ? 'split' : 'all in one';

    it(`grows the pods first, and the hashring after, ${name}`, () => {
      assert.deepEqual(steps(3, { from: 3, to: 5 }, 5), [
        [3, 3],
        [5, 3],
        [5, 5],
      ]);
    });

    it(`shrinks the hashring first, and the pods after, ${name}`, () => {
      assert.deepEqual(steps(5, { from: 5, to: 3 }, 3), [
        [5, 5],
        [5, 3],
        [3, 3],
      ]);
    });
  }

  it('touches one object at a time, and restarts no pod', () => {
    const manifests = ([3, { from: 3, to: 5 }, 5] satisfies IngestorReplicas[]).map((replicas) =>
      render({ router: {}, replicas }).manifests(),
    );
    const changed = (before: readonly Manifest[] = [], after: readonly Manifest[] = []) =>
      after
        .filter((object, index) => JSON.stringify(object) !== JSON.stringify(before[index]))
        .map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    assert.deepEqual(changed(manifests[0], manifests[1]), ['StatefulSet thanos-receive-ingestor']);
    assert.deepEqual(changed(manifests[1], manifests[2]), ['ConfigMap thanos-receive-router-hashrings']);
  });

  it('keeps the claims of pods that are gone', () => {
    const manifests = render({ replicas: 3 }).manifests();
    assert.equal(
      field(find(manifests, 'StatefulSet', 'thanos-receive'), 'spec.persistentVolumeClaimRetentionPolicy.whenScaled'),
      'Retain',
    );
  });

  it('of one hashring replaces the number that holds for all of them', () => {
    const manifests = render({
      router: {},
      replicas: { from: 3, to: 4 },
      hashrings: [{ name: 'team-a', tenants: ['a'], ingestors: { replicas: 2 } }, { name: 'default' }],
    }).manifests();
    assert.equal(rings(manifests, 'thanos-receive-router')['team-a']?.length, 2);
    assert.equal(field(find(manifests, 'StatefulSet', 'thanos-receive-ingestor-team-a'), 'spec.replicas'), 2);
    assert.equal(field(find(manifests, 'StatefulSet', 'thanos-receive-ingestor'), 'spec.replicas'), 4);
  });

  it('may leave too few pods for the replication factor, and that is refused', () => {
    assertProblem(
      render({ replicas: { from: 3, to: 2 }, replicationFactor: 3 }).chart,
      /THANOS-001: Hashring "default" has 2 pods, and replicationFactor is 3/,
    );
  });
});

describe('A hashring that joins or goes', () => {
  const hashrings = (replicas: IngestorReplicas) => [
    { name: 'team-a', tenants: ['a'], ingestors: { replicas } },
    { name: 'default' },
  ];

  for (const replicas of [
    { from: 0, to: 3 },
    { from: 3, to: 0 },
  ]) {
    it(`has pods, and its tenants are the next hashring's, from ${replicas.from} to ${replicas.to}`, () => {
      const manifests = render({ router: {}, hashrings: hashrings(replicas) }).manifests();
      assert.equal(field(find(manifests, 'StatefulSet', 'thanos-receive-ingestor-team-a'), 'spec.replicas'), 3);
      assert.deepEqual(Object.keys(rings(manifests, 'thanos-receive-router')), ['default']);
    });
  }

  const impossible: [string, ThanosReceiveOptions][] = [
    ['the only one', { replicas: { from: 0, to: 3 } }],
    ['the only one, split', { router: {}, replicas: { from: 3, to: 0 } }],
    ['the one that takes all other tenants', { router: {}, hashrings: [{ name: 'a', tenants: ['a'] }, nothing()] }],
    [
      'one whose tenants no other takes',
      {
        router: {},
        hashrings: [
          { name: 'a', tenants: ['a'], ingestors: { replicas: { from: 0, to: 1 } } },
          { name: 'b', tenants: ['b'] },
        ],
      },
    ],
  ];
  for (const [which, options] of impossible) {
    it(`is not ${which}`, () => assertProblem(render(options).chart, /THANOS-651: .*no other hashring takes/));
  }

  function nothing() {
    return { name: 'default', ingestors: { replicas: { from: 1, to: 0 } } };
  }
});

describe('A zone that joins or goes', () => {
  it('has as many pods as the others, in no hashring', () => {
    const manifests = render({
      router: {},
      replicas: 2,
      zones: ['z1', 'z2', { name: 'z3', inHashrings: false }],
      hashrings: [{ name: 'team-a', tenants: ['a'], ingestors: { replicas: 1 } }, { name: 'default' }],
    }).manifests();
    const replicas = (name: string) => field(find(manifests, 'StatefulSet', name), 'spec.replicas');
    assert.deepEqual(
      ['thanos-receive-ingestor-z3', 'thanos-receive-ingestor-team-a-z3', 'thanos-receive-ingestor-z1'].map(replicas),
      [2, 1, 2],
    );
    assert.deepEqual(rings(manifests, 'thanos-receive-router'), {
      'team-a': ['thanos-receive-ingestor-team-a-z1-0', 'thanos-receive-ingestor-team-a-z2-0'],
      default: [
        'thanos-receive-ingestor-z1-0',
        'thanos-receive-ingestor-z1-1',
        'thanos-receive-ingestor-z2-0',
        'thanos-receive-ingestor-z2-1',
      ],
    });
  });

  it('may join while the others grow', () => {
    const manifests = render({
      router: {},
      replicas: { from: 1, to: 2 },
      zones: ['z1', { name: 'z2', inHashrings: false }],
    }).manifests();
    assert.deepEqual(rings(manifests, 'thanos-receive-router'), { default: ['thanos-receive-ingestor-z1-0'] });
  });

  it('is not the only one', () => {
    assertProblem(render({ router: {}, zones: [{ name: 'z1', inHashrings: false }] }).chart, /THANOS-651/);
  });
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  // @ts-expect-error pods and hashring are changed by `replicas` alone
  render({ replicas: 5, ringReplicas: 3 });
  // @ts-expect-error a zone that hashrings write to is its name
  render({ router: {}, zones: [{ name: 'z1', inHashrings: true }] });
}
