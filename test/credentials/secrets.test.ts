import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { formatOf } from '../../credentials/hash';
import { find } from '../helpers';
import { apr1 } from './apr1';
import { assertRefused, credentials, printed, somePassword, temporaryFolder, users, values } from './command';

const sha1 = (password: string) => `{SHA}${createHash('sha1').update(password).digest('base64')}`;

describe('credentials', () => {
  it("makes the article's two Secrets from one generated password", async () => {
    const manifests = await printed(['--generate']);
    assert.deepEqual(
      manifests.map(({ apiVersion, kind, metadata, type }) => ({ apiVersion, kind, metadata, type })),
      [
        { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'basic-auth', namespace: 'thanos' }, type: 'Opaque' },
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'remotewrite-secret', namespace: 'prometheus' },
          type: 'Opaque',
        },
      ],
    );
    const { user, password = '', ...rest } = values(find(manifests, 'Secret', 'remotewrite-secret'));
    assert.deepEqual(rest, {});
    assert.equal(user, 'thanos');
    assert.match(password, /^[-_0-9A-Za-z]{43}$/);
    const { auth, ...others } = values(find(manifests, 'Secret', 'basic-auth'));
    assert.deepEqual(others, {});
    const hash = users(auth).get('thanos') ?? '';
    assert.equal(hash, apr1(password, hash.split('$')[2] ?? ''));
  });

  it('generates another password each time', async () => {
    const passwords = [await printed(['--generate']), await printed(['--generate'])].map(
      (manifests) => values(find(manifests, 'Secret', 'remotewrite-secret'))['password'],
    );
    assert.notEqual(passwords[0], passwords[1]);
  });

  it('never says the password, nor a hash of it, beside the Secrets', async () => {
    const folder = join(temporaryFolder(), 'secrets');
    const { code, printed: out, reported } = await credentials(['--generate', '--out', folder]);
    assert.equal(code, 0);
    assert.equal(out, '');
    const read = (file: string) =>
      Buffer.from(/password: (\S+)/.exec(readFileSync(join(folder, file), 'utf8'))?.[1] ?? '', 'base64').toString();
    const password = read('remotewrite-secret.prometheus.yaml');
    assert.equal(password.length, 43);
    assert.ok(!reported.includes(password));
    assert.doesNotMatch(reported, /\$apr1\$/);
    assert.ok(!process.title.includes(password) && !process.argv.join(' ').includes(password));
  });

  it('puts the writer into every Prometheus namespace, once', async () => {
    const names = ['agent', 'monitoring', 'agent'].flatMap((name) => ['--prometheus-namespace', name]);
    const manifests = await printed(['--generate', '--namespace', 'hub', ...names]);
    assert.deepEqual(
      manifests.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
      ['hub/basic-auth', 'agent/remotewrite-secret', 'monitoring/remotewrite-secret'],
    );
    assert.deepEqual(values(manifests[1]), values(manifests[2]));
  });

  it('gives the password to every user, and lets the first one write', async () => {
    const password = somePassword();
    const args = ['--password-file', '-', '--format', 'sha1', '--user', 'prometheus', '--user', 'grafana'];
    const [basicAuth, remoteWrite] = await printed(args, { stdin: password });
    assert.equal(values(basicAuth)['auth'], `prometheus:${sha1(password)}\ngrafana:${sha1(password)}\n`);
    assert.deepEqual(values(remoteWrite), { user: 'prometheus', password });
  });

  it('makes one of the Secrets when told', async () => {
    const password = somePassword();
    const only = async (name: string) => printed(['--password-file', '-', '--only', name], { stdin: password });
    assert.deepEqual(
      (await only('basic-auth')).map(({ metadata }) => metadata.name),
      ['basic-auth'],
    );
    assert.deepEqual(
      (await only('remotewrite-secret')).map(({ metadata }) => metadata.name),
      ['remotewrite-secret'],
    );
  });

  it('uses the key and the format that the controller reads', async () => {
    const expected = {
      'ingress-nginx': ['auth', 'apr1'],
      traefik: ['users', 'apr1'],
      'envoy-gateway': ['.htpasswd', 'sha1'],
    };
    for (const [controller, [key = '', format]] of Object.entries(expected)) {
      const [basicAuth] = await printed(['--generate', '--controller', controller]);
      const data = values(basicAuth);
      assert.deepEqual(Object.keys(data), [key]);
      assert.equal(formatOf(users(data[key]).get('thanos') ?? ''), format);
      assert.ok(!data[key]?.includes('\r'));
    }
  });

  it('hashes in the format asked for', async () => {
    for (const controller of ['ingress-nginx', 'traefik']) {
      for (const format of ['apr1', 'bcrypt', 'sha1']) {
        const [basicAuth] = await printed(['--generate', '--controller', controller, '--format', format]);
        assert.equal(formatOf(users(Object.values(values(basicAuth))[0]).get('thanos') ?? ''), format);
      }
    }
  });

  it('refuses a format that the controller cannot read, and says what it can', async () => {
    for (const format of ['apr1', 'bcrypt']) {
      await assertRefused(
        ['--generate', '--controller', 'envoy-gateway', '--format', format],
        /envoy-gateway cannot read (apr1|bcrypt) hashes.* It reads: sha1\./,
      );
    }
  });

  it('refuses unknown controllers, formats, outputs and Secrets', async () => {
    await assertRefused(['--generate', '--controller', 'haproxy'], /ingress-nginx, traefik, envoy-gateway/);
    await assertRefused(['--generate', '--format', 'crypt'], /apr1, bcrypt, sha1/);
    await assertRefused(['--generate', '--as', 'sealed-secret'], /external-secret, secret-provider-class/);
    await assertRefused(['--generate', '--only', 'grafana'], /basic-auth, remotewrite-secret/);
  });

  it('refuses user names that HTTP or htpasswd files cannot hold', async () => {
    await assertRefused(['--generate', '--user', 'a:b'], /colon/);
    for (const user of ['', 'two words', '#comment', 'line\nbreak', 'ü', 'u'.repeat(65)]) {
      await assertRefused(['--generate', '--user', user], /letters, digits/);
    }
    await assertRefused(['--generate', '--user', 'a', '--user', 'a'], /--user a is given twice/);
  });

  it('refuses what is no namespace', async () => {
    for (const name of ['', 'Prometheus', '-a', 'a-', 'a.b', 'a_b', 'n'.repeat(64)]) {
      await assertRefused(['--generate', '--prometheus-namespace', name], /no namespace/);
      await assertRefused(['--generate', '--namespace', name], /no namespace/);
    }
  });

  it('reports everything that is wrong at once', async () => {
    const { reported } = await assertRefused(['--user', 'a:b', '--namespace', 'B'], /Nothing was written/);
    assert.equal(reported.match(/^error: /gm)?.length, 3);
  });

  it('shows Secrets on a terminal only when told', async () => {
    await assertRefused(['--generate'], /scrollback/, { terminal: true });
    const { code } = await credentials(['--generate', '--allow-terminal'], { terminal: true });
    assert.equal(code, 0);
    const folder = join(temporaryFolder(), 'out');
    assert.equal((await credentials(['--generate', '--out', folder], { terminal: true })).code, 0);
  });

  it('writes files for their owner alone, whatever the umask', async () => {
    const folder = join(temporaryFolder(), 'new', 'folder');
    const umask = process.umask(0);
    try {
      const { code, reported } = await credentials(['--generate', '--out', folder]);
      assert.equal(code, 0, reported);
    } finally {
      process.umask(umask);
    }
    const files = readdirSync(folder).sort();
    assert.deepEqual(files, ['basic-auth.thanos.yaml', 'remotewrite-secret.prometheus.yaml']);
    for (const file of files) assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
  });

  it('writes the generated password to a file of its own when told, without a line break', async () => {
    const file = join(temporaryFolder(), 'password');
    const [, remoteWrite] = await printed(['--generate', '--password-out', file]);
    assert.equal(readFileSync(file, 'utf8'), values(remoteWrite)['password']);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const [again] = await printed(['--password-file', file, '--only', 'remotewrite-secret']);
    assert.deepEqual(values(again), values(remoteWrite));
  });

  it('prints nothing when the password file cannot be written', async () => {
    const file = join(temporaryFolder(), 'password');
    writeFileSync(file, 'mine');
    await assertRefused(['--generate', '--password-out', file], /exists already/);
    assert.equal(readFileSync(file, 'utf8'), 'mine');
  });

  it('refuses to generate a password that nobody would ever know', async () => {
    await assertRefused(['--generate', '--only', 'basic-auth'], /--password-out/);
  });
});
