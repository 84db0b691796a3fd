import assert from 'node:assert/strict';
import type { E2e } from '../e2e';
import { Authority, type CertificateAndKey, FOR_CLIENTS } from './authority';
import type { Answer, Edge, EdgeRequest } from './client';

/** The Secret with the authority of clients. */
export const CLIENTS_CA = 'clients-ca';

/** What clients show. */
export interface Certificates {
  readonly right: CertificateAndKey;
  readonly ofAnother: CertificateAndKey;
}

/** Makes an authority of clients, whose certificate the edge reads in a namespace, and one that the edge does not know. */
export async function makeCertificates(e2e: E2e, thanos: string): Promise<Certificates> {
  const [clients, others] = [new Authority(), new Authority()];
  e2e.onClose(() => {
    clients.discard();
    others.discard();
  });
  await e2e.secret(thanos, CLIENTS_CA, { 'ca.crt': clients.certificate });
  return { right: clients.sign(['client'], FOR_CLIENTS), ofAnother: others.sign(['client'], FOR_CLIENTS) };
}

/** A host that asks for certificates, and another one of the same edge that does not. */
export interface CertifiedHost {
  readonly edge: Edge;
  readonly host: string;
  readonly other: string;
  readonly certificates: Certificates;
}

/** Tries what should get nowhere, and returns what was seen. */
export async function refusals(
  { edge, host, other, certificates }: CertifiedHost,
  path: string,
  request: EdgeRequest = {},
): Promise<string> {
  const attempts = {
    'no certificate': await outcome(edge.https(host, path, request)),
    'one of another authority': await outcome(
      edge.https(host, path, { ...request, certificate: certificates.ofAnother }),
    ),
    'the connection of another host': await outcome(edge.https(host, path, { ...request, servername: other })),
    'the right one, for another path': await outcome(edge.https(host, '/metrics', { certificate: certificates.right })),
  };
  for (const [what, seen] of Object.entries(attempts)) assert.match(seen, /^(no connection|4\d\d$)/, what);
  return Object.entries(attempts)
    .map(([what, seen]) => `${what}: ${seen}`)
    .join('; ');
}

/** The status; or that there was no connection, and why. */
async function outcome(answer: Promise<Answer>): Promise<string> {
  try {
    return String((await answer).status);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return `no connection (${/alert ([a-z ]+)/.exec(message)?.[1] ?? code ?? message})`;
  }
}
