import { type EntraApplication, entraApplicationProblems } from '../remote-write/entra';
import type { Problem } from '../validation/problem';
import { DNS_NAME } from '../values/dns-name';

/** How a client shows who it is. There is no kind for "not at all". */
export type Authentication = BasicAuthentication | ClientCertificateAuthentication | ClusterTokenAuthentication;

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

export interface ClientCertificateProps {
  /**
   * The Secret whose key `ca.crt` has the authority that signs the certificates of clients, in the namespace of the exposed Service.
   * Whoever has a certificate of that authority may come in, so it should sign for nobody else. Where each cluster has an authority of its
   * own, `ca.crt` has all of them, one after the other.
   */
  readonly caSecretName: string;
}

/** A certificate of the client, which is asked for while the connection is made. */
export interface ClientCertificateAuthentication extends ClientCertificateProps {
  readonly type: 'client-certificate';
}

/**
 * A token that a cluster gives to the ServiceAccount of its Prometheus, for this host alone and for an hour. The edge verifies it by the
 * public keys of the cluster's OpenID issuer. No secret is made, stored or shared. It is for remote writers; people cannot sign in so.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#serviceaccount-token-volume-projection
 */
export interface ClusterTokenAuthentication {
  readonly type: 'cluster-tokens';
  /** Tokens that Entra gives to an identity of each cluster, for this application. @default - those that clusters sign themselves */
  readonly entra?: EntraApplication;
}

/** The ways to authenticate clients. */
export const Authentication = {
  /** User name and password, checked by the controller against a Secret. */
  basic(props: BasicAuthenticationProps): BasicAuthentication {
    const { secretName, realm = 'Authentication Required - thanos' } = props;
    return { type: 'basic', secretName, realm };
  },
  /** A certificate that the client shows (mutual TLS): Prometheus, Grafana and browsers can, and queriers, which know no passwords. */
  clientCertificate({ caSecretName }: ClientCertificateProps): ClientCertificateAuthentication {
    return { type: 'client-certificate', caSecretName };
  },
  /** A token of the writer's ServiceAccount, which its cluster signs: for remote write, without any secret. */
  clusterTokens(entra?: EntraApplication): ClusterTokenAuthentication {
    return { type: 'cluster-tokens', entra };
  },
} as const;

/** What no controller could use. */
export function authenticationProblems(authentication: Authentication): Problem[] {
  if (authentication.type === 'cluster-tokens') {
    return authentication.entra ? entraApplicationProblems(authentication.entra) : [];
  }
  const [secret, secretName, example] =
    authentication.type === 'basic'
      ? ['basic-auth Secret', authentication.secretName, 'basic-auth']
      : ["Secret of the clients' authority", authentication.caSecretName, 'client-ca'];
  if (typeof secretName !== 'string') {
    return [
      {
        rule: 'THANOS-202',
        what: 'The exposure names no Secret by which it could ask who connects: it would refuse everybody',
        fix: "Write the name of one, for example basicAuth: 'basic-auth'; where it comes from a variable, set that",
      },
    ];
  }
  if (DNS_NAME.test(secretName)) return [];
  return [
    {
      rule: secretName.includes('/') ? 'THANOS-203' : 'THANOS-202',
      what: secretName.includes('/')
        ? `The ${secret} "${secretName}" names a namespace, and only a Secret in the namespace of the exposed Service is read`
        : `The ${secret} "${secretName}" is no name of a Secret: those are lower-case letters, digits, dashes and dots`,
      fix: `Write the name alone, for example '${example}', and make the Secret where Thanos runs`,
    },
  ];
}
