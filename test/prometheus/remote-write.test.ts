import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { identify } from '../../lib/kubernetes/identity';
import { NetworkNode } from '../../lib/kubernetes/network';
import { PrometheusServer } from '../../lib/prometheus/prometheus-server';
import type { RemoteWrite, RemoteWriteQueue } from '../../lib/prometheus/remote-write';
import { type IRemoteWriteDestination, RemoteWriteDestination } from '../../lib/remote-write/destination';
import { assertProblem, field, find, problems, synth, testChart } from '../helpers';

const url = 'https://receive.example.com/api/v1/receive';
const destination = RemoteWriteDestination.url(url);
const plain = RemoteWriteDestination.url('http://receive.thanos.svc:19291/api/v1/receive');

function prometheus(...remoteWrite: RemoteWrite[]) {
  const chart = testChart('prometheus');
  const server = new PrometheusServer(chart, 'prometheus', { externalLabels: { cluster: 'a' }, remoteWrite });
  return { chart, server };
}

function render(write: RemoteWrite): unknown {
  const { chart } = prometheus(write);
  return field(find(synth(chart), 'Prometheus', 'prometheus'), 'spec.remoteWrite.0');
}

describe('RemoteWrite', () => {
  it('says little by default, but for what Thanos needs', () => {
    assert.deepEqual(render({ destination }), { url, messageVersion: 'V1.0', metadataConfig: { send: false } });
  });

  it('renders every option', () => {
    const all: Required<RemoteWrite> = {
      destination: { url, tenantHeader: 'X-Tenant', basicAuth: true, certificates: { url, privateCa: true } },
      name: 'Thanos',
      basicAuth: { secretName: 'receive', userKey: 'name', passwordKey: 'secret' },
      clientCertificate: { secretName: 'client' },
      tenant: 'team-a',
      certificateAuthority: { secretName: 'authority', key: 'root.pem' },
      serverName: 'receive',
      timeout: '20s',
      queue: {
        capacity: 5000,
        minShards: 2,
        maxShards: 10,
        maxSamplesPerSend: 1000,
        batchSendDeadline: '10s',
        minBackoff: '1s',
        maxBackoff: '10s',
        retryOnRateLimit: true,
        sampleAgeLimit: '2h',
      } satisfies Required<RemoteWriteQueue>,
      writeRelabelings: [
        {
          sourceLabels: ['__name__', 'job'],
          separator: '@',
          modulus: 2,
          targetLabel: 'shard',
          action: 'hashmod',
        },
        { sourceLabels: ['job'], regex: '(.*)', targetLabel: 'job', replacement: 'a-$1', action: 'replace' },
      ],
      exemplars: true,
      nativeHistograms: true,
    };
    assert.deepEqual(render(all), {
      url,
      name: 'Thanos',
      messageVersion: 'V1.0',
      metadataConfig: { send: false },
      remoteTimeout: '20s',
      headers: { 'X-Tenant': 'team-a' },
      basicAuth: { username: { name: 'receive', key: 'name' }, password: { name: 'receive', key: 'secret' } },
      tlsConfig: {
        ca: { secret: { name: 'authority', key: 'root.pem' } },
        cert: { secret: { name: 'client', key: 'tls.crt' } },
        keySecret: { name: 'client', key: 'tls.key' },
        serverName: 'receive',
      },
      queueConfig: all.queue,
      writeRelabelConfigs: all.writeRelabelings,
      sendExemplars: true,
      sendNativeHistograms: true,
    });
  });

  it('sends the tenant in Thanos’ header', () => {
    assert.deepEqual(field(render({ destination, tenant: 'a' }), 'headers'), { 'THANOS-TENANT': 'a' });
  });

  it('takes the password from remotewrite-secret where the destination asks for one', () => {
    const asking = RemoteWriteDestination.url(url, { basicAuth: true });
    assert.deepEqual(field(render({ destination: asking }), 'basicAuth'), {
      username: { name: 'remotewrite-secret', key: 'user' },
      password: { name: 'remotewrite-secret', key: 'password' },
    });
    assert.equal(field(render({ destination: asking, basicAuth: false }), 'basicAuth'), undefined);
  });

  it('takes a private authority from a ConfigMap too', () => {
    assert.deepEqual(
      field(render({ destination, certificateAuthority: { configMapName: 'authority' } }), 'tlsConfig'),
      { ca: { configMap: { name: 'authority', key: 'ca.crt' } } },
    );
  });

  it('opens the port of a receiver in this cluster, for these pods alone', () => {
    const chart = testChart('prometheus');
    const network = new NetworkNode(
      identify(chart, { application: 'thanos', instance: 'thanos', component: 'receive', name: 'thanos-receive' }),
    );
    const inside: IRemoteWriteDestination = { ...plain, network };
    const { server } = prometheus({ destination: inside });
    const [rule] = network.rules().ingress;
    assert.deepEqual(rule?.from?.[0]?.podSelector?.matchLabels, server.identity.selector);
    assert.equal(rule?.ports?.[0]?.port?.value, 19291);
  });

  it('connects to the port that the scheme stands for', () => {
    const { server } = prometheus({ destination });
    assert.equal(server.network.rules().egress[0]?.ports?.[0]?.port?.value, 443);
  });
});

