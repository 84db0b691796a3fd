import {
  type ClientCertificate,
  type ClusterProps,
  Exposure,
  type Fleet,
  type IIssuer,
  Issuer,
  type RemoteWrite,
  type WriterExposure,
} from '../../../lib';
import { objstore, remoteWrite } from './setup';
import { exposure, issuer } from './setup-exposure';

/** Where clients show certificates. */
export const byCertificate = Exposure.ingressNginx({
  domain: 'mtls.example.com',
  issuer,
  clientCaSecretName: 'clients',
});
export const byPassword = Exposure.ingressNginx(exposure);

/** What a cluster shows. */
export const clientCertificate: ClientCertificate = { issuer: Issuer.existing('ClusterIssuer', 'clients') };

/** A cluster that writes to a hub of another one. */
export function certified(
  fleet: Fleet,
  {
    receive = byCertificate,
    cluster = {},
    write = {},
  }: {
    receive?: WriterExposure;
    cluster?: ClusterProps;
    write?: Partial<RemoteWrite>;
  },
): void {
  const { remoteWrite } = fleet.addCluster('hub').addThanos({ objstore, exposure: { receive } });
  fleet.addCluster('west', cluster).addPrometheus({ remoteWrite: [{ destination: remoteWrite, ...write }] });
}

/** An Issuer of which it is known where it is. */
export function issuerIn(namespace: string): IIssuer {
  return { issuerRef: { kind: 'Issuer', name: 'clients', namespace } };
}

/** Two receivers that ask for certificates, of two authorities. */
export function twoCertificates(fleet: Fleet, secretName: string | undefined): void {
  const asking = { url: remoteWrite.url, certificates: { url: remoteWrite.url } };
  const other: ClientCertificate = { issuer: Issuer.existing('ClusterIssuer', 'others'), secretName };
  fleet.addCluster('west').addPrometheus({
    remoteWrite: [
      { name: 'one', destination: asking, clientCertificate },
      { name: 'two', destination: asking, clientCertificate: other },
    ],
  });
}
