import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface CertificateAndKey {
  readonly certificate: string;
  readonly key: string;
}

/** What OpenSSL is told of a certificate that a server shows, or a client. */
export const FOR_SERVERS = ['extendedKeyUsage=serverAuth'];
export const FOR_CLIENTS = ['extendedKeyUsage=clientAuth'];

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** A certificate authority of the run's own. Its files are gone when the run is over. */
export class Authority implements CertificateAndKey {
  private readonly folder = mkdtempSync(join(tmpdir(), 'e2e-authority-'));
  /** What clients verify certificates by. */
  readonly certificate: string;
  readonly key: string;

  constructor(name = 'e2e') {
    this.openssl(['req', '-x509', ...KEY, '-days', '2', '-subj', `/CN=${name}`, '-keyout', 'ca.key', '-out', 'ca.crt']);
    this.certificate = this.read('ca.crt');
    this.key = this.read('ca.key');
  }

  /** A certificate for these names: a server's for its hosts, unless OpenSSL is given other extensions. */
  sign(names: readonly string[], extensions: readonly string[] = FOR_SERVERS): CertificateAndKey {
    const alternatives = names.map((name) => `DNS:${name}`).join(',');
    const lines = [`subjectAltName=${alternatives}`, ...extensions];
    writeFileSync(join(this.folder, 'extensions'), `${lines.join('\n')}\n`);
    // A common name is limited to 64 characters, which hosts in namespaces exceed.
    this.openssl(['req', ...KEY, '-subj', '/CN=e2e', '-keyout', 'leaf.key', '-out', 'leaf.csr']);
    this.openssl([
      ...['x509', '-req', '-in', 'leaf.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial'],
      ...['-days', '2', '-extfile', 'extensions', '-out', 'leaf.crt'],
    ]);
    return { certificate: this.read('leaf.crt'), key: this.read('leaf.key') };
  }

  discard(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private openssl(args: readonly string[]): void {
    execFileSync('openssl', args, { cwd: this.folder, stdio: 'pipe' });
  }

  private read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }
}
