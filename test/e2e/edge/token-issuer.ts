import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { Authority } from './authority';

export interface TokenProps {
  readonly subject: string;
  readonly audience: string;
  /** How long it is good for, from `issuedAt`. Unit: seconds. */
  readonly lifetimeSeconds: number;
  /** Unix time in seconds. @default - now */
  readonly issuedAt?: number;
  /** What it is signed with. @default - the issuer's own key */
  readonly key?: KeyObject;
}

const KEY_ID = 'e2e';
const DISCOVERY = '/.well-known/openid-configuration';
const KEYS = '/openid/v1/jwks';

/** A key pair as API servers have them. */
export const makeKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

/**
 * The OpenID issuer of a cluster that is somewhere else: it publishes its keys as an API server does, and signs what that would say of
 * its ServiceAccounts.
 */
export class TokenIssuer {
  private readonly keys = makeKeys();

  /** @param url as tokens name it */
  constructor(readonly url: string) {}

  sign({ subject, audience, lifetimeSeconds, issuedAt = now(), key = this.keys.privateKey }: TokenProps): string {
    const header = { alg: 'RS256', kid: KEY_ID, typ: 'JWT' };
    const claims = { iss: this.url, sub: subject, aud: [audience], iat: issuedAt, exp: issuedAt + lifetimeSeconds };
    const content = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${content}.${createSign('RSA-SHA256').update(content).sign(key, 'base64url')}`;
  }

  /** What it answers at a path; nothing where there is nothing. */
  published(path: string): object | undefined {
    if (path === DISCOVERY) return { issuer: this.url, jwks_uri: `${this.url}${KEYS}` };
    if (path !== KEYS) return undefined;
    return { keys: [{ ...this.keys.publicKey.export({ format: 'jwk' }), kid: KEY_ID, use: 'sig', alg: 'RS256' }] };
  }
}

/** An issuer that listens on all addresses of this machine, on a free port. */
export async function serveIssuer(
  host: string,
  authority: Pick<Authority, 'sign'>,
): Promise<{ readonly issuer: TokenIssuer; close(): void }> {
  const { certificate: cert, key } = authority.sign([host]);
  const server = createServer({ cert, key });
  server.listen(0);
  await once(server, 'listening');
  const address = server.address();
  const issuer = new TokenIssuer(`https://${host}:${typeof address === 'object' && address ? address.port : 0}`);
  server.on('request', ({ url = '' }, response) => {
    const answer = issuer.published(url);
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? {}));
  });
  return {
    issuer,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const now = () => Math.floor(Date.now() / 1000);

/** What a token says, unverified. */
export function claimsOf(token: string): { readonly iss: string; readonly sub: string; readonly exp: number } {
  const [, payload = ''] = token.split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { iss: string; sub: string; exp: number };
}
