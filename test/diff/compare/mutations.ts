import fc, { type Arbitrary } from 'fast-check';
import type { KubernetesObject } from '../../../lib/manifests/kubernetes-object';
import { RENDERED } from '../rendered';

type Container = Record<string, unknown> | unknown[];

/** Names of fields as people, and those who wish them ill, write them. */
const KEYS = [
  '',
  'a',
  'a/b',
  '~',
  '~1',
  'ü 🦖',
  '0',
  '1',
  '-',
  '[x]',
  'constructor',
  'toString',
  'spec',
  'args',
  'env',
  'name',
];

const key = fc.oneof(fc.constantFrom(...KEYS), fc.string({ maxLength: 5 })).filter((name) => name !== '__proto__');

/** Text that is neither a quantity nor a duration: those may be equal though they are written differently. */
const leaf = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: 2, max: 99 }),
  fc.constantFrom(
    '',
    'x',
    'ü',
    'new\nline',
    'a: b',
    '[1',
    '{"a": 1}',
    '--x=y',
    '--x',
    'TCP',
    '$(x)',
    'type: S3\nconfig: {}',
  ),
);

/** Anything that JSON has. */
export const anything: Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    fc.array(fc.record({ name: fc.constantFrom('a', 'b', 'c'), value: tie('value') }), { maxLength: 4 }),
  ),
})).value;

/** An object of a kind that is known, or not, with anything in it. */
export const arbitraryObject: Arbitrary<KubernetesObject> = fc
  .record({
    type: fc.constantFrom(
      ['v1', 'Pod'],
      ['v1', 'ConfigMap'],
      ['v1', 'Service'],
      ['apps/v1', 'StatefulSet'],
      ['rbac.authorization.k8s.io/v1', 'Role'],
      ['monitoring.coreos.com/v1', 'Prometheus'],
      ['example.com/v1', 'Widget'],
    ),
    metadata: fc.dictionary(key, anything, { maxKeys: 2 }),
    fields: fc.dictionary(
      fc.oneof(fc.constantFrom('spec', 'data', 'rules', 'status'), key),
      fc.oneof(anything, podSpec()),
      { maxKeys: 4 },
    ),
  })
  .map(({ type: [apiVersion = '', kind = ''], metadata, fields }) => ({
    ...fields,
    apiVersion,
    kind,
    metadata: { ...metadata, name: 'x' },
  }));

/** Lists with keys, in the shapes that are looked for. */
function podSpec(): Arbitrary<unknown> {
  const name = fc.constantFrom('a', 'b', 'c', 'd');
  const some = <T>(items: Arbitrary<T>) => fc.array(items, { maxLength: 5 });
  const containers = some(
    fc.record(
      {
        name,
        args: some(fc.constantFrom('run', '--a=1', '--b', '--no-b', '--c', 'x', '--endpoint=a', '--endpoint=b')),
        env: some(fc.record({ name, value: leaf })),
        ports: some(fc.record({ containerPort: fc.integer({ min: 1, max: 3 }), name: leaf }, { requiredKeys: [] })),
        volumeMounts: some(fc.record({ mountPath: name, readOnly: fc.boolean() })),
      },
      { requiredKeys: ['name'] },
    ),
  );
  return fc.record(
    {
      containers,
      initContainers: containers,
      volumes: some(fc.record({ name, emptyDir: anything })),
      tolerations: some(anything),
      remoteWrite: some(fc.record({ url: name, name: leaf }, { requiredKeys: ['url'] })),
      ports: some(fc.record({ port: fc.integer({ min: 1, max: 4 }), targetPort: leaf })),
    },
    { requiredKeys: [] },
  );
}

/** One that the repository's own fleets render. */
export const renderedObject: Arbitrary<KubernetesObject> = fc
  .constantFrom(...RENDERED.flat())
  .filter(({ kind }) => kind !== 'Secret');

/** An object, and what a few changes anywhere in it make of it. */
export function mutated(
  objects: Arbitrary<KubernetesObject>,
): Arbitrary<readonly [KubernetesObject, KubernetesObject]> {
  const mutation = fc.record({
    place: fc.nat(),
    with: fc.nat(),
    how: fc.constantFrom('set', 'remove', 'insert', 'swap', 'copy'),
    key,
    value: anything,
  });
  return fc.tuple(objects, fc.array(mutation, { maxLength: 6 })).map(([before, mutations]) => {
    const after = structuredClone(before);
    for (const each of mutations) {
      const places = placesIn(after);
      const place = places[each.place % places.length];
      if (place) mutate(place, each);
    }
    return [before, after] as const;
  });
}

interface Mutation {
  readonly with: number;
  readonly how: 'set' | 'remove' | 'insert' | 'swap' | 'copy';
  readonly key: string;
  readonly value: unknown;
}

function mutate({ container, key: at }: Place, { how, value: given, key: name, with: other }: Mutation): void {
  // What is put in twice may not be changed twice.
  const value = structuredClone(given);
  if (!Array.isArray(container)) {
    if (how === 'remove') delete container[at];
    else if (how === 'insert') container[name] = value;
    else container[at] = value;
    return;
  }
  const index = Number(at);
  if (how === 'remove') container.splice(index, 1);
  else if (how === 'insert') container.splice(index, 0, value);
  else if (how === 'copy') container.splice(other % (container.length + 1), 0, structuredClone(container[index]));
  else if (how === 'set') container[index] = value;
  else {
    const place = other % container.length;
    [container[index], container[place]] = [container[place], container[index]];
  }
}

interface Place {
  readonly container: Container;
  readonly key: string;
}

/** Everywhere in an object, but for what tells it from others. */
function placesIn(object: KubernetesObject): Place[] {
  const places: Place[] = [];
  const walk = (value: unknown, isRoot: boolean) => {
    if (typeof value !== 'object' || value === null) return;
    const container = value as Container;
    for (const [name, inner] of Object.entries(container)) {
      const isIdentity = isRoot ? ['apiVersion', 'kind', 'metadata'].includes(name) : inner === object.metadata.name;
      if (!isIdentity) places.push({ container, key: name });
      walk(inner, false);
    }
  };
  walk(object, true);
  return places;
}
