import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOidcIssuer, kubernetesJwksUri } from '../../lib/values/oidc-issuer';

describe('An OpenID issuer', () => {
  it('is an https address, with or without a path and a slash at its end', () => {
    for (const url of ['https://issuer.example.com', 'https://westeurope.oic.prod-aks.azure.com/0/1/']) {
      assert.ok(isOidcIssuer(url), url);
    }
  });

  const mistakes: [string, string][] = [
    ['http', 'http://issuer.example.com'],
    ['a host alone', 'issuer.example.com'],
    ['nothing', ''],
    ['a query', 'https://issuer.example.com/?tenant=west'],
    ['a fragment', 'https://issuer.example.com/#west'],
    ['a password', 'https://user:password@issuer.example.com/'],
    ['a line break', 'https://issuer.example.com/\n'],
    ['more than Envoy Gateway takes', `https://issuer.example.com/${'a'.repeat(212)}`],
  ];
  for (const [what, url] of mistakes) {
    it(`is not ${what}`, () => assert.equal(isOidcIssuer(url), false));
  }

  it('has its keys below it', () => {
    assert.equal(kubernetesJwksUri('https://a.example.com'), 'https://a.example.com/openid/v1/jwks');
    assert.equal(kubernetesJwksUri('https://a.example.com/b/'), 'https://a.example.com/b/openid/v1/jwks');
  });
});
