import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { field, find, type Manifest } from '../helpers';
import { assertRefused, credentials, printed, somePassword, temporaryFolder, users } from './command';

const TENANT = '11111111-2222-3333-4444-555555555555';
const CLIENT = '5c424851-e907-4cb0-acb5-3ea42fc56082';
const EXTERNAL = ['--as', 'external-secret', '--store', 'azure-key-vault'];
const CLASSES = [
  '--as',
  'secret-provider-class',
  '--key-vault',
  'monitoring',
  '--tenant-id',
  TENANT,
  '--client-id',
  CLIENT,
];

/** The entries that a SecretProviderClass fetches. */
const fetched = (manifest: Manifest) =>
  (parse(String(field(manifest, 'spec.parameters.objects'))).array as string[]).map((text) => parse(text));

describe('Key Vault', () => {
  it('ExternalSecrets name the entries, and hold the user but no secret', async () => {
    const manifests = await printed(EXTERNAL);
    const basicAuth = find(manifests, 'ExternalSecret', 'basic-auth');
    assert.equal(basicAuth.apiVersion, 'external-secrets.io/v1');
    assert.equal(basicAuth.metadata.namespace, 'thanos');
    assert.deepEqual(field(basicAuth, 'spec.secretStoreRef'), { kind: 'ClusterSecretStore', name: 'azure-key-vault' });
    assert.deepEqual(field(basicAuth, 'spec.data'), [{ secretKey: 'auth', remoteRef: { key: 'thanos-basic-auth' } }]);
    const remoteWrite = find(manifests, 'ExternalSecret', 'remotewrite-secret');
    assert.equal(remoteWrite.metadata.namespace, 'prometheus');
    assert.deepEqual(field(remoteWrite, 'spec.target.template.data'), { user: 'thanos', password: '{{ .password }}' });
    assert.deepEqual(field(remoteWrite, 'spec.data'), [
      { secretKey: 'password', remoteRef: { key: 'thanos-remotewrite-password-thanos' } },
    ]);
  });

  it('SecretProviderClasses fetch the entries with the workload identity, and sync them into the Secrets', async () => {
    const manifests = await printed(CLASSES);
    const basicAuth = find(manifests, 'SecretProviderClass', 'basic-auth');
    assert.equal(basicAuth.apiVersion, 'secrets-store.csi.x-k8s.io/v1');
    assert.equal(field(basicAuth, 'spec.provider'), 'azure');
    const { objects, ...parameters } = field(basicAuth, 'spec.parameters') as Record<string, string>;
    assert.equal(typeof objects, 'string');
    assert.deepEqual(parameters, {
      usePodIdentity: 'false',
      clientID: CLIENT,
      keyvaultName: 'monitoring',
      tenantID: TENANT,
    });
    assert.deepEqual(fetched(basicAuth), [{ objectName: 'thanos-basic-auth', objectType: 'secret' }]);
    const remoteWrite = find(manifests, 'SecretProviderClass', 'remotewrite-secret');
    assert.deepEqual(field(remoteWrite, 'spec.secretObjects'), [
      {
        secretName: 'remotewrite-secret',
        type: 'Opaque',
        data: [
          { objectName: 'thanos-remotewrite-user-thanos', key: 'user' },
          { objectName: 'thanos-remotewrite-password-thanos', key: 'password' },
        ],
      },
    ]);
  });

  it('the manifests follow the controller, the namespaces, the user and the prefix', async () => {
    const args = [
      ...['--controller', 'envoy-gateway', '--namespace', 'hub', '--prometheus-namespace', 'a'],
      ...['--prometheus-namespace', 'b', '--user', 'writer-2', '--entry-prefix', 'eu'],
    ];
    const [basicAuth, ...remoteWrites] = await printed([...EXTERNAL, ...args]);
    assert.deepEqual(field(basicAuth, 'spec.data.0'), { secretKey: '.htpasswd', remoteRef: { key: 'eu-basic-auth' } });
    assert.deepEqual(
      remoteWrites.map((each) => [each.metadata.namespace, field(each, 'spec.data.0.remoteRef.key')]),
      [
        ['a', 'eu-remotewrite-password-writer-2'],
        ['b', 'eu-remotewrite-password-writer-2'],
      ],
    );
    const only = await printed([...CLASSES, '--only', 'basic-auth']);
    assert.deepEqual(
      only.map(({ metadata }) => metadata.name),
      ['basic-auth'],
    );
  });

  it('the manifests may be shown, and may lie in dist', async () => {
    const dist = join(temporaryFolder(), 'dist');
    mkdirSync(dist);
    assert.equal((await credentials([...EXTERNAL, '--out', dist])).code, 0);
    assert.deepEqual(readdirSync(dist).sort(), ['basic-auth.thanos.yaml', 'remotewrite-secret.prometheus.yaml']);
    assert.equal(statSync(join(dist, 'basic-auth.thanos.yaml')).mode & 0o777, 0o644);
    assert.equal((await credentials(EXTERNAL, { terminal: true })).code, 0);
  });

  it('the values are one private file per entry, and the commands that upload them print none', async () => {
    const folder = join(temporaryFolder(), "it's");
    const password = somePassword();
    const args = ['--as', 'key-vault-values', '--key-vault', 'monitoring', '--password-file', '-', '--out', folder];
    const { code, printed: commands, reported } = await credentials(args, { stdin: `${password}\n` });
    assert.equal(code, 0, reported);
    const read = (entry: string) => readFileSync(join(folder, entry), 'utf8');
    assert.equal(read('thanos-remotewrite-password-thanos'), password);
    assert.equal(read('thanos-remotewrite-user-thanos'), 'thanos');
    assert.deepEqual([...users(read('thanos-basic-auth')).keys()], ['thanos']);
    for (const entry of readdirSync(folder)) assert.equal(statSync(join(folder, entry)).mode & 0o777, 0o600);
    assert.equal(commands.match(/^az keyvault secret set --vault-name monitoring .* --output none$/gm)?.length, 3);
    assert.ok(commands.includes(`--file '${folder.replace("'", `'\\''`)}/thanos-basic-auth'`));
    assert.ok(!commands.includes(password) && !reported.includes(password));
  });

  it('the values are files outside of dist', async () => {
    const args = ['--as', 'key-vault-values', '--key-vault', 'monitoring', '--generate'];
    await assertRefused(args, /needs --out/);
    await assertRefused([...args, '--out', join(temporaryFolder(), 'dist')], /output folder/);
  });

  it('refuses a password where only names are written', async () => {
    await assertRefused([...EXTERNAL, '--generate', '--keep', 'x'], /takes no password. Leave out --generate, --keep/);
  });

  it('refuses what Azure or the cluster would refuse', async () => {
    await assertRefused(['--as', 'external-secret'], /needs --store/);
    await assertRefused(['--as', 'external-secret', '--store', 'Not A Name'], /needs --store/);
    for (const name of ['a', 'v', '1vault', 'two--dashes', 'ends-', 'v'.repeat(25)]) {
      await assertRefused([...CLASSES, '--key-vault', name], /3 to 24/);
    }
    await assertRefused([...CLASSES, '--tenant-id', 'contoso.com'], /--tenant-id/);
    await assertRefused([...CLASSES, '--client-id', 'kubelet'], /--client-id.*not its object id/);
    await assertRefused([...EXTERNAL, '--user', 'a.b'], /letters, digits and dashes/);
    await assertRefused([...EXTERNAL, '--entry-prefix', 'a_b'], /letters, digits and dashes/);
  });
});
