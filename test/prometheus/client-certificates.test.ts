import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type ClientCertificate,
  type IRemoteWriteDestination,
  Issuer,
  PrometheusAgent,
  type PrometheusProps,
  PrometheusServer,
  type RemoteWrite,
  RemoteWriteDestination,
} from '../../lib';
import { existingObjects } from '../../lib/validation/existing';
import { assertProblem, field, find, type Manifest, problems, synth, testChart } from '../helpers';

const url = 'https://receive.mtls.example.com/api/v1/receive';
const old = 'https://receive.example.com/api/v1/receive';
const asking = RemoteWriteDestination.url(url, { clientCertificate: true });
/** Passwords at one edge, certificates at the other. */
const both: IRemoteWriteDestination = { url: old, basicAuth: true, certificates: { url } };
const issuer = Issuer.existing('ClusterIssuer', 'clients');
const clientCertificate: ClientCertificate = { issuer };
const cluster = { name: 'west', clientCertificate };

function prometheus(remoteWrite: readonly RemoteWrite[], props: Partial<PrometheusProps> = {}, agent = false) {
  const chart = testChart('prometheus');
  const all = { externalLabels: { cluster: 'west' }, remoteWrite, ...props };
  const server = agent ? new PrometheusAgent(chart, 'prometheus', all) : new PrometheusServer(chart, 'prometheus', all);
  return { chart, server };
}

const certificates = (manifests: readonly Manifest[]) => manifests.filter(({ kind }) => kind === 'Certificate');
const shown = (secret: string) => ({
  cert: { secret: { name: secret, key: 'tls.crt' } },
  keySecret: { name: secret, key: 'tls.key' },
});

