/** How a password is hashed in an htpasswd line. */
export type HashFormat = 'apr1' | 'bcrypt' | 'sha1';

export const HASH_FORMATS: readonly HashFormat[] = ['apr1', 'bcrypt', 'sha1'];

/** What checks the passwords at the edge. */
export type Controller = 'ingress-nginx' | 'traefik' | 'envoy-gateway';

export const CONTROLLERS: readonly Controller[] = ['ingress-nginx', 'traefik', 'envoy-gateway'];

/** How a controller reads an htpasswd Secret. */
export interface HtpasswdReader {
  /** The one key that the Secret has. Traefik takes any, and refuses a second one. */
  readonly secretKey: string;
  /** What it can check, the default first. */
  readonly formats: readonly [HashFormat, ...HashFormat[]];
}

// apr1 comes first where it is read: bcrypt costs tens of milliseconds per request, which for 32 random bytes buys nothing.
const READERS: Readonly<Record<Controller, HtpasswdReader>> = {
  'ingress-nginx': { secretKey: 'auth', formats: ['apr1', 'bcrypt', 'sha1'] },
  traefik: { secretKey: 'users', formats: ['apr1', 'bcrypt', 'sha1'] },
  'envoy-gateway': { secretKey: '.htpasswd', formats: ['sha1'] },
};

export function htpasswdReader(controller: Controller): HtpasswdReader {
  return READERS[controller];
}

/** The keys that htpasswd files are found under, whatever the controller. */
export const HTPASSWD_KEYS: readonly string[] = CONTROLLERS.map((controller) => READERS[controller].secretKey);

/** Says why a controller cannot check a format; `undefined` when it can. */
export function formatProblem(controller: Controller, format: HashFormat): string | undefined {
  const { formats } = htpasswdReader(controller);
  if (formats.includes(format)) return undefined;
  return `${controller} cannot read ${format} hashes, so nobody could sign in. It reads: ${formats.join(', ')}`;
}
