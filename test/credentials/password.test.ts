import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { apr1 } from './apr1';
import { assertRefused, printed, somePassword, temporaryFolder, users, values } from './command';

const READ = ['--password-file', '-'];

describe('a password that is read', () => {
  it('loses the one line break at its end, and nothing else', async () => {
    const password = `${somePassword()} :$x`;
    for (const end of ['', '\n', '\r\n']) {
      const [basicAuth, remoteWrite] = await printed(READ, { stdin: `${password}${end}` });
      assert.equal(values(remoteWrite)['password'], password);
      const hash = users(values(basicAuth)['auth']).get('thanos') ?? '';
      assert.equal(hash, apr1(password, hash.split('$')[2] ?? ''));
    }
  });

  it('comes from a file, too', async () => {
    const file = join(temporaryFolder(), 'password');
    const password = somePassword();
    writeFileSync(file, `${password}\n`);
    const [, remoteWrite] = await printed(['--password-file', file]);
    assert.equal(values(remoteWrite)['password'], password);
  });

  it('is refused when it has more than one line', async () => {
    const password = somePassword();
    for (const stdin of [
      `${password}\n${password}`,
      `${password}\n\n`,
      `\n${password}`,
      `${password}\r\n\r\n`,
      `${password}\r`,
    ]) {
      await assertRefused(READ, /more than one line/, { stdin });
    }
  });

  it('is refused when it is empty', async () => {
    for (const stdin of ['', '\n', '\r\n']) await assertRefused(READ, /password is empty/, { stdin });
  });

  it('is refused when it is short, and sooner for a hash without salt', async () => {
    await assertRefused(READ, /shorter than 12 characters/, { stdin: 'x'.repeat(11) });
    await printed(READ, { stdin: 'x'.repeat(12) });
    await assertRefused([...READ, '--format', 'sha1'], /shorter than 20 characters/, { stdin: 'x'.repeat(19) });
    await printed([...READ, '--format', 'sha1'], { stdin: 'x'.repeat(20) });
    await assertRefused([...READ, '--controller', 'envoy-gateway'], /sha1/, { stdin: 'x'.repeat(19) });
  });

  it('is refused when bcrypt would cut it off', async () => {
    await assertRefused([...READ, '--format', 'bcrypt'], /72 bytes/, { stdin: 'x'.repeat(73) });
    await assertRefused([...READ, '--format', 'bcrypt'], /72 bytes/, { stdin: 'ü'.repeat(37) });
    await printed([...READ, '--format', 'bcrypt'], { stdin: 'x'.repeat(72) });
    await printed([...READ, '--format', 'apr1'], { stdin: 'x'.repeat(73) });
  });

  it('is refused when clients would not send it as it is', async () => {
    const password = somePassword();
    for (const stdin of [` ${password}`, `${password} `, `\ufeff${password}\n`, `${password}\u00a0`]) {
      await assertRefused(READ, /white space or a byte order mark/, { stdin });
    }
    for (const stdin of [`${password}\0`, `a\tb${password}`, `\u001b${password}`]) {
      await assertRefused(READ, /control character/, { stdin });
    }
    await assertRefused(READ, /not UTF-8/, { stdin: Buffer.from([0xff, 0xfe, 0x61, 0x00]) });
  });

  it('is not quoted by any message', async () => {
    const password = somePassword();
    for (const stdin of [`${password}\n${password}`, ` ${password}`, `${password}\0`]) {
      const { reported } = await assertRefused(READ, /error/, { stdin });
      assert.ok(!reported.includes(password));
    }
    const { reported } = await assertRefused(['--password-file', password], /cannot be read \(ENOENT\)/);
    assert.ok(!reported.includes(password), 'a password given as a file name');
  });

  it('is never an argument', async () => {
    const password = somePassword();
    for (const args of [['--password', password], [`--password=${password}`]]) {
      const { reported } = await assertRefused(args, /never an argument/);
      assert.ok(!reported.includes(password));
    }
    for (const args of [[password], ['--generate', password], [`--pasword=${password}`], [`--generate=${password}`]]) {
      const { reported } = await assertRefused(args, /error/);
      assert.ok(!reported.includes(password), reported);
    }
  });

  it('is not typed at a terminal, where it would be shown', async () => {
    await assertRefused(READ, /this terminal/);
  });

  it('is asked for', async () => {
    await assertRefused([], /No password is given/);
    await assertRefused(['--generate', ...READ], /two passwords/, { stdin: somePassword() });
    await assertRefused([...READ, '--password-out', 'x'], /--password-out writes a generated password/, { stdin: '' });
  });
});
