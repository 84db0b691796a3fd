import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
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
  /** How often its keys were asked for. */
  asked = 0;

  private constructor(
    readonly host: string,
    private readonly server: Server,
  ) {}

  /** Listens on all addresses of this machine, on a free port. */
  static async listen(host: string, authority: Pick<Authority, 'sign'>): Promise<TokenIssuer> {
    const { certificate: cert, key } = authority.sign([host]);
    const server = createServer({ cert, key });
    const issuer = new TokenIssuer(host, server);
    server.on('request', ({ url = '' }, response) => {
      const answer = issuer.answer(url);
      response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer ?? {}));
    });
    server.listen(0);
    await once(server, 'listening');
    return issuer;
  }

  /** As tokens name it. */
  get url(): string {
    const address = this.server.address();
    return `https://${this.host}:${typeof address === 'object' && address ? address.port : 0}`;
  }

  sign({ subject, audience, lifetimeSeconds, issuedAt = now(), key = this.keys.privateKey }: TokenProps): string {
    const header = { alg: 'RS256', kid: KEY_ID, typ: 'JWT' };
    const claims = { iss: this.url, sub: subject, aud: [audience], iat: issuedAt, exp: issuedAt + lifetimeSeconds };
    const content = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${content}.${createSign('RSA-SHA256').update(content).sign(key, 'base64url')}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(path: string): object | undefined {
    if (path === DISCOVERY) return { issuer: this.url, jwks_uri: `${this.url}${KEYS}` };
    if (path !== KEYS) return undefined;
    this.asked++;
    return { keys: [{ ...this.keys.publicKey.export({ format: 'jwk' }), kid: KEY_ID, use: 'sig', alg: 'RS256' }] };
  }
}

const now = () => Math.floor(Date.now() / 1000);

/** What a token says, unverified. */
export function claimsOf(token: string): { readonly iss: string; readonly sub: string; readonly exp: number } {
  const [, payload = ''] = token.split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { iss: string; sub: string; exp: number };
}
