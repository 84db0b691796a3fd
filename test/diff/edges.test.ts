import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { AzureIdentity, Exposure, Fleet, Issuer, ObjectStore } from '../../lib';
import { inFolder, tree } from '../fleet/setup';
import { judgedFields } from './compare';

interface Edges {
  /** Beside that with tokens, or in place of it. */
  readonly old?: 'beside' | 'alone';
  readonly gatewayClass?: string;
  readonly tenants?: readonly string[];
  /** By name, with the tenant of each. */
  readonly writers?: Readonly<Record<string, string | undefined>>;
}

const oidcIssuer = (name: string) => `https://westeurope.oic.prod-aks.azure.com/${name}/`;

/** What is rendered for the cluster with the edge. */
function hub({ old, gatewayClass = 'eg', tenants = [], writers = { shop: undefined } }: Edges = {}): string {
  return inFolder((folder) => {
    const fleet = new Fleet({ outdir: folder });
    const cluster = fleet.addCluster('hub', { oidcIssuer: oidcIssuer('hub') });
    const issuer = Issuer.existing('ClusterIssuer', 'letsencrypt-prod');
    const edge = { gatewayClass, domain: 'metrics.example.com', issuer };
    const byPassword = Exposure.ingressNginx({ domain: 'thanos.example.com', issuer, basicAuth: 'basic-auth' });
    const byToken = Exposure.gatewayApi({ ...edge, clusterTokens: true });
    const receive = old === 'alone' ? byPassword : old === 'beside' ? ([byPassword, byToken] as const) : byToken;
    const tenantQueries = Object.fromEntries(
      tenants.map((tenant) => [tenant, Exposure.gatewayApi({ ...edge, basicAuth: tenant })]),
    );
    const thanos = cluster.addThanos({
      objstore: ObjectStore.azureBlob({
        storageAccount: 'metrics',
        container: 'thanos',
        identity: AzureIdentity.kubelet({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' }),
      }),
      query: { tenancy: { enforce: true } },
      exposure: { receive, tenantQueries },
    });
    for (const [name, tenant] of Object.entries(writers)) {
      fleet
        .addCluster(name, { oidcIssuer: oidcIssuer(name) })
        .addPrometheus({ mode: 'agent', remoteWrite: [{ destination: thanos.remoteWrite, tenant }] });
    }
    fleet.synth();
    return Object.values(tree(join(folder, 'hub'))).join('\n---\n');
  });
}

/** What is said, as `<level> <code>`, each once. */
function codes(before: string, after: string): string[] {
  return [...new Set(judgedFields({ before, after }).map(({ level, code }) => `${level} ${code}`))].sort();
}

const said = (before: string, after: string, code: string) =>
  judgedFields({ before, after })
    .filter((field) => field.code === code)
    .map(({ message }) => message);

describe('An edge where clusters write by tokens', () => {
  const before = hub();
  const two = hub({ writers: { shop: undefined, web: undefined } });

  it('lets in one cluster more, and says whom', () => {
    assert.deepEqual(codes(before, two), ['config DIFF-003', 'config DIFF-370']);
    const [message = ''] = said(before, two, 'DIFF-370');
    for (const part of ['web may write', 'receive.metrics.example.com', 'THANOS-CLUSTER=web', oidcIssuer('web')]) {
      assert.ok(message.includes(part), message);
    }
    assert.match(message, /system:serviceaccount:prometheus:prometheus/);
  });

  it('shuts one out, which is said once as what is at stake', () => {
    assert.deepEqual(codes(two, before), ['config DIFF-366', 'data DIFF-360']);
    assert.match(said(two, before, 'DIFF-360').join(), /THANOS-CLUSTER=web.*oic\.prod-aks\.azure\.com\/web\//);
  });

  it('gets a tenant more, whose readers and writers are new', () => {
    const tenants = hub({ tenants: ['payments'], writers: { shop: undefined, web: 'payments' } });
    assert.deepEqual(
      codes(before, tenants).filter((code) => !/00[1-4]$/.test(code)),
      ['config DIFF-314', 'config DIFF-370'],
    );
    assert.match(said(before, tenants, 'DIFF-370').join(), /for tenant payments/);
  });

  it('says that a cluster of another tenant writes as another', () => {
    const [payments, platform] = ['payments', 'platform'].map((tenant) => hub({ writers: { shop: tenant } }));
    assert.ok(payments && platform);
    assert.deepEqual(
      codes(payments, platform).filter((code) => code.startsWith('data')),
      ['data DIFF-360'],
    );
  });

  it('is rendered beside an old one without anything at stake', () => {
    assert.deepEqual(codes(hub({ old: 'alone' }), hub({ old: 'beside' })), ['config DIFF-003', 'config DIFF-370']);
  });

  it('stays when the old one goes, whose hosts nobody answers for any more', () => {
    assert.deepEqual(codes(hub({ old: 'beside' }), before), ['data DIFF-310']);
    assert.match(said(hub({ old: 'beside' }), before, 'DIFF-310').join(), /receive\.thanos\.example\.com/);
  });

  it('has another address with another class', () => {
    assert.deepEqual(codes(before, hub({ gatewayClass: 'eg-inner' })), ['data DIFF-353']);
  });

  it('is told from one without a policy, whichever way that is lost', () => {
    const policy = before.split('\n---\n').find((text) => text.includes('kind: SecurityPolicy')) ?? '';
    const ways: Readonly<Record<string, string>> = {
      'no policy': before.replace(policy, ''),
      'one for another route': before.replace(policy, policy.replaceAll('thanos-receive-shop', 'thanos-receive-web')),
    };
    for (const [way, after] of Object.entries(ways)) {
      assert.notEqual(after, before, way);
      assert.ok(
        codes(before, after).some((code) => code === 'data DIFF-312'),
        `${way}: ${codes(before, after)}`,
      );
    }
  });

  it('may have its policy under another name', () => {
    const after = before.replace(
      /(kind: SecurityPolicy[\s\S]*?\n {2}name: thanos-receive-shop)\n/,
      (_, start: string) => `${start}-2\n`,
    );
    assert.notEqual(after, before);
    assert.deepEqual(codes(before, after), ['config DIFF-366']);
  });

  it('says nothing worse of another version than that pods roll', () => {
    const levels = judgedFields({ before, after: before.replaceAll('0.42.5', '0.42.6') }).map(({ level }) => level);
    assert.ok(levels.length > 0);
    assert.deepEqual(
      levels.filter((level) => level === 'data' || level === 'replace'),
      [],
    );
  });
});
