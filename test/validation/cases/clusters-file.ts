import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Fleet, readClusters } from '../../../lib';
import type { CLUSTERS_FILE_RULES } from '../../../lib/validation/catalogue/clusters-file';
import type { RuleCases } from '../attempt';
import { remoteWrite } from './setup';

/** A fleet of the clusters that a file describes. */
export function clustersFile(...lines: string[]): (fleet: Fleet) => void {
  return (fleet) => {
    const folder = mkdtempSync(join(tmpdir(), 'clusters-'));
    try {
      const file = join(folder, 'clusters.yaml');
      writeFileSync(file, lines.join('\n'));
      const clusters = readClusters(file, {
        externalLabels: fleet.externalLabels,
        stacks: { hub: { remoteWrite } },
        tenants: ['team-a', 'team-b'],
      });
      fleet.addClusters(clusters, (cluster, { prometheus }) => cluster.addPrometheus(prometheus));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}

const west = (settings: string) => clustersFile(`{ defaults: { stack: hub }, clusters: { west: { ${settings} } } }`);

export const clustersFileCases: RuleCases<keyof typeof CLUSTERS_FILE_RULES> = {
  'THANOS-620': [
    {
      trips: clustersFile('clusters: { west: { stack: hub }'),
      passes: clustersFile('clusters: { west: { stack: hub } }'),
    },
    {
      trips: clustersFile('clusters:', '  west: &west { stack: hub }', '  east: *west'),
      passes: clustersFile('defaults: { stack: hub }', 'clusters:', '  west:', '  east:'),
    },
    {
      trips: (fleet) => clustersFile('clusters: { ? [west] : { stack: hub }, east: { stack: hub } }')(fleet),
      passes: west(''),
    },
    { trips: () => readClusters('/nowhere/clusters.yaml', { stacks: {} }), passes: west('') },
  ],
  'THANOS-621': [
    { trips: west('prometheus: { replica: 2 }'), passes: west('prometheus: { replicas: 2 }') },
    { trips: west('tennant: team-a'), passes: west('tenant: team-a') },
    {
      trips: clustersFile('{ cluster: {}, clusters: { west: { stack: hub } } }'),
      passes: clustersFile('{ clusters: { west: { stack: hub } } }'),
    },
    {
      trips: clustersFile('{ defaults: { stack: hub, region: eu }, clusters: { west: } }'),
      passes: clustersFile('{ regions: { eu: }, clusters: { west: { stack: hub, region: eu } } }'),
    },
  ],
  'THANOS-622': [
    { trips: west('prometheus: { replicas: two }'), passes: west('prometheus: { replicas: 2 }') },
    { trips: west('prometheus: { replicas: 1.5 }'), passes: west('prometheus: { replicas: 1 }') },
    { trips: west('prometheus: { mode: agents }'), passes: west('prometheus: { mode: agent }') },
    { trips: west('prometheus: { retention: 6 hours }'), passes: west('prometheus: { retention: 6h }') },
    { trips: west('prometheus: { storage: { size: 10GB } }'), passes: west('prometheus: { storage: { size: 10Gi } }') },
    {
      trips: west('prometheus: { resources: { requests: { cpu: half } } }'),
      passes: west('prometheus: { resources: { requests: { cpu: 500m, memory: 1Gi } } }'),
    },
    { trips: west('prometheus: { walCompression: yes }'), passes: west('prometheus: { walCompression: true }') },
    { trips: west('externalLabels: { zone: 1 }'), passes: west('externalLabels: { zone: "1" }') },
    { trips: west('prometheus: [agent]'), passes: west('prometheus: {}') },
    {
      trips: west('prometheus: { image: { digest: sha256:0 } }'),
      passes: west('prometheus: { image: { tag: v3.13.0 } }'),
    },
    {
      trips: clustersFile('{ clusters: { west: hub } }'),
      passes: clustersFile('{ clusters: { west: { stack: hub } } }'),
    },
  ],
  'THANOS-623': [
    {
      trips: clustersFile('clusters:', '  west: { stack: hub }', '  west: { stack: hub }'),
      passes: clustersFile('clusters:', '  west: { stack: hub }', '  west-2: { stack: hub }'),
    },
    { trips: west('tenant: team-a, tenant: team-b'), passes: west('tenant: team-b') },
  ],
  'THANOS-624': [
    { trips: west('tenant: team-c'), passes: west('tenant: team-b') },
    { trips: west('stack: hib'), passes: west('stack: hub') },
    {
      trips: clustersFile('{ environments: { production: }, clusters: { west: { stack: hub, environment: prod } } }'),
      passes: clustersFile(
        '{ environments: { production: }, clusters: { west: { stack: hub, environment: production } } }',
      ),
    },
    { trips: west('region: westeurope'), passes: west('') },
  ],
  'THANOS-625': [
    {
      trips: clustersFile('clusters: { west: { tenant: team-a } }'),
      passes: clustersFile('clusters: { west: { stack: hub } }'),
    },
    { trips: west('prometheus: { storage: {} }'), passes: west('prometheus: { storage: { size: 1Gi } }') },
  ],
  'THANOS-626': [
    {
      trips: west('prometheus: { mode: agent, retention: 6h }'),
      passes: west('prometheus: { mode: server, retention: 6h }'),
    },
    {
      trips: clustersFile(
        'defaults: { stack: hub, prometheus: { retention: 12h } }',
        'clusters: { west: { prometheus: { mode: agent } } }',
      ),
      passes: clustersFile(
        'defaults: { stack: hub, prometheus: { retention: 12h } }',
        'clusters: { west: { prometheus: { mode: agent, retention: null } } }',
      ),
    },
  ],
};
