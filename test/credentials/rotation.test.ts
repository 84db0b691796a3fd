import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { stringify } from 'yaml';
import { formatOf, hashPassword } from '../../credentials/hash';
import { find, type Manifest } from '../helpers';
import { assertRefused, printed, somePassword, temporaryFolder, users, values } from './command';

/** An htpasswd line for a user, with a password nobody knows. */
const line = async (user: string, format: 'apr1' | 'bcrypt' | 'sha1' = 'apr1') =>
  `${user}:${await hashPassword(somePassword(), format)}\n`;

/** A Secret as `kubectl get secret -o yaml` prints it. */
const secret = (data: Record<string, string>) =>
  stringify({
    apiVersion: 'v1',
    data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value).toString('base64')])),
    kind: 'Secret',
    metadata: { name: 'basic-auth', namespace: 'thanos', resourceVersion: '1', uid: 'x' },
    type: 'Opaque',
  });

const htpasswd = (manifests: Manifest[], key = 'auth') => values(find(manifests, 'Secret', 'basic-auth'))[key];
const ADD = ['--generate', '--keep', '-', '--user', 'thanos-2'];
const DROP = ['--keep', '-', '--drop-user', 'thanos'];

describe('a rotation', () => {
  it('adds a user beside the old one, whose line stays as it is', async () => {
    const old = await line('thanos');
    for (const stdin of [old, secret({ auth: old }), JSON.stringify({ kind: 'Secret', data: { auth: btoa(old) } })]) {
      const manifests = await printed(ADD, { stdin });
      assert.ok(htpasswd(manifests)?.startsWith(old));
      assert.deepEqual([...users(htpasswd(manifests)).keys()], ['thanos', 'thanos-2']);
      assert.equal(values(find(manifests, 'Secret', 'remotewrite-secret'))['user'], 'thanos-2');
    }
  });

  it('takes what to keep from a file while the password comes from standard input', async () => {
    const file = join(temporaryFolder(), 'auth');
    writeFileSync(file, await line('thanos'));
    const password = somePassword();
    const args = ['--password-file', '-', '--keep', file, '--user', 'thanos-2'];
    const manifests = await printed(args, { stdin: password });
    assert.deepEqual([...users(htpasswd(manifests)).keys()], ['thanos', 'thanos-2']);
    assert.deepEqual(values(find(manifests, 'Secret', 'remotewrite-secret')), { user: 'thanos-2', password });
  });

  it('drops the old user afterwards, and leaves the writers alone', async () => {
    const rest = await line('thanos-2');
    const manifests = await printed(DROP, { stdin: `${await line('thanos')}${rest}` });
    assert.deepEqual(
      manifests.map(({ metadata }) => metadata.name),
      ['basic-auth'],
    );
    assert.equal(htpasswd(manifests), rest);
  });

  it('moves users to the key of another controller, if it can read them', async () => {
    const old = await line('thanos', 'sha1');
    const manifests = await printed([...ADD, '--controller', 'envoy-gateway'], { stdin: secret({ auth: old }) });
    assert.deepEqual([...users(htpasswd(manifests, '.htpasswd')).keys()], ['thanos', 'thanos-2']);
    await assertRefused([...ADD, '--controller', 'envoy-gateway'], /thanos of --keep cannot be kept.*sha1/, {
      stdin: await line('thanos'),
    });
  });

  it('drops what cannot be kept', async () => {
    const manifests = await printed([...ADD, '--controller', 'envoy-gateway', '--drop-user', 'thanos'], {
      stdin: await line('thanos'),
    });
    assert.deepEqual([...users(htpasswd(manifests, '.htpasswd')).keys()], ['thanos-2']);
  });

  it('ignores comments, empty lines and carriage returns of the old file', async () => {
    const old = await line('thanos');
    const manifests = await printed(ADD, { stdin: `# made by hand\r\n\r\n${old.trimEnd()}\r\n` });
    assert.ok(htpasswd(manifests)?.startsWith(old));
  });

  it('refuses a second password for one user: no edge takes both', async () => {
    const old = await line('thanos');
    await assertRefused(['--generate', '--keep', '-'], /thanos is in --keep already.*--user thanos-2/, { stdin: old });
    await assertRefused(ADD, /names the user thanos twice/, { stdin: `${old}${await line('thanos')}` });
  });

  it('refuses bcrypt hashes that the image of ingress-nginx cannot read, and takes them elsewhere', async () => {
    const good = await line('thanos', 'bcrypt');
    const bad = [good.replace('$2y$', '$2b$'), good.replace('$10$', '$12$')];
    await printed(ADD, { stdin: good });
    for (const stdin of bad) {
      await assertRefused(ADD, /thanos of --keep cannot be kept.*cost of 4 to 11/, { stdin });
      await printed([...ADD, '--controller', 'traefik'], { stdin });
    }
  });

  it('refuses to lock everybody out', async () => {
    await assertRefused(DROP, /Nobody would be left/, { stdin: await line('thanos') });
  });

  it('refuses to drop a user who is not there', async () => {
    await assertRefused(DROP, /no such user. It has: thanos-1/, { stdin: await line('thanos-1') });
  });

  it('refuses what holds no users, as after a failed kubectl', async () => {
    for (const stdin of ['', '\n', '# nobody\n']) await assertRefused(ADD, /holds no user/, { stdin });
    await assertRefused(ADD, /has 0 of the keys/, { stdin: secret({ password: 'x' }) });
    await assertRefused(ADD, /has 0 of the keys/, { stdin: 'kind: Secret\n' });
    await assertRefused(ADD, /has 2 of the keys/, { stdin: secret({ auth: 'x', users: 'x' }) });
    await assertRefused(ADD, /no Secret/, { stdin: 'kind: List\nitems: []\n' });
    await assertRefused(['--generate', '--keep', '/nowhere/auth'], /--keep cannot be read \(ENOENT\)/);
  });

  it('refuses lines that no controller would check, without quoting them', async () => {
    const secretPart = somePassword();
    for (const bad of [
      secretPart,
      `:${secretPart}`,
      `thanos:{PLAIN}${secretPart}`,
      `thanos:${secretPart}`,
      `{${secretPart}: [`,
    ]) {
      const { reported } = await assertRefused(ADD, /Line 2 of --keep/, { stdin: `${await line('grafana')}${bad}\n` });
      assert.ok(!reported.includes(secretPart));
    }
  });

  it('refuses options that contradict each other', async () => {
    await assertRefused(['--generate', '--drop-user', 'a'], /--drop-user needs --keep/);
    await assertRefused([...DROP, '--user', 'b'], /--user needs a password/, { stdin: '' });
    await assertRefused([...DROP, '--only', 'remotewrite-secret'], /needs a password/, { stdin: '' });
    await assertRefused([...ADD, '--only', 'remotewrite-secret'], /leaves out/, { stdin: '' });
    await assertRefused(['--password-file', '-', '--keep', '-'], /cannot be both/, { stdin: '' });
  });

  it('hashes for the new user only', async () => {
    const old = await line('thanos', 'sha1');
    const manifests = await printed([...ADD, '--format', 'bcrypt'], { stdin: old });
    const formats = [...users(htpasswd(manifests)).values()].map(formatOf);
    assert.deepEqual(formats, ['sha1', 'bcrypt']);
  });
});
