import type { ClientCertificate } from '../../certificates/client-certificate';
import { type IIssuer, Issuer, type IssuerReference } from '../../certificates/issuer';
import { isLocatedMap } from './layers';
import { oneOf, options, type Read, text } from './read';

const reference = options<Pick<IssuerReference, 'kind' | 'name'>>(
  { kind: oneOf('ClusterIssuer', 'Issuer'), name: text },
  ['kind', 'name'],
);

const issuer: Read<IIssuer> = (value, option, reading) => {
  const read = reference(value, option, reading);
  return read && Issuer.existing(read.kind, read.name);
};

const parts = options<{ readonly issuer?: IIssuer; readonly secretName?: string }>({ issuer, secretName: text });

/** Reads where a cluster's certificate is: `{ issuer: { kind: ClusterIssuer, name: clients } }`, or `{ secretName: client }`. */
export const clientCertificate: Read<ClientCertificate> = (value, option, reading) => {
  const read = parts(value, option, reading);
  if (!read) return undefined;
  const { issuer, secretName } = read;
  if (issuer) return { issuer, secretName };
  if (secretName !== undefined) return { secretName };
  // Whatever else is there is wrong, and has been reported.
  const empty = isLocatedMap(value.content) && value.content.size === 0;
  if (reading.whole && empty) {
    reading.report.add(value.position, {
      rule: 'THANOS-625',
      what: `${option} has neither issuer nor secretName`,
      fix: `Write ${option}.issuer with the kind and the name of an issuer in the cluster, or ${option}.secretName`,
    });
  }
  return undefined;
};