describe('A remote write to a receiver that asks for certificates', () => {
  for (const agent of [false, true]) {
    const kind = agent ? 'PrometheusAgent' : 'Prometheus';
    const { chart, server } = prometheus([{ destination: asking }], { cluster }, agent);
    const manifests = synth(chart);
    const spec = find(manifests, kind, 'prometheus')['spec'];

    it(`shows the certificate of the cluster, and neither password nor token (${kind})`, () => {
      assert.deepEqual(field(spec, 'remoteWrite'), [
        { url, messageVersion: 'V1.0', metadataConfig: { send: false }, tlsConfig: shown('prometheus-client-tls') },
      ]);
      assert.equal(field(spec, 'volumes'), undefined);
    });

    it(`asks the issuer for it, beside Prometheus, with a key that is used for nothing else (${kind})`, () => {
      const [certificate, ...others] = certificates(manifests);
      assert.deepEqual(others, []);
      assert.equal(certificate?.metadata.name, 'prometheus-client-tls');
      assert.equal(certificate.metadata.namespace, 'prometheus');
      assert.deepEqual(certificate['spec'], {
        secretName: 'prometheus-client-tls',
        commonName: 'west',
        dnsNames: ['prometheus.prometheus.svc.cluster.local'],
        usages: ['digital signature', 'client auth'],
        privateKey: { algorithm: 'ECDSA', size: 256 },
        issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'clients' },
      });
      assert.equal(server.clientCertificates[0]?.metadata.name, 'prometheus-client-tls');
    });
  }

  it('takes one that is there, and declares that it is', () => {
    const { chart } = prometheus([{ destination: asking, clientCertificate: { secretName: 'by-hand' } }]);
    const manifests = synth(chart);
    assert.deepEqual(
      field(find(manifests, 'Prometheus', 'prometheus'), 'spec.remoteWrite.0.tlsConfig'),
      shown('by-hand'),
    );
    assert.deepEqual(certificates(manifests), []);
    assert.deepEqual(existingObjects(chart.node.root), [{ kind: 'Secret', name: 'by-hand', namespace: 'prometheus' }]);
  });

  it('prefers its own to that of the cluster', () => {
    const own: ClientCertificate = { issuer: Issuer.existing('Issuer', 'team-a'), secretName: 'team-a-tls' };
    const manifests = synth(prometheus([{ destination: asking, clientCertificate: own }], { cluster }).chart);
    assert.deepEqual(
      certificates(manifests).map((each) => [each.metadata.name, field(each, 'spec.issuerRef.kind')]),
      [['team-a-tls', 'Issuer']],
    );
  });

  it('verifies the receiver by the same Secret where an authority of your own signed both, unless it is told another', () => {
    const destination: IRemoteWriteDestination = { url, certificates: { url, privateCa: true } };
    const tls = (write: Partial<RemoteWrite>) =>
      field(
        find(synth(prometheus([{ destination, ...write }], { cluster }).chart), 'Prometheus', 'prometheus'),
        'spec.remoteWrite.0.tlsConfig.ca',
      );
    assert.deepEqual(tls({}), { secret: { name: 'prometheus-client-tls', key: 'ca.crt' } });
    assert.deepEqual(tls({ certificateAuthority: { configMapName: 'authority' } }), {
      configMap: { name: 'authority', key: 'ca.crt' },
    });
  });

  it('sends its tenant by the header, as with a password', () => {
    const spec = find(
      synth(prometheus([{ destination: asking, tenant: 'payments' }], { cluster }).chart),
      'Prometheus',
      'prometheus',
    );
    assert.deepEqual(field(spec, 'spec.remoteWrite.0.headers'), { 'THANOS-TENANT': 'payments' });
  });

  it('shares one certificate with others of the same issuer', () => {
    const { chart } = prometheus(
      [
        { name: 'a', destination: asking },
        { name: 'b', destination: RemoteWriteDestination.url(old, { clientCertificate: true }) },
      ],
      { cluster },
    );
    assert.equal(certificates(synth(chart)).length, 1);
  });

  it('shows both a certificate and a password to a receiver that asks for both', () => {
    const destination = RemoteWriteDestination.url(url, { basicAuth: true, clientCertificate: true });
    const spec = find(synth(prometheus([{ destination }], { cluster }).chart), 'Prometheus', 'prometheus');
    assert.equal(field(spec, 'spec.remoteWrite.0.basicAuth.password.name'), 'remotewrite-secret');
    assert.deepEqual(field(spec, 'spec.remoteWrite.0.tlsConfig'), shown('prometheus-client-tls'));
  });

  it('has the subject of nobody in particular where the cluster has no name', () => {
    const { chart } = prometheus([{ destination: asking, clientCertificate }]);
    assert.equal(field(certificates(synth(chart))[0], 'spec.commonName'), undefined);
  });
});

describe('A remote write to a receiver with an edge for passwords and one for certificates', () => {
  const written = (write: Partial<RemoteWrite>, props: Partial<PrometheusProps> = {}) => {
    const { chart, server } = prometheus([{ destination: both, ...write }], props);
    assert.deepEqual(problems(chart), []);
    return {
      server,
      write: field(find(synth(chart), 'Prometheus', 'prometheus'), 'spec.remoteWrite.0'),
    };
  };

  it('goes to the first one until there is a certificate', () => {
    const { write } = written({}, { cluster: { name: 'west' } });
    assert.equal(field(write, 'url'), old);
    assert.equal(field(write, 'basicAuth.password.name'), 'remotewrite-secret');
    assert.equal(field(write, 'tlsConfig'), undefined);
  });

  for (const [where, given, props] of [
    ['the cluster', {}, { cluster }],
    ['the remote write', { clientCertificate }, {}],
  ] as const) {
    it(`goes to that for certificates with one of ${where}, and brings no password`, () => {
      const { server, write } = written(given, props);
      assert.equal(field(write, 'url'), url);
      assert.equal(field(write, 'basicAuth'), undefined);
      assert.deepEqual(field(write, 'tlsConfig'), shown('prometheus-client-tls'));
      assert.deepEqual(server.remoteWriteUrls, [url]);
      assert.ok(server.showsCertificate);
    });
  }

  it('stays with a Secret of its own, and where the cluster says so', () => {
    const secret = written({ basicAuth: { secretName: 'own' } }, { cluster });
    const word = written({}, { cluster: { ...cluster, writesBy: 'password' } });
    for (const { server, write } of [secret, word]) {
      assert.equal(field(write, 'url'), old);
      assert.equal(field(write, 'tlsConfig'), undefined);
      assert.deepEqual(server.clientCertificates, []);
      assert.ok(!server.showsCertificate);
    }
  });
});

