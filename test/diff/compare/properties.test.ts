import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc, { type Arbitrary } from 'fast-check';
import { ObjectComparer } from '../../../lib/diff/compare/compare-objects';
import { matchObjects } from '../../../lib/diff/match-objects';
import { pathText } from '../../../lib/diff/path';
import type { KubernetesObject } from '../../../lib/manifests/kubernetes-object';
import { RENDERED } from '../rendered';
import { arbitraryObject, mutated, renderedObject } from './mutations';
import { patched, regardlessOfOrder } from './patched';

/** How many objects to make; more with `PROPERTY_RUNS`, others with `PROPERTY_SEED`. */
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 300);
const seed = Number(process.env['PROPERTY_SEED'] ?? 42);

const compare = (before: KubernetesObject, after: KubernetesObject, ignoreDefaults = false) =>
  new ObjectComparer(ignoreDefaults).compare(before, after);
const pathsOf = (before: KubernetesObject, after: KubernetesObject, ignoreDefaults = false) =>
  compare(before, after, ignoreDefaults).fields.map(({ path }) => pathText(path));

/** Lists whose order does not count, by the fields that hold them. Written down once more, so that a slip in the tables is found. */
const UNORDERED: Readonly<Record<string, readonly string[]>> = {
  '*': [
    ...[
      'containers',
      'volumes',
      'volumeMounts',
      'ports',
      'tolerations',
      'topologySpreadConstraints',
      'imagePullSecrets',
    ],
    ...[
      'volumeClaimTemplates',
      'accessModes',
      'drop',
      'subjects',
      'verbs',
      'apiGroups',
      'resources',
      'nonResourceURLs',
    ],
    ...[
      'resourceNames',
      'from',
      'to',
      'policyTypes',
      'ingress',
      'egress',
      'endpoints',
      'tls',
      'hosts',
      'dnsNames',
      'groups',
    ],
    ...['remoteWrite', 'matchExpressions', 'values', 'metrics', 'except', 'matchNames', 'finalizers'],
  ],
  ClusterRole: ['rules'],
  Role: ['rules'],
};

/** An object with its keys, and the items of lists whose order does not count, in another order. */
function shuffled(object: KubernetesObject, random: () => number): KubernetesObject {
  const shuffle = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => [random(), item] as const)
      .sort(([a], [b]) => a - b)
      .map(([, item]) => item);
  const isShuffled = (field: string, list: readonly unknown[]) => {
    if (field === 'env') return !JSON.stringify(list).includes('$(');
    return [...(UNORDERED['*'] ?? []), ...(UNORDERED[object.kind] ?? [])].includes(field);
  };
  const walk = (value: unknown, field: string): unknown => {
    if (Array.isArray(value)) {
      const items = value.map((item) => walk(item, ''));
      if (field === 'args') return shuffledArguments(items);
      return isShuffled(field, value) ? shuffle(items) : items;
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(shuffle(Object.entries(value)).map(([name, inner]) => [name, walk(inner, name)]));
  };
  const shuffledArguments = (args: readonly unknown[]) => {
    const first = args.findIndex((word) => String(word).startsWith('--'));
    const isPlain = first !== -1 && args.slice(first).every((word) => /^--[^=]+(=|$)/.test(String(word)));
    return isPlain ? [...args.slice(0, first), ...shuffle(args.slice(first))] : args;
  };
  return {
    ...(walk(object, '') as object),
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: object.metadata,
  };
}

const copies: readonly (readonly [string, Arbitrary<KubernetesObject>])[] = [
  ['an object that this library renders', renderedObject],
  ['any object', arbitraryObject],
];

