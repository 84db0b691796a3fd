import { createServer, type IncomingMessage, type Server } from 'node:http';
import { listen, portOf } from '../listen';

/** An alert as Alertmanager's API takes it. */
export interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly startsAt?: string;
  /** When it is over, if it is not sent again. */
  readonly endsAt?: string;
  readonly generatorURL?: string;
}

/** What stands in the place of Alertmanager: it remembers what it was sent. */
export class AlertReceiver {
  /** As they came; one that goes on firing comes again. */
  readonly alerts: Alert[] = [];

  private constructor(private readonly server: Server) {}

  /** Listens on all addresses of this machine, on a free port. */
  static async open(): Promise<AlertReceiver> {
    const server = createServer();
    const receiver = new AlertReceiver(server);
    server.on('request', async (request, response) => {
      const known = request.method === 'POST' && request.url === '/api/v2/alerts';
      if (known) receiver.alerts.push(...(JSON.parse(await bodyOf(request)) as Alert[]));
      response.writeHead(known ? 200 : 404).end();
    });
    await listen(server);
    return receiver;
  }

  get port(): number {
    return portOf(this.server);
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return body;
}
