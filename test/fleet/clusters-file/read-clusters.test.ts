import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { type ClusterEntry, type ClusterPrometheusProps, Fleet, readClusters } from '../../../lib';
import { inFolder, refusal, remoteWrite, tree } from '../setup';

const stacks = { hub: { remoteWrite } };

function read(...lines: string[]): ClusterEntry[] {
  return inFolder((folder) => {
    const file = join(folder, 'clusters.yaml');
    writeFileSync(file, lines.join('\n'));
    return readClusters(file, { stacks, tenants: ['team-a', 'team-b'] });
  });
}

/** What is wrong with a file, each with line and column. */
function problems(lines: readonly string[], externalLabels: readonly string[] = []): string[] {
  return inFolder((folder) => {
    const file = join(folder, 'clusters.yaml');
    writeFileSync(file, lines.join('\n'));
    const { problems } = refusal(() => readClusters(file, { stacks, externalLabels, tenants: ['team-a', 'team-b'] }));
    return problems.map(({ path, message }) => `${path} ${message}`.replaceAll(`${folder}/`, ''));
  });
}

describe('readClusters', () => {
  it('reads a cluster with all that it inherits: defaults, then environment, then region, then its own', () => {
    const [west, east] = read(
      'defaults:',
      '  stack: hub',
      '  prometheus:',
      '    scrapeInterval: 60s',
      '    nodeSelector: { pool: system, arch: amd64 }',
      '    storage: { size: 10Gi, storageClass: managed-csi }',
      'environments:',
      '  production:',
      '    tenant: team-a',
      '    prometheus: { replicas: 2, nodeSelector: { pool: monitoring } }',
      'regions:',
      '  westeurope: { externalLabels: { datacenter: westeu }, prometheus: { replicas: 3 } }',
      'clusters:',
      '  west:',
      '    environment: production\n    region: westeurope\n    tenant: team-b',
      '    prometheus: { storage: { size: 20Gi }, nodeSelector: { arch: null } }',
      '  east:',
    );
    assert.deepEqual(west, {
      name: 'west',
      externalLabels: { datacenter: 'westeu' },
      environment: 'production',
      region: 'westeurope',
      oidcIssuer: undefined,
      entraClientId: undefined,
      clientCertificate: undefined,
      writesBy: undefined,
      stack: 'hub',
      tenant: 'team-b',
      prometheus: {
        mode: undefined,
        retention: undefined,
        retentionSize: undefined,
        evaluationInterval: undefined,
        scrapeInterval: '60s',
        nodeSelector: { pool: 'monitoring' },
        storage: { size: Size.gibibytes(20), storageClass: 'managed-csi' },
        replicas: 3,
        remoteWrite: [{ name: 'Thanos', destination: remoteWrite, tenant: 'team-b' }],
      },
    });
    assert.equal(east?.tenant, undefined);
    assert.deepEqual(east?.prometheus.nodeSelector, { pool: 'system', arch: 'amd64' });
  });

  it('reads the certificate of a cluster, of which layers may give parts, and a cluster none', () => {
    const entries = read(
      'defaults: { stack: hub, clientCertificate: { issuer: { kind: ClusterIssuer } } }',
      'regions: { plant: { clientCertificate: { issuer: { name: clients } } } }',
      'clusters:',
      '  west: { region: plant }',
      '  east: { region: plant, clientCertificate: { secretName: east-client } }',
      '  north: { region: plant, clientCertificate: { issuer: null, secretName: by-hand } }',
      '  south: { clientCertificate: null }',
    );
    const issuer = { issuerRef: { kind: 'ClusterIssuer', name: 'clients' } };
    assert.deepEqual(
      entries.map(({ clientCertificate }) => clientCertificate),
      [{ issuer, secretName: undefined }, { issuer, secretName: 'east-client' }, { secretName: 'by-hand' }, undefined],
    );
  });

  it('renders the same bytes as the same options in code', () => {
    inFolder((folder) => {
      const prometheus: ClusterPrometheusProps = {
        remoteWrite: [{ name: 'Thanos', destination: remoteWrite, tenant: 'team-a' }],
        retention: '12h',
        retentionSize: Size.gibibytes(8),
        evaluationInterval: '1m',
        namespace: 'monitoring',
        annotations: { owner: 'platform' },
        image: { repository: 'registry.example.com/prometheus', tag: 'v3.13.0', digest: `sha256:${'0'.repeat(64)}` },
        labels: { team: 'platform' },
        logFormat: 'json',
        logLevel: 'warn',
        maximumStartupDurationSeconds: 600,
        nodeSelector: { pool: 'system' },
        podAnnotations: { note: 'a' },
        podLabels: { cost: 'monitoring' },
        priorityClassName: 'high',
        replicas: 2,
        resources: {
          requests: { cpu: Cpu.millis(500), memory: Size.gibibytes(1) },
          limits: { memory: Size.mebibytes(2048) },
        },
        scrapeInterval: '1m',
        scrapeTimeout: '15s',
        shards: 2,
        storage: { size: Size.gibibytes(10), storageClass: 'managed-csi' },
        walCompression: false,
      };
      const code = new Fleet({ outdir: join(folder, 'code') });
      code.addCluster('west').addPrometheus(prometheus);
      code.addCluster('east').addPrometheus({ mode: 'agent', remoteWrite });
      code.synth();
      const data = new Fleet({ outdir: join(folder, 'data') });
      const clusters = read(
        'defaults: { stack: hub }',
        'clusters:',
        '  east: { prometheus: { mode: agent } }',
        '  west:',
        '    tenant: team-a',
        '    prometheus:',
        '      mode: server',
        '      retention: 12h',
        '      retentionSize: 8Gi',
        '      evaluationInterval: 1m',
        '      namespace: monitoring',
        '      annotations: { owner: platform }',
        `      image: { repository: registry.example.com/prometheus, tag: v3.13.0, digest: "sha256:${'0'.repeat(64)}" }`,
        '      labels: { team: platform }',
        '      logFormat: json',
        '      logLevel: warn',
        '      maximumStartupDurationSeconds: 600',
        '      nodeSelector: { pool: system }',
        '      podAnnotations: { note: a }',
        '      podLabels: { cost: monitoring }',
        '      priorityClassName: high',
        '      replicas: 2',
        '      resources: { requests: { cpu: 500m, memory: 1Gi }, limits: { memory: 2048Mi } }',
        '      scrapeInterval: 1m',
        '      scrapeTimeout: 15s',
        '      shards: 2',
        '      storage: { size: 10Gi, storageClass: managed-csi }',
        '      walCompression: false',
      );
      data.addClusters(clusters, (cluster, entry) => cluster.addPrometheus(entry.prometheus));
      data.synth();
      assert.deepEqual(tree(data.outdir), tree(code.outdir));
    });
  });

  it('fills labels of the scheme that are called environment and region, and types the others', () => {
    inFolder((folder) => {
      const file = join(folder, 'clusters.yaml');
      writeFileSync(
        file,
        [
          'environments: { test: }',
          'clusters:',
          '  west: { stack: hub, environment: test, externalLabels: { datacenter: westeu } }',
        ].join('\n'),
      );
      const fleet = new Fleet({ externalLabels: ['datacenter', 'environment'] });
      const clusters = readClusters(file, { externalLabels: fleet.externalLabels, stacks });
      assert.deepEqual(clusters[0]?.externalLabels, { datacenter: 'westeu', environment: 'test' });
      const stack: 'hub' | undefined = clusters[0]?.stack;
      assert.equal(stack, 'hub');
      fleet.addClusters(clusters, () => undefined);
      // @ts-expect-error these entries lack a label of the scheme
      fleet.addClusters(readClusters(file, { stacks }), () => undefined);
    });
  });

  it('tells everything that is wrong at once, in the order of the file', () => {
    assert.deepEqual(
      problems(
        [
          'defaults:',
          '  stack: hub',
          '  prometheus: { retentoin: 6h, replicas: "2" }',
          'enviroments:',
          '  production:',
          'clusters:',
          '  West: {}',
          '  east: { tenant: team-c, region: eu }',
          '  north: { stack: hib, stack: hub, externalLabels: { datacentre: westeu } }',
        ],
        ['datacenter'],
      ).map((problem) => problem.replace(/\. .*/, '')),
      [
        'clusters.yaml:3:17 THANOS-621: prometheus has no key "retentoin"',
        'clusters.yaml:3:42 THANOS-622: prometheus.replicas is "2", and takes a whole number of 1 or more',
        'clusters.yaml:4:1 THANOS-621: There is no key "enviroments" here',
        'clusters.yaml:7:3 THANOS-610: The cluster name "West" is no folder and label that works everywhere',
        'clusters.yaml:7:3 THANOS-625: Cluster "West" has no external label datacenter',
        'clusters.yaml:8:19 THANOS-624: tenant "team-c" is not among the tenants of readClusters()',
        'clusters.yaml:8:35 THANOS-624: region "eu" is not among the regions of this file',
        'clusters.yaml:9:3 THANOS-625: Cluster "north" has no external label datacenter',
        'clusters.yaml:9:19 THANOS-624: stack "hib" is not among the stacks of readClusters()',
        'clusters.yaml:9:24 THANOS-623: "stack" is here twice; the first one is in line 9',
        'clusters.yaml:9:54 THANOS-621: externalLabels has "datacentre", which is not in the scheme of the fleet',
      ],
    );
  });
});

