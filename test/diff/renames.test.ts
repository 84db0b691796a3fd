import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ObjectChange } from '../../lib/diff/change';
import { ObjectComparer } from '../../lib/diff/compare/compare-objects';
import { matchObjects } from '../../lib/diff/match-objects';
import { withRenames } from '../../lib/diff/renames';
import { type KubernetesObject, labelsOf } from '../../lib/manifests/kubernetes-object';
import { RENDERED } from './rendered';

const match = (before: readonly KubernetesObject[], after: readonly KubernetesObject[]) =>
  matchObjects(before, after, new ObjectComparer());

const componentOf = (object: KubernetesObject) => labelsOf(object)['app.kubernetes.io/component'];

/** `old -> new` of each rename, and both ends must say so. */
function renames(changes: readonly ObjectChange[]): string[] {
  const back = new Map<KubernetesObject, KubernetesObject>();
  for (const change of changes)
    if (change.type === 'added' && change.renamedFrom) back.set(change.renamedFrom, change.after);
  const named = (object: KubernetesObject) => `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
  return changes.flatMap((change) => {
    if (change.type !== 'removed' || !change.renamedTo) return [];
    assert.equal(back.get(change.before), change.renamedTo);
    return [`${named(change.before)} -> ${named(change.renamedTo)}`];
  });
}

const configMap = (name: string, data: Readonly<Record<string, string>>, namespace = 'n'): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data,
});
const many = (count: number, extra: Readonly<Record<string, string>> = {}) => ({
  ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, `value ${index}`])),
  ...extra,
});

describe('A removed and an added object', () => {
  it('of the same content are one that got another name', () =>
    assert.deepEqual(renames(match([configMap('a', many(3))], [configMap('b', many(3))])), ['n/a -> n/b']));
  it('may be in different namespaces', () =>
    assert.deepEqual(renames(match([configMap('a', many(3))], [configMap('a', many(3), 'm')])), ['n/a -> m/a']));
  it('may differ in one of ten leaves', () => {
    assert.deepEqual(renames(match([configMap('a', many(9, { x: '1' }))], [configMap('b', many(9, { x: '2' }))])), [
      'n/a -> n/b',
    ]);
    assert.deepEqual(renames(match([configMap('a', many(7, { x: '1' }))], [configMap('b', many(7, { x: '2' }))])), []);
  });
  it('may refer to their own names', () => {
    const selfish = (name: string) => configMap(name, { a: `http://${name}.n.svc`, b: `${name}-0`, c: name });
    assert.deepEqual(renames(match([selfish('web')], [selfish('api')])), ['n/web -> n/api']);
  });
  it('of other kinds are not', () =>
    assert.deepEqual(renames(match([configMap('a', many(9))], [{ ...configMap('b', many(9)), kind: 'Other' }])), []));
  it('that hold next to nothing are not: they are alike by chance', () =>
    assert.deepEqual(renames(match([configMap('a', many(2))], [configMap('b', many(2))])), []));
  it('with several equal partners are not, unless one has the name too', () => {
    assert.deepEqual(renames(match([configMap('a', many(3))], [configMap('b', many(3)), configMap('c', many(3))])), []);
    assert.deepEqual(
      renames(match([configMap('a', many(3))], [configMap('a', many(3), 'm'), configMap('c', many(3))])),
      ['n/a -> m/a'],
    );
  });
  it('are those that are most alike', () =>
    assert.deepEqual(
      renames(
        match(
          [configMap('a', many(20)), configMap('b', many(20, { x: '1' }))],
          [configMap('c', many(20, { x: '1' })), configMap('d', many(20))],
        ),
      ),
      ['n/a -> n/d', 'n/b -> n/c'],
    ));
  it('stay a deletion and an addition', () =>
    assert.deepEqual(
      match([configMap('a', many(3))], [configMap('b', many(3))]).map(({ type }) => type),
      ['added', 'removed'],
    ));
});

describe('Renames among what this library renders', () => {
  it('are looked for', () => assert.ok(RENDERED.flat().length > 200));

  it('are found where a stack gets another name', () => {
    const [objects = []] = RENDERED;
    const renamed = objects.map(
      (object): KubernetesObject =>
        JSON.parse(
          JSON.stringify(object)
            .replaceAll('thanos-', 'metrics-')
            .replaceAll('instance":"thanos"', 'instance":"metrics"'),
        ),
    );
    const found = renames(match(objects, renamed));
    for (const rename of found) assert.match(rename, /^(.*)thanos-(.*) -> \1metrics-\2$/);
    assert.ok(
      found.some((rename) => rename.includes('/thanos-receive ->')),
      found.join(),
    );
  });
  it('are found where everything moves to another namespace', () => {
    for (const objects of RENDERED) {
      const moved = objects.map((object) => ({ ...object, metadata: { ...object.metadata, namespace: 'elsewhere' } }));
      for (const rename of renames(match(objects, moved))) {
        const [from, to] = rename.split(' -> ');
        assert.equal(from?.split('/')[1], to?.split('/')[1]);
      }
    }
  });
  it('are none where one object goes and another component comes', () => {
    for (const objects of RENDERED) {
      for (const before of objects) {
        const component = componentOf(before);
        const others = objects.filter((other) => other !== before && componentOf(other) !== component);
        const changes = withRenames([
          { type: 'removed', before },
          ...others.map((after) => ({ type: 'added', after }) as const),
        ]);
        assert.deepEqual(renames(changes), []);
      }
    }
  });
  it('do not depend on the order of objects', () => {
    const before = Array.from({ length: 300 }, (_, index) =>
      configMap(`a${index}`, many(12, { id: String(index), x: '1' })),
    );
    const after = before.map((_object, index) => configMap(`b${index}`, many(12, { id: String(index), x: '2' })));
    const expected = renames(match(before, after));
    assert.deepEqual(renames(match([...before].reverse(), [...after].reverse())).sort(), expected.sort());
  });
});
