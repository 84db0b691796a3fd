import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { Exposure, Fleet, Issuer, readClusters, type ThanosStack, type ThanosStackProps } from '../../lib';
import { field, find, type Manifest } from '../helpers';
import { inFolder, objstore, tree } from './setup';

const issuer = Issuer.existing('ClusterIssuer', 'letsencrypt-prod');
const byToken = Exposure.gatewayApi({ gatewayClass: 'eg', domain: 'new.example.com', issuer, clusterTokens: true });
const byPassword = Exposure.ingressNginx({ domain: 'old.example.com', issuer, basicAuth: 'basic-auth' });
const oidcIssuer = (name: string) => `https://issuer.example.com/${name}/`;

type Receive = NonNullable<Exclude<ThanosStackProps['exposure'], Exposure>>['receive'];

/** Renders a fleet with a hub, and returns what each cluster has. */
function render(receive: Receive, build: (fleet: Fleet, thanos: ThanosStack) => void): Record<string, Manifest[]> {
  return inFolder((outdir) => {
    const fleet = new Fleet({ outdir });
    const hub = fleet.addCluster('hub', { oidcIssuer: oidcIssuer('hub') });
    const thanos = hub.addThanos({ objstore, exposure: { receive } });
    hub.addPrometheus({ remoteWrite: thanos.remoteWrite });
    build(fleet, thanos);
    fleet.synth();
    const clusters: Record<string, Manifest[]> = {};
    for (const [file, text] of Object.entries(tree(outdir))) {
      const [cluster = ''] = file.split('/');
      clusters[cluster] = [
        ...(clusters[cluster] ?? []),
        ...parseAllDocuments(text).map((each) => each.toJS() as Manifest),
      ];
    }
    return clusters;
  });
}

/** The policies that admit writers. */
const policies = (manifests: readonly Manifest[] = []) =>
  manifests
    .filter((object) => object.kind === 'SecurityPolicy' && field(object, 'spec.jwt') !== undefined)
    .map(({ metadata }) => metadata.name);

const add = (fleet: Fleet, thanos: ThanosStack, name: string, issuer: string | undefined = oidcIssuer(name)) =>
  fleet.addCluster(name, { oidcIssuer: issuer }).addPrometheus({ remoteWrite: thanos.remoteWrite });

describe('A cluster that writes by token', () => {
  const { hub, west } = render(byToken, (fleet, thanos) => {
    fleet
      .addCluster('west', { oidcIssuer: oidcIssuer('west') })
      .addPrometheus({ mode: 'agent', remoteWrite: [{ destination: thanos.remoteWrite, tenant: 'payments' }] });
  });
  const spec = find(west ?? [], 'PrometheusAgent', 'prometheus')['spec'];

  it('sends a token that is for the host of receive alone, and no password', () => {
    assert.deepEqual(field(spec, 'remoteWrite.0.authorization'), {
      type: 'Bearer',
      credentialsFile: '/var/run/secrets/remote-write/receive.new.example.com',
    });
    assert.equal(field(spec, 'remoteWrite.0.basicAuth'), undefined);
    assert.equal(field(spec, 'remoteWrite.0.url'), 'https://receive.new.example.com/api/v1/receive');
    assert.deepEqual(field(spec, 'volumes.0.projected.sources'), [
      {
        serviceAccountToken: {
          audience: 'receive.new.example.com',
          expirationSeconds: 3600,
          path: 'receive.new.example.com',
        },
      },
    ]);
    assert.deepEqual(field(spec, 'volumeMounts'), [
      { name: 'remote-write-tokens', mountPath: '/var/run/secrets/remote-write', readOnly: true },
    ]);
  });

  it('says which cluster and tenant it is, and not the tenant by its own header', () => {
    assert.deepEqual(field(spec, 'remoteWrite.0.headers'), { 'THANOS-CLUSTER': 'west.payments' });
  });

  it('is admitted at the hub as its own ServiceAccount, as the hub itself is', () => {
    assert.deepEqual(policies(hub), ['thanos-receive-hub', 'thanos-receive-west.payments']);
    const policy = find(hub ?? [], 'SecurityPolicy', 'thanos-receive-west.payments');
    assert.equal(field(policy, 'spec.jwt.providers.0.issuer'), oidcIssuer('west'));
    assert.deepEqual(field(policy, 'spec.authorization.rules.0.principal.jwt.claims'), [
      { name: 'sub', values: ['system:serviceaccount:prometheus:prometheus'] },
    ]);
  });

  it('keeps its own volumes beside that of the token', () => {
    const { west } = render(byToken, (fleet, thanos) => {
      fleet.addCluster('west', { oidcIssuer: oidcIssuer('west') }).addPrometheus({
        remoteWrite: thanos.remoteWrite,
        extraVolumes: [{ name: 'certs', emptyDir: {} }],
        extraVolumeMounts: [{ name: 'certs', mountPath: '/certs' }],
      });
    });
    const own = find(west ?? [], 'Prometheus', 'prometheus')['spec'];
    const names = (list: unknown) => (list as { name: string }[]).map(({ name }) => name);
    assert.deepEqual(names(field(own, 'volumes')), ['remote-write-tokens', 'certs']);
    assert.deepEqual(names(field(own, 'volumeMounts')), ['remote-write-tokens', 'certs']);
  });
});