describe('What is wrong with a clusters file', () => {
  const only = (...lines: string[]) => {
    const found = problems(lines);
    assert.equal(found.length, 1, found.join('\n'));
    return found[0] ?? '';
  };

  it('says what to write instead, with the nearest known name', () => {
    assert.match(only('clusters: { west: { stack: hbu } }'), /Write "hub", for example/);
    assert.match(only('clusters: { west: { stack: hub, tenant: team-1 } }'), /Write "team-a" or "team-b"/);
    assert.match(
      only('clusters: { west: { stack: hub, prometheus: { mode: agents } } }'),
      /one of server, agent\. Write agent/,
    );
    assert.match(only('clusters: { west: { stack: elsewhere } }'), /Write the name of .*: hub$/);
    assert.match(only('clusters: { west: { stack: hub, prometheus: { replica: 1 } } }'), /Write "replicas"/);
    assert.match(
      only('clusters: { west: { stack: hub, externalLabels: { zone: 1 } } }'),
      /zone is the number 1, .*Write "1"/,
    );
  });

  it('is told once where it is written, however many clusters inherit it', () => {
    assert.match(
      only('defaults: { stack: hub, prometheus: { scrapeInterval: 30 } }', 'clusters:', '  a:', '  b:', '  c:'),
      /^clusters\.yaml:1:55 THANOS-622: prometheus\.scrapeInterval is the number 30, and takes a duration\. Write 30s/,
    );
    assert.match(
      only(
        'defaults: { stack: hub, prometheus: { retention: 12h } }',
        'environments: { edge: { prometheus: { mode: agent } } }',
        'clusters: { a: { environment: edge }, b: { environment: edge } }',
      ),
      /^clusters\.yaml:1:39 THANOS-626: .*the agent of line 2 inherits it\. Write retention: null/,
    );
  });

  it('names the first of two clusters of one name', () => {
    assert.match(
      only('clusters:', '  west: { stack: hub }', '  west: { stack: hub }'),
      /^clusters\.yaml:3:3 THANOS-623: "west" is here twice; the first one is in line 2/,
    );
  });

  it('is told once for a list in place of clusters, a number below one, and a label that is as good as none', () => {
    assert.match(only('clusters: [west]'), /^clusters\.yaml:1:11 THANOS-622: clusters is a list, and takes a map/);
    assert.match(
      only('clusters: { west: { stack: hub, prometheus: { shards: -1 } } }'),
      /^clusters\.yaml:1:55 THANOS-622: prometheus\.shards is the number -1, and takes a whole number of 1 or more/,
    );
    assert.match(
      only("regions: { eu: { externalLabels: { datacenter: '' } } }", 'clusters: { a: { stack: hub, region: eu } }'),
      /^clusters\.yaml:1:36 THANOS-401: The external label "datacenter" is empty/,
    );
  });

  it('can be a certificate that comes from nowhere', () => {
    const of = (certificate: string) => only(`clusters: { a: { stack: hub, clientCertificate: ${certificate} } }`);
    assert.match(
      of('{}'),
      /^clusters\.yaml:1:49 THANOS-625: clientCertificate has neither issuer nor secretName\. Write clientCertificate\.issuer/,
    );
    assert.match(
      of('{ issuer: clients }'),
      /^clusters\.yaml:1:59 THANOS-622: clientCertificate\.issuer is "clients", and takes a map/,
    );
    assert.match(of('{ issuer: { kind: Issuer } }'), /THANOS-625: clientCertificate\.issuer has no name/);
    assert.match(
      of('{ issuer: { kind: issuer, name: a } }'),
      /THANOS-622: clientCertificate\.issuer\.kind is "issuer".*Write Issuer/,
    );
    assert.match(of('{ secret: a }'), /THANOS-621: clientCertificate has no key "secret"\. .*: issuer, secretName$/);
    assert.match(of('{ secretName: 1 }'), /THANOS-622: clientCertificate\.secretName is the number 1/);
  });

  it('is found in what nobody uses yet', () => {
    assert.match(
      only('environments: { test: { tennant: team-a } }', 'clusters: { west: { stack: hub } }'),
      /^clusters\.yaml:1:25 THANOS-621/,
    );
  });

  it('is not guessed at where the file is no YAML', () => {
    assert.match(only('clusters: { west: { stack: hub }'), /^clusters\.yaml:1:33 THANOS-620: This is no YAML/);
    assert.match(
      only('clusters: { west: { stack: hub } }', '---', 'clusters: {}'),
      /^clusters\.yaml:2:1 THANOS-620: A second document begins here/,
    );
    assert.match(only('a: &a [*a]', 'clusters: {}'), /THANOS-620: This is an alias/);
  });

  it('can be that there is none, or nothing in it', () => {
    for (const lines of [[''], ['clusters:'], ['clusters: {}'], ['# clusters: none yet']]) {
      assert.match(only(...lines), /THANOS-611: The file has no cluster/);
    }
    const { message } = refusal(() => readClusters('no/such/clusters.yaml', { stacks }));
    assert.match(message, /no\/such\/clusters\.yaml:1:1\n.*THANOS-620: The file cannot be read: ENOENT/);
  });

  it('leaves what is rendered as it is', () => {
    inFolder((folder) => {
      const file = join(folder, 'clusters.yaml');
      const outdir = join(folder, 'dist');
      const synth = (line: string) => {
        writeFileSync(file, line);
        const fleet = new Fleet({ outdir });
        const clusters = readClusters(file, { stacks });
        fleet.addClusters(clusters, (cluster, { prometheus }) => cluster.addPrometheus(prometheus));
        fleet.synth();
      };
      synth('clusters: { west: { stack: hub } }');
      const before = tree(outdir);
      refusal(() => synth('clusters: { east: { stack: hub, prometheus: { shards: x } } }'));
      // This one is good data, and what it says is found wrong as it would be in code.
      refusal(() => synth('clusters: { east: { stack: hub, prometheus: { namespace: A_b } } }'));
      assert.deepEqual(tree(outdir), before);
    });
  });
});
