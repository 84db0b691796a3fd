/** Certificates of a TLS client, as paths in the container. */
export interface TlsFiles {
  readonly caFile?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
  readonly serverName?: string;
  /** @default false */
  readonly insecureSkipVerify?: boolean;
}

/** TLS files in the spelling that Thanos' configuration files share. */
export function tlsConfig(tls: TlsFiles): object {
  return {
    ca_file: tls.caFile,
    cert_file: tls.certFile,
    key_file: tls.keyFile,
    server_name: tls.serverName,
    insecure_skip_verify: tls.insecureSkipVerify,
  };
}
