import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseAllDocuments } from 'yaml';
import {
  type ClientCertificate,
  type ClusterProps,
  Exposure,
  Fleet,
  Issuer,
  PrivateAuthority,
  readClusters,
  type ThanosStack,
  type WriterExposure,
} from '../../lib';
import { field, find, type Manifest } from '../helpers';
import { inFolder, objstore, refusal, tree } from './setup';

const issuer = Issuer.existing('ClusterIssuer', 'letsencrypt-prod');
const edge = { domain: 'mtls.example.com', issuer, clientCaSecretName: 'clients' };
const byCertificate = Exposure.ingressNginx(edge);
const byPassword = Exposure.ingressNginx({ domain: 'thanos.example.com', issuer, basicAuth: 'basic-auth' });
const byToken = Exposure.gatewayApi({ gatewayClass: 'eg', domain: 'tokens.example.com', issuer, clusterTokens: true });
const clientCertificate: ClientCertificate = { issuer: Issuer.existing('ClusterIssuer', 'clients') };
const oidcIssuer = 'https://issuer.example.com/west/';

/** Renders a hub, and what is added to it, as a list of objects for each cluster. */
function render(
  receive: WriterExposure,
  build: (fleet: Fleet, thanos: ThanosStack) => void,
): Record<string, Manifest[]> {
  return inFolder((outdir) => {
    const fleet = new Fleet({ outdir });
    const thanos = fleet.addCluster('hub').addThanos({ objstore, exposure: { receive } });
    build(fleet, thanos);
    fleet.synth();
    const clusters: Record<string, Manifest[]> = {};
    for (const [file, text] of Object.entries(tree(outdir))) {
      const [cluster = ''] = file.split('/');
      const objects = parseAllDocuments(text).map((each) => each.toJS() as Manifest);
      clusters[cluster] = [...(clusters[cluster] ?? []), ...objects];
    }
    return clusters;
  });
}

const add =
  (name: string, props: ClusterProps) =>
  (fleet: Fleet, { remoteWrite }: ThanosStack) => {
    fleet.addCluster(name, props).addPrometheus({ remoteWrite });
  };
const write = (manifests: Manifest[] | undefined) =>
  field(find(manifests ?? [], 'Prometheus', 'prometheus'), 'spec.remoteWrite.0');
const host = (manifests: Manifest[] | undefined) => new URL(String(field(write(manifests), 'url'))).hostname;

describe('A cluster that writes by certificate', () => {
  const { hub, west } = render(byCertificate, add('west', { clientCertificate }));

  it('needs one word, and shows a certificate of its own namespace', () => {
    assert.equal(host(west), 'receive.mtls.example.com');
    assert.deepEqual(field(write(west), 'tlsConfig.keySecret'), { name: 'prometheus-client-tls', key: 'tls.key' });
    const certificate = find(west ?? [], 'Certificate', 'prometheus-client-tls');
    assert.equal(certificate.metadata.namespace, 'prometheus');
    assert.equal(field(certificate, 'spec.commonName'), 'west');
  });

  it('leaves no key and no password anywhere else', () => {
    assert.doesNotMatch(JSON.stringify([hub, west]), /remotewrite-secret|basic-auth|"kind":"Secret"/);
  });

  it('is the same where it is made when it is its turn, and where a file says so', () => {
    const deferred = render(byCertificate, (fleet, { remoteWrite }) => {
      fleet.addCluster('west', { clientCertificate }, (cluster) => {
        cluster.addPrometheus({ remoteWrite });
      });
    });
    assert.deepEqual(deferred, { hub, west });
    const read = render(byCertificate, (fleet, thanos) => {
      const clusters = inFolder((folder) => {
        const file = join(folder, 'clusters.yaml');
        writeFileSync(
          file,
          `regions: { on-premises: { clientCertificate: { issuer: { kind: ClusterIssuer, name: clients } } } }
clusters: { west: { stack: hub, region: on-premises } }`,
        );
        return readClusters(file, { stacks: { hub: thanos } });
      });
      fleet.addClusters(clusters, (cluster, { prometheus }) => cluster.addPrometheus(prometheus));
    });
    assert.deepEqual(read, { hub, west });
  });
});

describe('A cluster with an authority of its own', () => {
  it('has its certificate signed in the namespace of Prometheus', () => {
    const name = 'thanos-clients';
    const { west } = render(byCertificate, (fleet, { remoteWrite }) => {
      const cluster = fleet.addCluster('west', { clientCertificate: { issuer: Issuer.existing('Issuer', name) } });
      new PrivateAuthority(cluster.addChart('authority', { namespace: 'prometheus' }), 'authority', { name });
      cluster.addPrometheus({ remoteWrite });
    });
    const authority = find(west ?? [], 'Issuer', name);
    const certificate = find(west ?? [], 'Certificate', 'prometheus-client-tls');
    assert.equal(authority.metadata.namespace, certificate.metadata.namespace);
    assert.equal(field(certificate, 'spec.issuerRef.kind'), 'Issuer');
  });
});