describe('A client certificate is refused', () => {
  const mistakes: [string, RemoteWrite, RegExp, Partial<PrometheusProps>?][] = [
    [
      'where there is none, with what to write',
      { destination: asking },
      /^THANOS-244: remoteWrite goes to https:\/\/receive\.mtls\.example\.com\/api\/v1\/receive.*this Prometheus has none.*Give the remote write one: clientCertificate: \{ issuer: Issuer\.existing\('ClusterIssuer', '…'\) \}/,
    ],
    [
      'where the cluster has none',
      { destination: asking },
      /^THANOS-244.*cluster "west" has none.*fleet\.addCluster\('west', \{ clientCertificate/,
      { cluster: { name: 'west' } },
    ],
    [
      'where nobody asks for one',
      { destination: RemoteWriteDestination.url(url), clientCertificate },
      /^THANOS-245.*nobody asks for one.*RemoteWriteDestination\.url\('…', \{ clientCertificate: true \}\)/,
    ],
    [
      'with a password that nobody asks for',
      { destination: asking, clientCertificate, basicAuth: {} },
      /^THANOS-223: remoteWrite is to bring a password to .* where clients show certificates/,
    ],
    [
      'in a Secret that cannot be there',
      { destination: asking, clientCertificate: { secretName: 'Client Tls' } },
      /^THANOS-202: clientCertificate names Secret "Client Tls"/,
    ],
    [
      'in a Secret of another namespace',
      { destination: asking, clientCertificate: { secretName: 'monitoring/client' } },
      /^THANOS-202.*"monitoring\/client"/,
    ],
    [
      'in a Secret without a name, which the issuer was to fill',
      { destination: asking, clientCertificate: { issuer, secretName: '' } },
      /^THANOS-202.*Secret ""/,
    ],
    [
      'of a variable that is not set',
      { destination: asking, clientCertificate: { secretName: process.env['NOT_SET'] as string } },
      /^THANOS-202.*Secret "undefined"/,
    ],
    [
      'of an Issuer elsewhere',
      {
        destination: asking,
        clientCertificate: { issuer: { issuerRef: { kind: 'Issuer', name: 'a', namespace: 'thanos' } } },
      },
      /^THANOS-211: Issuer "a" is in namespace thanos, and issues nothing for namespace prometheus/,
    ],
    [
      'without TLS that would show it',
      {
        destination: RemoteWriteDestination.url(url.replace('https', 'http'), { clientCertificate: true }),
        clientCertificate,
      },
      /^THANOS-405.*has clientCertificate, but no TLS/,
    ],
  ];
  for (const [mistake, write, message, props] of mistakes) {
    it(mistake, () => assertProblem(prometheus([write], props).chart, message));
  }

  it('of two issuers in one Secret', () => {
    const other = Issuer.existing('ClusterIssuer', 'others');
    const { chart } = prometheus([
      { name: 'a', destination: asking, clientCertificate },
      { name: 'b', destination: asking, clientCertificate: { issuer: other } },
    ]);
    assertProblem(
      chart,
      /^THANOS-101.*"prometheus-client-tls" is asked of ClusterIssuer clients and of ClusterIssuer others/,
    );
  });
});

// What the compiler refuses; this list is only checked, never run.
export const refusedByTheCompiler: RemoteWrite[] = [
  // @ts-expect-error a certificate comes from an issuer, or is in a Secret
  { destination: asking, clientCertificate: {} },
  // @ts-expect-error certificates and keys are in Secrets; they are never written
  { destination: asking, clientCertificate: { certificate: '-----BEGIN CERTIFICATE-----', key: '' } },
  // @ts-expect-error an issuer is more than its name
  { destination: asking, clientCertificate: { issuer: 'clients' } },
];
