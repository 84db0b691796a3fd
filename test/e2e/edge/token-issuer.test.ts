import assert from 'node:assert/strict';
import { createPublicKey, createVerify } from 'node:crypto';
import { describe, it } from 'node:test';
import { field } from '../../helpers';
import { claimsOf, makeKeys, TokenIssuer } from './token-issuer';

describe('The issuer of a cluster somewhere else', () => {
  const issuer = new TokenIssuer('https://issuer.e2e-issuer.svc:8443');
  const account = { subject: 'system:serviceaccount:a:b', audience: 'receive', lifetimeSeconds: 10, issuedAt: 50 };

  /** By the key that is found as the edge finds it. */
  function verifies(token: string): boolean {
    const [header, payload, signature = ''] = token.split('.');
    const keys = String(field(issuer.published('/.well-known/openid-configuration'), 'jwks_uri'));
    const jwk = field(issuer.published(keys.slice(issuer.url.length)), 'keys.0');
    const key = createPublicKey({ key: Object(jwk), format: 'jwk' });
    return createVerify('RSA-SHA256').update(`${header}.${payload}`).verify(key, signature, 'base64url');
  }

  it('publishes the key by which its tokens are verified, and no other', () => {
    assert.equal(verifies(issuer.sign(account)), true);
    assert.equal(verifies(issuer.sign({ ...account, key: makeKeys().privateKey })), false);
    assert.equal(field(issuer.published('/openid/v1/jwks'), 'keys.0.d'), undefined);
    assert.equal(issuer.published('/'), undefined);
  });

  it('names itself, the account and the end', () => {
    const { iss, sub, exp } = claimsOf(issuer.sign(account));
    assert.deepEqual({ iss, sub, exp }, { iss: issuer.url, sub: account.subject, exp: 60 });
  });
});
