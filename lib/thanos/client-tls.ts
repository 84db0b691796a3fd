import type { Problem } from '../validation/problem';
import { DNS_NAME } from '../values/dns-name';
import type { StoreApiEndpoint, StoreApiTls } from './store-api';

/** The certificates that a querier shows to its endpoints, out of Secrets that it mounts. */
export class ClientTls {
  /** Directories by the names of Secrets. */
  private readonly folders: ReadonlyMap<string, string>;

  /** @param own the Secret for endpoints that have none of their own */
  constructor(
    private readonly own: string | undefined,
    endpoints: readonly StoreApiEndpoint[],
    mountSecret: (volume: string, secretName: string) => string,
  ) {
    const given = [own, ...endpoints.map(({ tls }) => tls?.clientTlsSecretName)];
    const names = [...new Set(given.filter((name) => name !== undefined))];
    this.folders = new Map(
      names.map((name, index) => [name, mountSecret(index === 0 ? 'client-tls' : `client-tls-${index + 1}`, name)]),
    );
  }

  /** The endpoint with the files that its TLS takes. */
  withFiles(endpoint: StoreApiEndpoint): StoreApiEndpoint {
    const { tls } = endpoint;
    const folder = tls && this.folders.get(this.secretFor(tls) ?? '');
    if (!folder) return endpoint;
    return {
      ...endpoint,
      tls: {
        ...tls,
        caFile: wantsAuthority(tls) ? `${folder}/ca.crt` : tls.caFile,
        ...(wantsCertificate(tls) && { certFile: `${folder}/tls.crt`, keyFile: `${folder}/tls.key` }),
      },
    };
  }

  /** What keeps the querier from showing who it is, or from knowing whom it asks. */
  problems(endpoints: readonly StoreApiEndpoint[]): Problem[] {
    return [...this.nameProblems(), ...endpoints.flatMap((endpoint) => this.endpointProblems(endpoint))];
  }

  private nameProblems(): Problem[] {
    return [...this.folders.keys()]
      .filter((name) => !DNS_NAME.test(name))
      .map((name) => ({
        rule: 'THANOS-202',
        what: `clientTlsSecretName "${name}" is no name of a Secret: those are lower-case letters, digits, dashes and dots`,
        fix: "Write the name alone, for example 'storeapi-client', and make the Secret where the querier runs",
      }));
  }

  private endpointProblems({ address, tls }: StoreApiEndpoint): Problem[] {
    if (!tls || !(wantsCertificate(tls) || wantsAuthority(tls))) return [];
    const secretName = this.secretFor(tls);
    if (secretName === undefined) {
      return [
        {
          rule: 'THANOS-682',
          what: wantsCertificate(tls)
            ? `The endpoint "${address}" asks who connects, and this querier has no certificate to show: it would be refused`
            : `An authority of your own signs the certificate of the endpoint "${address}", and this querier does not know it: it would not connect`,
          fix: "Make a Secret with tls.crt, tls.key and ca.crt in the querier's namespace, and name it: clientTlsSecretName",
        },
      ];
    }
    if (this.folders.has(secretName)) return [];
    return [
      {
        rule: 'THANOS-682',
        what: `The endpoint "${address}" was added when the querier was made already, without Secret "${secretName}": it has no such certificate to show`,
        fix: 'Give it to the querier among its endpoints',
      },
    ];
  }

  private secretFor({ clientTlsSecretName }: StoreApiTls): string | undefined {
    return clientTlsSecretName ?? this.own;
  }
}

function wantsCertificate({ clientCertificate, clientTlsSecretName, certFile }: StoreApiTls): boolean {
  return certFile === undefined && (clientCertificate ?? clientTlsSecretName !== undefined);
}

function wantsAuthority({ privateCa, caFile }: StoreApiTls): boolean {
  return caFile === undefined && (privateCa ?? false);
}
