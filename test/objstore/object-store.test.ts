import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Chart } from 'cdk8s';
import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { type AzureBlobProps, AzureBlobStore } from '../../lib/objstore/azure-blob';
import { AzureIdentity } from '../../lib/objstore/azure-identity';
import { ObjectStore } from '../../lib/objstore/factories';
import type { IObjectStore } from '../../lib/objstore/object-store';
import { ThanosComponent } from '../../lib/thanos/component';
import { HTTP } from '../../lib/thanos/ports';
import { assertProblem, configFile, container, field, find, flag, synth, testChart } from '../helpers';

const clientId = '5c424851-e907-4cb0-acb5-3ea42fc56082';
const kubelet = AzureIdentity.kubelet({ clientId });
const store = { storageAccount: 'thanostore', container: 'thanostore', identity: kubelet };

/** The smallest component that needs the bucket. */
class Reader extends ThanosComponent {
  constructor(chart: Chart, component: string, objstore: IObjectStore) {
    super(
      chart,
      component,
      { component, networkPolicy: true },
      { component, requests: { cpu: Cpu.millis(1), memory: Size.mebibytes(1) } },
    );
    const flags = { 'objstore.config-file': this.useObjectStore(objstore, 'read') };
    this.addDeployment({ subcommand: 'store', flags, ports: [HTTP] }, 1);
  }
}

function render(...stores: IObjectStore[]) {
  const chart = testChart();
  for (const [index, objstore] of stores.entries()) new Reader(chart, `reader-${index}`, objstore);
  return chart;
}

describe('Azure blob with the kubelet identity', () => {
  const manifests = synth(render(ObjectStore.azureBlob(store), ObjectStore.azureBlob(store)));
  const deployment = find(manifests, 'Deployment', 'thanos-reader-0');

  it('is configured as in the founding article, and does not create its container', () => {
    assert.deepEqual(configFile(manifests, 'thanos-objstore', 'objstore.yaml'), {
      type: 'AZURE',
      config: {
        storage_account: 'thanostore',
        container: 'thanostore',
        endpoint: 'blob.core.windows.net',
        storage_create_container: false,
        user_assigned_id: clientId,
        max_retries: 0,
      },
    });
  });

  it('is one ConfigMap for all components of the stack', () => {
    assert.deepEqual(
      manifests.filter(({ kind }) => kind === 'ConfigMap').map(({ metadata }) => metadata.name),
      ['thanos-objstore'],
    );
    assert.equal(flag(deployment, 'objstore.config-file'), '/etc/thanos/objstore/objstore.yaml');
    assert.deepEqual(field(deployment, 'spec.template.spec.volumes'), [
      { name: 'objstore', configMap: { name: 'thanos-objstore' } },
    ]);
  });

  it('restarts pods when the configuration changes, and only then', () => {
    const hash = (chart: Chart) =>
      field(
        find(synth(chart), 'Deployment', 'thanos-reader-0'),
        'spec.template.metadata.annotations.checksum/objstore',
      );
    assert.match(String(hash(render(ObjectStore.azureBlob(store)))), /^[0-9a-f]{16}$/);
    assert.equal(hash(render(ObjectStore.azureBlob(store))), hash(render(ObjectStore.azureBlob({ ...store }))));
    assert.notEqual(
      hash(render(ObjectStore.azureBlob(store))),
      hash(render(ObjectStore.azureBlob({ ...store, prefix: 'a' }))),
    );
  });

  it('needs the instance metadata service and Azure, and no more', () => {
    assert.deepEqual(field(find(manifests, 'NetworkPolicy', 'thanos-reader-0'), 'spec.egress'), [
      {
        to: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
            podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
          },
        ],
        ports: [
          { protocol: 'UDP', port: 53 },
          { protocol: 'TCP', port: 53 },
        ],
      },
      {
        to: [{ ipBlock: { cidr: '169.254.0.0/16' } }],
        ports: [
          { protocol: 'UDP', port: 53 },
          { protocol: 'TCP', port: 53 },
        ],
      },
      { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }, { namespaceSelector: {} }], ports: [{ protocol: 'TCP', port: 443 }] },
      { to: [{ ipBlock: { cidr: '169.254.169.254/32' } }], ports: [{ protocol: 'TCP', port: 80 }] },
    ]);
  });
});

describe('Azure blob with workload identity', () => {
  const identity = AzureIdentity.workload({ clientId, tenantId: clientId, tokenExpirationSeconds: 7200 });
  const manifests = synth(render(ObjectStore.azureBlob({ ...store, identity })));
  const deployment = find(manifests, 'Deployment', 'thanos-reader-0');

  it('has no authentication field at all, which would bypass the workload identity', () => {
    const config = configFile(manifests, 'thanos-objstore', 'objstore.yaml');
    assert.deepEqual(Object.keys(field(config, 'config') as object).sort(), [
      'container',
      'endpoint',
      'max_retries',
      'storage_account',
      'storage_create_container',
    ]);
  });

  it('annotates the ServiceAccount and labels the pod, as the webhook asks', () => {
    assert.deepEqual(find(manifests, 'ServiceAccount', 'thanos-reader-0').metadata.annotations, {
      'azure.workload.identity/client-id': clientId,
      'azure.workload.identity/tenant-id': clientId,
      'azure.workload.identity/service-account-token-expiration': '7200',
    });
    assert.equal(field(deployment, 'spec.template.metadata.labels.azure\\.workload\\.identity/use'), 'true');
    assert.equal(field(deployment, 'spec.template.spec.serviceAccountName'), 'thanos-reader-0');
  });

  it('never falls back to the identity of the node', () => {
    assert.deepEqual(container(deployment)['env'], [
      { name: 'AZURE_TOKEN_CREDENTIALS', value: 'WorkloadIdentityCredential' },
    ]);
  });
});

