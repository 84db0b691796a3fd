import { request as httpRequest } from 'node:http';
import { Agent, request } from 'node:https';
import type { CertificateAndKey } from './authority';

export interface Answer {
  readonly status: number;
  readonly body: string;
  /** Where a redirect leads. */
  readonly location?: string;
}

export interface EdgeRequest {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** User and password. @default - none */
  readonly user?: User;
  /** What the client shows while it connects. @default - nothing */
  readonly certificate?: CertificateAndKey;
  /** The name that it connects to, where that is another than the host that it asks. @default - the host */
  readonly servername?: string;
  /** @default 30 */
  readonly timeoutSeconds?: number;
}

export interface User {
  readonly name: string;
  readonly password: string;
}

/** An edge as clients outside of the cluster see it: by its address, with the host's name in TLS and in HTTP. */
export class Edge {
  private readonly agent: Agent;

  constructor(
    readonly address: string,
    private readonly authority: string,
    private readonly signal: AbortSignal,
    readonly port = 443,
    readonly plainPort = 80,
  ) {
    this.agent = new Agent({ keepAlive: true });
  }

  /** Over TLS, with the host's certificate verified. */
  https(host: string, path: string, options: EdgeRequest = {}): Promise<Answer> {
    const { certificate, servername = host } = options;
    const tls = { servername, ca: this.authority, cert: certificate?.certificate, key: certificate?.key };
    return this.send(host, path, options, (common) =>
      request({ ...common, ...tls, port: this.port, agent: this.agent }),
    );
  }

  /** Without TLS. */
  http(host: string, path: string, options: EdgeRequest = {}): Promise<Answer> {
    return this.send(host, path, options, (common) => httpRequest({ ...common, port: this.plainPort }));
  }

  close(): void {
    this.agent.destroy();
  }

  private send(
    host: string,
    path: string,
    { method = 'GET', headers, body, user, timeoutSeconds = 30 }: EdgeRequest,
    open: (options: CommonOptions) => ReturnType<typeof httpRequest>,
  ): Promise<Answer> {
    const auth = user && `${user.name}:${user.password}`;
    const length: Record<string, string> = body ? { 'content-length': String(body.length) } : {};
    const signal = AbortSignal.any([this.signal, AbortSignal.timeout(timeoutSeconds * 1000)]);
    return new Promise((resolve, reject) => {
      const call = open({ host: this.address, path, method, auth, signal, headers: { ...headers, ...length, host } });
      call.on('error', reject);
      call.on('response', (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
        response.on('error', reject);
        const { statusCode: status = 0, headers } = response;
        response.on('end', () => resolve({ status, body: text, location: headers.location }));
      });
      call.end(body);
    });
  }
}

interface CommonOptions {
  readonly host: string;
  readonly path: string;
  readonly method: string;
  readonly auth?: string;
  readonly signal: AbortSignal;
  readonly headers: Record<string, string>;
}
