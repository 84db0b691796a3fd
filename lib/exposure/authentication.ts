import type { Problem } from '../validation/problem';
import { DNS_NAME } from '../values/dns-name';

/** How a client shows who it is. There is no kind for "not at all". */
export type Authentication = BasicAuthentication;

export interface BasicAuthenticationProps {
  /**
   * The Secret with users and hashed passwords, in the namespace of the exposed Service. It is only referred to: make it yourself, as
   * the controller wants it. For ingress-nginx that is a key `auth` with the lines that `htpasswd` prints.
   */
  readonly secretName: string;
  /** What a browser shows when it asks for the password. @default 'Authentication Required - thanos' */
  readonly realm?: string;
}

/** User name and password. */
export interface BasicAuthentication extends Required<BasicAuthenticationProps> {
  readonly type: 'basic';
}

/** The ways to authenticate clients. */
export const Authentication = {
  /** User name and password, checked by the controller against a Secret. */
  basic(props: BasicAuthenticationProps): BasicAuthentication {
    const { secretName, realm = 'Authentication Required - thanos' } = props;
    return { type: 'basic', secretName, realm };
  },
} as const;

/** What no controller could use. */
export function authenticationProblems({ secretName }: Authentication): Problem[] {
  if (DNS_NAME.test(secretName)) return [];
  return [
    {
      rule: secretName.includes('/') ? 'THANOS-203' : 'THANOS-202',
      what: secretName.includes('/')
        ? `The basic-auth Secret "${secretName}" names a namespace, and only a Secret in the namespace of the exposed Service is read`
        : `The basic-auth Secret "${secretName}" is no name of a Secret: those are lower-case letters, digits, dashes and dots`,
      fix: "Write the name alone, for example 'basic-auth', and make the Secret where Thanos runs",
    },
  ];
}
