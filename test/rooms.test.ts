import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { describe, it } from 'node:test';

const root = join(__dirname, '..', '..');

/** From the ground up. Rooms of one floor do not know each other. */
const FLOORS = [
  ['validation'],
  ['values'],
  ['kubernetes', 'manifests'],
  ['objstore', 'certificates', 'remote-write', 'gitops', 'diff'],
  ['exposure'],
  ['prometheus', 'thanos'],
  ['fleet'],
];

/** Each import of a file outside of its own room: `[file, what it imports]`, relative to `folder`. */
function importsOf(folder: string): [string, string][] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      [...readFileSync(join(root, folder, file), 'utf8').matchAll(/\bfrom '(\.[^']*)'|\bimport\('(\.[^']*)'\)/g)].map(
        (match): [string, string] => [file, normalize(join(dirname(file), match[1] ?? match[2] ?? ''))],
      ),
    );
}

const room = (path: string) => path.split(sep)[0] ?? '';
const floor = (path: string) => FLOORS.findIndex((rooms) => rooms.includes(room(path)));

describe('The rooms of the library', () => {
  const imports = importsOf('lib').filter(([file]) => file !== 'index.ts');

  it('are all on a floor', () => {
    const rooms = readdirSync(join(root, 'lib'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    assert.deepEqual(rooms.sort(), FLOORS.flat().sort());
  });

  it('import from their own room, from floors below, and from the generated bindings', () => {
    const wrong = imports.filter(
      ([file, imported]) =>
        room(imported) !== room(file) &&
        !imported.startsWith(join('..', 'imports') + sep) &&
        !(floor(imported) >= 0 && floor(imported) < floor(file)),
    );
    assert.deepEqual(wrong, []);
  });

  it('are looked at', () => assert.ok(imports.length > 200));
});