describe('Azure blob with every option', () => {
  const all: Required<AzureBlobProps> = {
    ...store,
    subscriptionId: '11111111-2222-4333-8444-555555555555',
    resourceGroup: 'thanos',
    prefix: 'team-a/metrics',
    endpoint: 'blob.core.chinacloudapi.cn',
    createContainer: true,
    maxRetries: 3,
    reader: { maxRetryRequests: 4 },
    pipeline: { maxTries: 5, tryTimeout: '10s', retryDelay: '1s', maxRetryDelay: '30s' },
    http: {
      idleConnTimeout: '1m',
      responseHeaderTimeout: '1m30s',
      tlsHandshakeTimeout: '5s',
      expectContinueTimeout: '2s',
      maxIdleConns: 10,
      maxIdleConnsPerHost: 5,
      maxConnsPerHost: 20,
      disableCompression: true,
      insecureSkipVerify: true,
      tls: { caFile: '/ca', certFile: '/cert', keyFile: '/key', serverName: 'blob' },
    },
    configName: 'objstore-writer',
  };

  it('renders every field that Thanos reads', () => {
    const manifests = synth(render(new AzureBlobStore(all)));
    assert.deepEqual(configFile(manifests, 'thanos-objstore-writer', 'objstore.yaml'), {
      type: 'AZURE',
      config: {
        storage_account: 'thanostore',
        container: 'thanostore',
        endpoint: 'blob.core.chinacloudapi.cn',
        storage_create_container: true,
        user_assigned_id: clientId,
        max_retries: 3,
        reader_config: { max_retry_requests: 4 },
        pipeline_config: { max_tries: 5, try_timeout: '10s', retry_delay: '1s', max_retry_delay: '30s' },
        http_config: {
          idle_conn_timeout: '1m',
          response_header_timeout: '1m30s',
          tls_handshake_timeout: '5s',
          expect_continue_timeout: '2s',
          max_idle_conns: 10,
          max_idle_conns_per_host: 5,
          max_conns_per_host: 20,
          disable_compression: true,
          insecure_skip_verify: true,
          tls_config: { ca_file: '/ca', cert_file: '/cert', key_file: '/key', server_name: 'blob' },
        },
      },
      prefix: 'team-a/metrics',
    });
  });
});

describe('An existing Secret', () => {
  it('is mounted as it is, whatever provider it configures', () => {
    const manifests = synth(render(ObjectStore.existingSecret({ name: 's3', key: 'config.yaml', port: 9000 })));
    const deployment = find(manifests, 'Deployment', 'thanos-reader-0');
    assert.equal(flag(deployment, 'objstore.config-file'), '/etc/thanos/objstore/config.yaml');
    assert.deepEqual(field(deployment, 'spec.template.spec.volumes'), [
      { name: 'objstore', secret: { secretName: 's3' } },
    ]);
    assert.deepEqual(
      manifests.filter(({ kind }) => kind === 'ConfigMap' || kind === 'Secret'),
      [],
    );
  });
});

describe('Azure blob refuses', () => {
  const workload = (props: object) => ({ identity: AzureIdentity.workload({ clientId, ...props }) });
  const mistakes: [string, Partial<AzureBlobProps>, RegExp][] = [
    ['a URL for an account', { storageAccount: 'https://thanostore' }, /storageAccount "https:.*without https/],
    ['an account with capitals', { storageAccount: 'Thanos' }, /storageAccount "Thanos"/],
    ['a container with a folder', { container: 'metrics/a' }, /container "metrics\/a".*goes into prefix/],
    ['a container with two dashes', { container: 'a--b' }, /container "a--b"/],
    [
      'a name for a client ID',
      { identity: AzureIdentity.kubelet({ clientId: 'aks-agentpool' }) },
      /"aks-agentpool" is no GUID/,
    ],
    ['a tenant by name', workload({ tenantId: 'contoso.com' }), /tenantId "contoso.com" is no GUID/],
    ['a short token', workload({ tokenExpirationSeconds: 60 }), /tokenExpirationSeconds is 60/],
    ['an endpoint with a scheme', { endpoint: 'https://blob.core.windows.net' }, /endpoint "https:.*suffix alone/],
    ['a prefix with a leading slash', { prefix: '/a' }, /prefix "\/a" is no folder name/],
    ['an empty prefix', { prefix: '' }, /prefix "" is no folder name/],
  ];
  for (const [mistake, props, message] of mistakes) {
    it(mistake, () => assertProblem(render(ObjectStore.azureBlob({ ...store, ...props })), message));
  }

  it('a Secret or a key that cannot be one, once', () => {
    assertProblem(render(ObjectStore.existingSecret({ name: 'My_Secret' })), /Secret "My_Secret" is no name/);
    assertProblem(
      render(ObjectStore.existingSecret({ name: 'objstore', key: 'a/b' })),
      /key "a\/b" of Secret objstore/,
    );
  });

  it('two configurations under one name', () => {
    const other = ObjectStore.azureBlob({ ...store, container: 'other' });
    assertProblem(render(ObjectStore.azureBlob(store), other), /already uses ConfigMap thanos-objstore.*configName/);
  });
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  // @ts-expect-error there is no way to write an account key
  ObjectStore.azureBlob({ ...store, storageAccountKey: 'x' });
  // @ts-expect-error an identity is required
  ObjectStore.azureBlob({ storageAccount: 'a', container: 'b' });
  // @ts-expect-error Thanos parses Go durations here: 10 seconds are '10s'
  ObjectStore.azureBlob({ ...store, pipeline: { tryTimeout: 10 } });
}
