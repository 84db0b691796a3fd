import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2';
import { connect as connectPlain } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { messageOf } from '../problem';
import type { CertificateAndKey } from './authority';

/** Where a gRPC server is, and what is shown to it. */
export interface Door {
  readonly address: string;
  readonly port: number;
  /** The name in TLS. @default - plaintext */
  readonly host?: string;
  /** @default - none */
  readonly shown?: CertificateAndKey;
  /** A method that takes an empty message: `/thanos.info.Info/Info`. @default - nothing is called */
  readonly method?: string;
}

/** What came of a connection. */
export interface Knock {
  /** Of the certificate that the server showed. */
  readonly serial?: string;
  /** Why the connection was refused; `undefined` where the server spoke HTTP/2. */
  readonly refused?: string;
  /** The status of HTTP, and that of gRPC, of the answer to the method. */
  readonly answer?: string;
}

const TIMEOUT_MS = 10_000;

/** Connects to a gRPC server. That is served which gets HTTP/2 from it: a TLS handshake alone ends before the server has looked. */
export async function knock(door: Door): Promise<Knock> {
  const socket = door.host === undefined ? connectPlain(door.port, door.address) : openTls(door, door.host);
  const session = connectHttp2(`http://${door.host ?? door.address}`, { createConnection: () => socket });
  const serial = () => ('getPeerX509Certificate' in socket ? socket.getPeerX509Certificate()?.serialNumber : undefined);
  try {
    await greeted(session, socket);
    const answer = door.method === undefined ? undefined : await call(session, door.method);
    return { serial: serial(), answer };
  } catch (error) {
    return { serial: serial(), refused: alertIn(messageOf(error)) };
  } finally {
    session.destroy();
    socket.destroy();
  }
}

/** Whom to believe is not looked at here: it is the server that is to refuse. */
function openTls({ address, port, shown }: Door, host: string): TLSSocket {
  return connectTls({
    ...{ host: address, port, servername: host, ALPNProtocols: ['h2'], rejectUnauthorized: false },
    ...(shown && { cert: shown.certificate, key: shown.key }),
  });
}

function greeted(session: ClientHttp2Session, socket: TLSSocket | ReturnType<typeof connectPlain>): Promise<void> {
  return new Promise((resolve, reject) => {
    session.on('remoteSettings', () => resolve());
    socket.on('error', reject);
    session.on('error', reject);
    session.on('close', () => reject(new Error('closed')));
    socket.setTimeout(TIMEOUT_MS, () => reject(new Error(`no word within ${TIMEOUT_MS / 1000} s`)));
  });
}

/** What the server says, without where in OpenSSL it was heard. */
function alertIn(message: string): string {
  return /alert [a-z ]+/.exec(message)?.[0] ?? message;
}

/** Calls with an empty message: no compression, no bytes. */
function call(session: ClientHttp2Session, method: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const stream = session.request({
      ':method': 'POST',
      ':path': method,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    let [status, grpc] = ['', ''];
    stream.on('response', (headers) => {
      status = String(headers[':status']);
      grpc = String(headers['grpc-status'] ?? '');
    });
    stream.on('trailers', (headers) => (grpc = String(headers['grpc-status'])));
    stream.on('error', reject);
    stream.on('close', () => resolve(`${status}, grpc-status ${grpc || 'missing'}`));
    stream.resume();
    stream.end(Buffer.alloc(5));
  });
}