for (const [what, objects] of copies) {
  describe(`The diff of ${what}`, () => {
    it('with itself is empty', () => {
      fc.assert(
        fc.property(objects, fc.boolean(), (object, ignoreDefaults) =>
          assert.deepEqual(pathsOf(object, structuredClone(object), ignoreDefaults), []),
        ),
        { numRuns, seed },
      );
    });

    it('has a patch that makes HEAD of BASE', () => {
      fc.assert(
        fc.property(mutated(objects), fc.boolean(), ([before, after], ignoreDefaults) => {
          const made = patched(before, compare(before, after, ignoreDefaults).patch) as KubernetesObject;
          if (!ignoreDefaults) assert.deepEqual(regardlessOfOrder(made), regardlessOfOrder(after));
          assert.deepEqual(pathsOf(made, after, ignoreDefaults), []);
        }),
        { numRuns, seed },
      );
    });

    it('is empty where there is none the other way', () => {
      fc.assert(
        fc.property(mutated(objects), fc.boolean(), ([before, after], ignoreDefaults) =>
          assert.equal(
            pathsOf(before, after, ignoreDefaults).length === 0,
            pathsOf(after, before, ignoreDefaults).length === 0,
          ),
        ),
        { numRuns, seed },
      );
    });

    it('has no change that says nothing', () => {
      fc.assert(
        fc.property(mutated(objects), ([before, after]) => {
          for (const { before: was, after: is } of compare(before, after).fields) assert.notDeepEqual(was, is);
        }),
        { numRuns, seed },
      );
    });
  });
}

describe('The diff of what is only shuffled', () => {
  it('is empty for keys, lists with keys, sets and arguments', () => {
    fc.assert(
      fc.property(renderedObject, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (object, numbers) => {
        const other = shuffled(object, () => numbers.next().value ?? 0);
        assert.deepEqual(pathsOf(object, other), []);
        assert.deepEqual(pathsOf(object, other, true), []);
      }),
      { numRuns, seed },
    );
  });

  it('is empty for objects', () => {
    for (const objects of RENDERED) {
      assert.deepEqual(matchObjects(objects, structuredClone([...objects]).reverse(), new ObjectComparer()), []);
    }
  });
});

describe('Keys that JavaScript takes for its own', () => {
  const widget = (fields: string): KubernetesObject =>
    JSON.parse(`{"apiVersion": "v1", "kind": "W", "metadata": {"name": "x"}, ${fields}}`);
  for (const name of ['__proto__', 'constructor', 'hasOwnProperty', '', '0']) {
    it(`are keys like others: ${JSON.stringify(name)}`, () => {
      const [a, b, none] = [widget(`"spec": {"${name}": 1}`), widget(`"spec": {"${name}": 2}`), widget('"spec": {}')];
      const path = ['spec', name];
      assert.deepEqual(compare(a, b).fields, [{ path, before: 1, after: 2 }]);
      assert.deepEqual(compare(none, b).fields, [{ path, before: undefined, after: 2 }]);
      assert.deepEqual(compare(a, none).patch, [{ op: 'remove', path: `/spec/${name}` }]);
    });
  }
  it('do no harm to others', () => {
    compare(widget('"spec": {"__proto__": {"polluted": 1}}'), widget('"spec": {"__proto__": {"polluted": 2}}'));
    assert.equal('polluted' in {}, false);
  });
});

describe('Long lists', () => {
  const widget = (items: readonly unknown[]): KubernetesObject => ({
    apiVersion: 'v1',
    kind: 'W',
    metadata: { name: 'x' },
    items,
  });
  const numbers = Array.from({ length: 20_000 }, (_, index) => ({ id: index, text: `item ${index % 7}` }));
  it('with one item more have one change', () =>
    assert.deepEqual(
      pathsOf(widget(numbers), widget([...numbers.slice(0, 9000), { id: -1 }, ...numbers.slice(9000)])),
      ['items[9000]'],
    ));
  it('that have nothing in common are compared still', () =>
    assert.ok(pathsOf(widget(numbers), widget(numbers.map(({ id }) => ({ id: -id - 1 })))).length >= numbers.length));
});