describe('A stack with an edge for passwords and one for certificates', () => {
  const receive = [byPassword, byCertificate] as const;
  const { hub, west, east } = render(receive, (fleet, thanos) => {
    add('west', { clientCertificate })(fleet, thanos);
    add('east', {})(fleet, thanos);
  });

  it('has a cluster move by giving it a certificate, and leaves all others where they are', () => {
    assert.equal(host(west), 'receive.mtls.example.com');
    assert.equal(field(write(west), 'basicAuth'), undefined);
    assert.equal(host(east), 'receive.thanos.example.com');
    assert.equal(field(write(east), 'tlsConfig'), undefined);
  });

  it('can have both at one controller, each with objects of its own', () => {
    const ingresses = (hub ?? []).filter(({ kind }) => kind === 'Ingress');
    assert.deepEqual(
      ingresses.map(({ metadata }) => metadata.name),
      ['thanos-receive', 'thanos-receive-mtls'],
    );
    assert.deepEqual(
      ingresses.map((ingress) => field(ingress, 'spec.tls.0.secretName')),
      ['thanos-receive-tls', 'thanos-receive-mtls-tls'],
    );
  });

  it('changes nothing of the new edge when the old one goes', () => {
    const after = render(byCertificate, add('west', { clientCertificate }));
    const before = render(receive, add('west', { clientCertificate }));
    const left = (before['hub'] ?? []).filter(
      ({ kind, metadata }) => kind !== 'Ingress' || metadata.name.endsWith('-mtls'),
    );
    assert.deepEqual(after['hub'], left);
    assert.deepEqual(after['west'], before['west']);
  });
});

describe('A stack with an edge for certificates and one for tokens', () => {
  it('has each cluster write by what it has', () => {
    const { onprem, aks } = render([byCertificate, byToken], (fleet, thanos) => {
      add('onprem', { clientCertificate })(fleet, thanos);
      add('aks', { oidcIssuer, writesBy: 'token' })(fleet, thanos);
    });
    assert.equal(host(onprem), 'receive.mtls.example.com');
    assert.equal(host(aks), 'receive.tokens.example.com');
    assert.equal(field(write(aks), 'tlsConfig'), undefined);
    assert.ok(field(write(aks), 'authorization.credentialsFile'));
  });

  it('lets a cluster in by its tokens that is yet to move', () => {
    const { hub } = render([byCertificate, byToken], add('west', { clientCertificate, oidcIssuer }));
    find(hub ?? [], 'SecurityPolicy', 'thanos-receive-west');
  });
});

describe('A fleet refuses', () => {
  const refused = (receive: WriterExposure, props: ClusterProps) =>
    refusal(() => render(receive, add('west', props))).problems.map(({ cluster, message }) => `${cluster}: ${message}`);

  it('a cluster without the certificate that is asked for, and names the ways out', () => {
    const [problem = '', ...others] = refused([byCertificate, byToken], { oidcIssuer });
    assert.deepEqual(others, []);
    assert.match(problem, /^west: THANOS-244.*clientCertificate: \{ issuer.*secretName.*writesBy: 'token'/);
  });

  it('a certificate that no remote write of the cluster has a use for', () => {
    const [problem = '', ...others] = refused(byPassword, { clientCertificate });
    assert.deepEqual(others, []);
    assert.match(problem, /^west: THANOS-245: Cluster "west" has a clientCertificate/);
  });

  it('a mistake in the name of its Secret, once', () => {
    const [problem = '', ...others] = refused(byCertificate, { clientCertificate: { secretName: 'a/b' } });
    assert.deepEqual(others, []);
    assert.match(problem, /THANOS-202/);
  });

  it('an ACME server as the issuer', () => {
    const { problems } = refusal(() =>
      render(byCertificate, (fleet, { remoteWrite }) => {
        const west = fleet.addCluster('west');
        const acme = west.addLetsEncrypt({ email: 'ops@cookingwithazure.com' });
        west.addPrometheus({ remoteWrite: [{ destination: remoteWrite, clientCertificate: { issuer: acme } }] });
      }),
    );
    assert.deepEqual(
      problems.map(({ rule }) => rule),
      ['THANOS-234'],
    );
  });
});
