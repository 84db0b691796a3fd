import { type Controller, htpasswdReader } from './controller';
import { type HtpasswdLine, renderHtpasswd } from './htpasswd-file';
import { BASIC_AUTH, REMOTE_WRITE } from './names';

/** A Kubernetes object that is one file. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly [field: string]: unknown;
}

/** Who may sign in at the edge. */
export function basicAuthSecret(namespace: string, controller: Controller, lines: readonly HtpasswdLine[]): Manifest {
  return secret(BASIC_AUTH, namespace, { [htpasswdReader(controller).secretKey]: renderHtpasswd(lines) });
}

/** What the Prometheus of a namespace signs in with. */
export function remoteWriteSecret(namespace: string, user: string, password: string): Manifest {
  return secret(REMOTE_WRITE, namespace, { user, password });
}

// `data`, not `stringData`: only `data` loses a key that is no longer applied, and Traefik refuses a second one.
function secret(name: string, namespace: string, data: Readonly<Record<string, string>>): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace },
    type: 'Opaque',
    data: Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'utf8').toString('base64')]),
    ),
  };
}