describe('RemoteWrite refuses', () => {
  const mistakes: [string, RemoteWrite, RegExp][] = [
    [
      'an address without scheme',
      { destination: { url: 'receive.example.com' } },
      /"receive.example.com" is no address/,
    ],
    ['a host and port', { destination: { url: 'receive:19291' } }, /"receive:19291" is no address.*https:/],
    ['an empty URL', { destination: { url: '' } }, /"" is no address/],
    ['another scheme', { destination: { url: 'grpc://receive:10901' } }, /"grpc:\/\/receive:10901" is no address/],
    ['a URL without host', { destination: { url: 'https://' } }, /"https:\/\/" is no address/],
    ['a password in clear text', { destination: plain, basicAuth: {} }, /sends a password without TLS.*https:\/\//],
    ['the same by default', { destination: { ...plain, basicAuth: true } }, /sends a password without TLS/],
    ['an authority without TLS', { destination: plain, serverName: 'a' }, /no TLS that would use it/],
    ['half a shard', { destination, queue: { maxShards: 2.5 } }, /maxShards is 2.5/],
    ['no capacity', { destination, queue: { capacity: 0 } }, /capacity is 0/],
    ['shards upside down', { destination, queue: { minShards: 9, maxShards: 3 } }, /from 9 to 3 shards/],
    [
      'a replacement without target',
      { destination, writeRelabelings: [{ targetLabel: '' }] },
      /writeRelabelings\[0\] \(replace\) has an empty targetLabel/,
    ],
    [
      'a hash with half a modulus',
      {
        destination,
        writeRelabelings: [{ action: 'hashmod', sourceLabels: ['a'], targetLabel: 'shard', modulus: 0.5 }],
      },
      /modulus is 0.5/,
    ],
  ];
  for (const [mistake, write, message] of mistakes) {
    it(mistake, () => assertProblem(prometheus(write).chart, message));
  }

  it('a password in the URL, without repeating it', () => {
    const { chart } = prometheus({ destination: { url: 'https://thanos:hunter2@receive.example.com/' } });
    assertProblem(chart, /for receive.example.com holds a user or a password.*secretName/);
    assert.doesNotMatch(problems(chart).join(), /hunter2/);
  });

  it('two of one name', () => {
    assertProblem(prometheus({ destination, name: 'a' }, { destination: plain, name: 'a' }).chart, /called "a"/);
  });

  it('nothing of several without a name', () => {
    assert.deepEqual(problems(prometheus({ destination }, { destination: plain }).chart), []);
  });
});

// What the compiler refuses; this list is only checked, never run.
export const refusedByTheCompiler: RemoteWrite[] = [
  // @ts-expect-error a destination is more than a string
  { destination: url },
  // @ts-expect-error an authority is in a Secret or in a ConfigMap
  { destination, certificateAuthority: { key: 'ca.crt' } },
  // @ts-expect-error Thanos reads version 1 alone, so there is no choice
  { destination, messageVersion: 'V2.0' },
  // @ts-expect-error a Secret is named; a password is never written
  { destination, basicAuth: { user: 'a', password: 'b' } },
];
