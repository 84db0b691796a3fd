import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import type { HashFormat } from '../../credentials/controller';
import { formatOf, hashPassword } from '../../credentials/hash';
import { apr1 } from './apr1';
import { somePassword } from './command';

const UNUSUAL = [
  'grüße: "und" $1 \\ wörter',
  '漢字かな交じり文のパスワード',
  '\u{1f512} lock lock lock',
  'ÿþýüûúùø÷öõô',
];

describe('password hashes', () => {
  it('apr1 is what Apache makes of the UTF-8 of a password', async () => {
    for (const password of [somePassword(), ...UNUSUAL]) {
      const hash = await hashPassword(password, 'apr1');
      assert.equal(hash, apr1(password, hash.split('$')[2] ?? ''));
    }
  });

  it('sha1 is the Base64 of the SHA-1 of the UTF-8 of a password', async () => {
    for (const password of [somePassword(), ...UNUSUAL]) {
      const digest = createHash('sha1').update(Buffer.from(password, 'utf8')).digest('base64');
      assert.equal(await hashPassword(password, 'sha1'), `{SHA}${digest}`);
    }
  });

  it('bcrypt takes 2^10 rounds, carries the prefix of the mended algorithm, and checks the right password alone', async () => {
    const { default: htpasswd } = await import('htpasswd/src/utils.js');
    const password = UNUSUAL[0] ?? '';
    const hash = await hashPassword(password, 'bcrypt');
    assert.match(hash, /^\$2y\$10\$/);
    assert.equal(htpasswd.verify(hash, password), true);
    assert.equal(htpasswd.verify(hash, `${password}x`), false);
  });

  it('salts every apr1 and bcrypt hash anew', async () => {
    const password = somePassword();
    for (const format of ['apr1', 'bcrypt'] satisfies HashFormat[]) {
      assert.notEqual(await hashPassword(password, format), await hashPassword(password, format));
    }
  });

  it('recognises what it makes, and nothing else', async () => {
    for (const format of ['apr1', 'bcrypt', 'sha1'] satisfies HashFormat[]) {
      assert.equal(formatOf(await hashPassword(somePassword(), format)), format);
    }
    const sha1 = await hashPassword(somePassword(), 'sha1');
    for (const other of ['', 'plain', '{PLAIN}plain', '{SSHA}c2FsdHk', `${sha1}\r`, `${sha1}:comment`, '$apr1$salt$']) {
      assert.equal(formatOf(other), undefined, other);
    }
  });
});
