import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { field } from '../../helpers';
import type { Certificate, Issuer } from '../cluster/objects';
import type { E2e } from '../e2e';
import { Signer } from './signer';

const [apiVersion, namespace] = ['cert-manager.io/v1', 'e2e-north'];
const issuer = (name: string, spec: Issuer['spec']): Issuer => ({
  apiVersion,
  kind: 'Issuer',
  metadata: { namespace, name },
  spec,
});
const certificate = (name: string, spec: Partial<Certificate['spec']> = {}): Certificate => ({
  apiVersion,
  kind: 'Certificate',
  metadata: { namespace, name },
  spec: { secretName: `${name}-tls`, issuerRef: { name: 'ca' }, ...spec },
});
const CHAIN = [
  issuer('self-signed', {}),
  certificate('ca', { secretName: 'ca', isCA: true, issuerRef: { name: 'self-signed' } }),
  issuer('ca', { ca: { secretName: 'ca' } }),
];

/** A cluster with a cert-manager that answers, or with none. */
function cluster(look: () => Promise<string>): E2e {
  const made = { makeNamespaces: async () => undefined };
  const kubectl = { apply: async () => undefined, run: look };
  const until = (_: string, run: () => Promise<string>) => run();
  const e2e = {
    namespace: (name: string) => name,
    manifests: made,
    kubectl,
    until,
    signal: new AbortController().signal,
  };
  return e2e as unknown as E2e;
}

async function signerFor(look: () => Promise<string>): Promise<Signer> {
  let signed = 0;
  const signer = new Signer((name) => ({
    certificate: `of ${name}`,
    key: `key of ${name}`,
    sign: (names, extensions = []) => ({ certificate: [name, ...names, ...extensions].join(' '), key: `${++signed}` }),
    discard: () => undefined,
  }));
  await signer.lookForCertManager(cluster(look));
  return signer;
}

const absent = () => signerFor(() => Promise.reject(new Error('(NotFound): secrets "check" not found')));

describe('The Secrets of Certificates', () => {
  it('are left to a cert-manager that answers', async () => {
    const signer = await signerFor(async () => 'check');
    assert.equal(signer.isNeeded, false);
    assert.deepEqual(signer.secrets([...CHAIN, certificate('query')]), []);
  });

  it('are what is asked for, by the authority of the Issuer, where there is none', async () => {
    const signer = await absent();
    const usages = ['digital signature', 'server auth', 'client auth'];
    const [ca, query] = signer.secrets([
      ...CHAIN,
      certificate('query', { dnsNames: ['query.svc', '*.query.svc'], usages }),
    ]);
    assert.deepEqual(field(ca, 'stringData'), { 'tls.crt': 'of ca', 'tls.key': 'key of ca', 'ca.crt': 'of ca' });
    assert.deepEqual(query, {
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'kubernetes.io/tls',
      metadata: { namespace, name: 'query-tls' },
      stringData: {
        'tls.crt': 'ca query.svc *.query.svc keyUsage=digitalSignature extendedKeyUsage=serverAuth,clientAuth',
        'tls.key': '1',
        'ca.crt': 'of ca',
      },
    });
  });

  it('are others at each renewal, of the same authority', async () => {
    const signer = await absent();
    const [first, next] = [1, 2].map(() => signer.secrets([...CHAIN, certificate('query')])[1]);
    assert.notEqual(field(first, 'stringData.tls\\.key'), field(next, 'stringData.tls\\.key'));
    assert.equal(field(first, 'stringData.ca\\.crt'), field(next, 'stringData.ca\\.crt'));
  });

  it('are none that nobody here can make', async () => {
    const signer = await absent();
    assert.throws(
      () => signer.secrets([certificate('query')]),
      /query is of ca, which is no Issuer of type CA beside it/,
    );
    assert.throws(
      () => signer.secrets([...CHAIN, certificate('query', { usages: ['code signing'] })]),
      /"code signing"/,
    );
  });

  it("are nobody's where the cluster does not answer", async () => {
    await assert.rejects(
      signerFor(() => Promise.reject(new Error('connection refused'))),
      /connection refused/,
    );
  });
});
