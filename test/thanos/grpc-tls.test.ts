import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AzureIdentity, GrpcTls, Issuer, ObjectStore, StoreApi, ThanosStack, type ThanosStackProps } from '../../lib';
import { configFile, field, find, flag, type Manifest, synth, testChart } from '../helpers';

const objstore = ObjectStore.azureBlob({
  storageAccount: 'thanostore',
  container: 'thanostore',
  identity: AzureIdentity.kubelet({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' }),
});

function render(props: Partial<ThanosStackProps> = {}): Manifest[] {
  const chart = testChart();
  new ThanosStack(chart, 'thanos', { objstore, ...props });
  return synth(chart);
}

const FOLDER = '/etc/thanos/grpc-certificate';
const files = { cert_file: `${FOLDER}/tls.crt`, key_file: `${FOLDER}/tls.key`, ca_file: `${FOLDER}/ca.crt` };

describe('A stack with grpcTls', () => {
  const split = { router: {}, replicas: 3, replicationFactor: 3 };
  const manifests = render({
    receive: split,
    storeGateway: { replicas: 2 },
    ruler: true,
    query: { endpoints: [StoreApi.at('sidecar.example.com:10901')] },
    grpcTls: GrpcTls.privateCa(),
  });
  const certificate = (name: string) => find(manifests, 'Certificate', name);

  it('makes an authority of its own, whose key survives a renewal', () => {
    assert.deepEqual(field(find(manifests, 'Issuer', 'thanos-grpc-ca-self-signed'), 'spec'), { selfSigned: {} });
    const authority = certificate('thanos-grpc-ca');
    assert.equal(field(authority, 'spec.isCA'), true);
    assert.equal(field(authority, 'spec.issuerRef.name'), 'thanos-grpc-ca-self-signed');
    assert.equal(field(authority, 'spec.privateKey.rotationPolicy'), 'Never');
    assert.deepEqual(field(find(manifests, 'Issuer', 'thanos-grpc-ca'), 'spec'), {
      ca: { secretName: 'thanos-grpc-ca' },
    });
  });

  it('has a certificate for each component that speaks gRPC, for its Service and for its pods, however many', () => {
    const names = Object.fromEntries(
      manifests
        .filter(({ kind, metadata }) => kind === 'Certificate' && metadata.name !== 'thanos-grpc-ca')
        .map((each) => [each.metadata.name, field(each, 'spec.dnsNames')]),
    );
    const service = (name: string) => `${name}.thanos.svc.cluster.local`;
    const both = (name: string) => [service(name), `*.${service(name)}`];
    assert.deepEqual(names, {
      'thanos-receive-ingestor-grpc': both('thanos-receive-ingestor'),
      'thanos-receive-router-grpc': [service('thanos-receive-router')],
      'thanos-storegateway-grpc': both('thanos-storegateway'),
      'thanos-query-grpc': [service('thanos-query')],
      'thanos-ruler-grpc': both('thanos-ruler'),
    });
  });

  it('takes clients with a certificate alone', () => {
    for (const [kind, name] of [
      ['StatefulSet', 'thanos-receive-ingestor'],
      ['StatefulSet', 'thanos-storegateway'],
      ['StatefulSet', 'thanos-ruler'],
      ['Deployment', 'thanos-query'],
      ['Deployment', 'thanos-receive-router'],
    ] as const) {
      const workload = find(manifests, kind, name);
      assert.equal(flag(workload, 'grpc-server-tls-cert'), files.cert_file, name);
      assert.equal(flag(workload, 'grpc-server-tls-client-ca'), files.ca_file, name);
      const volumes = field(workload, 'spec.template.spec.volumes') as { name: string; secret?: object }[];
      const volume = volumes.find((each) => each.name === 'grpc-certificate');
      assert.deepEqual(volume?.secret, { secretName: `${name}-grpc-tls` });
    }
  });

  it('looks up pods by names that their certificates have, and tells a group by that of its Service', () => {
    assert.deepEqual(configFile(manifests, 'thanos-query-endpoints', 'endpoints.yaml'), {
      default_client_config: { tls_config: { enabled: true, ...files } },
      endpoints: [
        { address: 'dnssrvnoa+_grpc._tcp.thanos-receive-ingestor.thanos.svc.cluster.local' },
        {
          address: 'dns+thanos-storegateway.thanos.svc.cluster.local:10901',
          group: true,
          client_config: {
            tls_config: { enabled: true, ...files },
            server_name: 'thanos-storegateway.thanos.svc.cluster.local',
          },
        },
        { address: 'sidecar.example.com:10901', client_config: { tls_config: { enabled: false } } },
        { address: 'dnssrvnoa+_grpc._tcp.thanos-ruler.thanos.svc.cluster.local' },
      ],
    });
  });

  it("writes to ingestors by certificates, and closes the port of Cap'n Proto", () => {
    const router = find(manifests, 'Deployment', 'thanos-receive-router');
    assert.equal(flag(router, 'remote-write.client-tls-cert'), files.cert_file);
    assert.equal(flag(router, 'remote-write.client-tls-ca'), files.ca_file);
    const ingestor = find(manifests, 'StatefulSet', 'thanos-receive-ingestor');
    assert.equal(flag(ingestor, 'receive.capnproto-address'), '127.0.0.1:19391');
  });

  it('takes the certificates of an issuer that is there', () => {
    const others = render({ grpcTls: GrpcTls.issuer(Issuer.existing('ClusterIssuer', 'internal')) });
    assert.deepEqual(
      others.filter(({ kind }) => kind === 'Issuer').map(({ metadata }) => metadata.name),
      [],
    );
    const { issuerRef } = find(others, 'Certificate', 'thanos-query-grpc')['spec'] as { issuerRef: object };
    assert.deepEqual(issuerRef, { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'internal' });
  });

  it('changes nothing where it is not given', () => {
    const plain = render();
    assert.ok(!plain.some(({ kind }) => kind === 'Certificate' || kind === 'Issuer'));
    assert.ok(!JSON.stringify(plain).includes('tls'));
  });
});