describe('The clusters of a fleet that writes by token', () => {
  it('are admitted as they are added, and no longer when they are gone', () => {
    const of = (...names: string[]) =>
      policies(
        render(byToken, (fleet, thanos) => {
          for (const name of names) add(fleet, thanos, name);
        })['hub'],
      );
    assert.deepEqual(of('west'), ['thanos-receive-hub', 'thanos-receive-west']);
    assert.deepEqual(of('west', 'east'), ['thanos-receive-hub', 'thanos-receive-west', 'thanos-receive-east']);
    assert.deepEqual(of('east'), ['thanos-receive-hub', 'thanos-receive-east']);
  });

  it('are admitted too where they are made when it is their turn', () => {
    const held = render(byToken, (fleet, thanos) => add(fleet, thanos, 'west'));
    const made = render(byToken, (fleet, thanos) =>
      fleet.addCluster('west', { oidcIssuer: oidcIssuer('west') }, (cluster) => {
        cluster.addPrometheus({ remoteWrite: thanos.remoteWrite });
      }),
    );
    assert.deepEqual(made, held);
  });

  it('are admitted too where a file says who signs their tokens', () => {
    const made = render(byToken, (fleet, thanos) => {
      const clusters = inFolder((folder) => {
        const file = join(folder, 'clusters.yaml');
        writeFileSync(file, `clusters: { west: { stack: hub, oidcIssuer: '${oidcIssuer('west')}' } }`);
        return readClusters(file, { stacks: { hub: thanos } });
      });
      fleet.addClusters(clusters, (cluster, { prometheus }) => cluster.addPrometheus(prometheus));
    });
    assert.deepEqual(policies(made['hub']), ['thanos-receive-hub', 'thanos-receive-west']);
  });
});

describe('A stack with both edges', () => {
  const moved = (fleet: Fleet, thanos: ThanosStack) =>
    fleet
      .addCluster('west', { oidcIssuer: oidcIssuer('west'), writesBy: 'token' })
      .addPrometheus({ remoteWrite: thanos.remoteWrite });
  const { hub, west, east, north } = render([byPassword, byToken], (fleet, thanos) => {
    moved(fleet, thanos);
    add(fleet, thanos, 'east');
    fleet.addCluster('north').addPrometheus({ remoteWrite: thanos.remoteWrite });
  });
  const write = (manifests: Manifest[] | undefined) =>
    field(find(manifests ?? [], 'Prometheus', 'prometheus'), 'spec.remoteWrite.0');

  it('has those clusters write by token that say so, and leaves all others at the old edge', () => {
    assert.equal(field(write(west), 'url'), 'https://receive.new.example.com/api/v1/receive');
    assert.equal(field(write(west), 'basicAuth'), undefined);
    for (const cluster of [east, north]) {
      assert.equal(field(write(cluster), 'url'), 'https://receive.old.example.com/api/v1/receive');
      assert.equal(field(write(cluster), 'authorization'), undefined);
      assert.deepEqual(field(write(cluster), 'basicAuth.password'), { name: 'remotewrite-secret', key: 'password' });
    }
  });

  it('lets in everybody who could move, so that nothing is refused when they do', () => {
    assert.deepEqual(policies(hub), ['thanos-receive-hub', 'thanos-receive-west', 'thanos-receive-east']);
  });

  it('has an Ingress and a Gateway, each with a certificate of its own', () => {
    const ingress = find(hub ?? [], 'Ingress', 'thanos-receive');
    assert.equal(field(ingress, 'spec.tls.0.secretName'), 'thanos-receive-tls');
    const listener = field(find(hub ?? [], 'Gateway', 'thanos'), 'spec.listeners.1');
    assert.deepEqual(field(listener, 'tls.certificateRefs'), [{ name: 'thanos-receive-gateway-tls' }]);
  });

  it('keeps a remote write with a Secret of its own at the old edge', () => {
    const { west } = render([byPassword, byToken], (fleet, thanos) =>
      fleet
        .addCluster('west', { oidcIssuer: oidcIssuer('west'), writesBy: 'token' })
        .addPrometheus({ remoteWrite: [{ destination: thanos.remoteWrite, basicAuth: { secretName: 'own' } }] }),
    );
    assert.equal(field(write(west), 'url'), 'https://receive.old.example.com/api/v1/receive');
  });

  it('changes nothing of the new edge when the old one goes', () => {
    const after = render(byToken, (fleet, thanos) => add(fleet, thanos, 'west'));
    const before = render([byPassword, byToken], moved);
    const gone = (before['hub'] ?? []).filter(({ kind }) => !['Ingress', 'Prometheus'].includes(kind));
    const left = (after['hub'] ?? []).filter(({ kind }) => kind !== 'Prometheus');
    assert.deepEqual(sorted(left), sorted(gone));
    assert.deepEqual(after['west'], before['west']);
  });
});

const sorted = (manifests: readonly Manifest[] = []) => manifests.map((each) => JSON.stringify(each)).sort();
