import { createHmac } from 'node:crypto';

/** The account of Azurite, whose key is public and the same everywhere. */
export const EMULATOR_KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const API_VERSION = '2021-12-02';

/** A blob emulator at an endpoint such as `http://172.18.0.1:10000/devstoreaccount1`. */
export class BlobStore {
  readonly account: string;
  readonly url: URL;

  constructor(
    readonly endpoint: string,
    private readonly signal: AbortSignal,
  ) {
    this.url = new URL(endpoint);
    this.account = this.url.pathname.slice(1);
  }

  /** The object store configuration of Thanos for a container, which Thanos makes; `endpoint` where it is reached another way. */
  thanosConfig(container: string, endpoint = this.endpoint): object {
    const connection = {
      DefaultEndpointsProtocol: 'http',
      AccountName: this.account,
      AccountKey: EMULATOR_KEY,
      BlobEndpoint: endpoint,
    };
    const text = Object.entries(connection).map(([key, value]) => `${key}=${value};`);
    return {
      type: 'AZURE',
      config: { storage_account: this.account, container, storage_connection_string: text.join('') },
    };
  }

  /** The names of all containers. */
  async containers(): Promise<string[]> {
    const answer = await this.send('GET', '', { comp: 'list' });
    if (!answer.ok) throw new Error(`${this.endpoint} answers ${answer.status}`);
    return [...(await answer.text()).matchAll(/<Name>([^<]*)<\/Name>/g)].map(([, name]) => name ?? '');
  }

  async deleteContainer(container: string): Promise<void> {
    const answer = await this.send('DELETE', `/${container}`, { restype: 'container' });
    if (!answer.ok && answer.status !== 404) throw new Error(`Container ${container}: ${answer.status}`);
  }

  /** @see https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key */
  private send(method: string, path: string, query: Readonly<Record<string, string>>): Promise<Response> {
    const headers = { 'x-ms-date': new Date().toUTCString(), 'x-ms-version': API_VERSION };
    const resource = [
      `/${this.account}${this.url.pathname}${path}`,
      ...Object.entries(query).map(([name, value]) => `${name}:${value}`),
    ];
    const text = [method, ...Array(11).fill(''), ...Object.entries(headers).map(([k, v]) => `${k}:${v}`), ...resource];
    const signature = createHmac('sha256', Buffer.from(EMULATOR_KEY, 'base64'))
      .update(text.join('\n'))
      .digest('base64');
    return fetch(`${this.endpoint}${path}?${new URLSearchParams(query)}`, {
      method,
      headers: { ...headers, authorization: `SharedKey ${this.account}:${signature}` },
      signal: AbortSignal.any([this.signal, AbortSignal.timeout(10_000)]),
    });
  }
}
