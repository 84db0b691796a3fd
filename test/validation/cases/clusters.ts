import { type Cluster, Fleet } from '../../../lib';
import type { CLUSTER_RULES } from '../../../lib/validation/catalogue/clusters';
import type { RuleCases } from '../attempt';
import { clustersFile } from './clusters-file';
import { remoteWrite } from './setup';

const prometheus = (cluster: Cluster) => {
  cluster.addPrometheus({ remoteWrite });
};

const add = (fleet: Fleet, ...names: string[]) => {
  for (const name of names) fleet.addCluster(name);
};

/** A fleet with a scheme of labels, and a cluster with some. */
const labelled = (scheme: readonly string[], externalLabels: Readonly<Record<string, string>>) => () => {
  const fleet = new Fleet({ outdir: '/nowhere', externalLabels: scheme });
  fleet.addCluster('west', { externalLabels }).addPrometheus({ remoteWrite });
  return fleet;
};

const rendering = (name: string) => () => {
  const fleet = new Fleet({ outdir: '/nowhere', only: [name] });
  fleet.addCluster('west');
  return fleet;
};

export const clusterCases: RuleCases<keyof typeof CLUSTER_RULES> = {
  'THANOS-610': [
    {
      trips: (fleet) => add(fleet, 'west', 'west'),
      passes: (fleet) => add(fleet, 'west', 'west-2'),
    },
    { trips: (fleet) => fleet.addCluster('West_1'), passes: (fleet) => fleet.addCluster('west-1') },
    {
      trips: (fleet) => {
        fleet.addCluster('west', {}, prometheus);
        fleet.addCluster('west');
      },
      passes: (fleet) => fleet.addCluster('west', {}, prometheus),
    },
    {
      trips: clustersFile('{ clusters: { West_1: { stack: hub } } }'),
      passes: clustersFile('{ clusters: { west-1: { stack: hub } } }'),
    },
  ],
  'THANOS-611': [
    { trips: () => undefined, passes: (fleet) => fleet.addCluster('west') },
    { trips: clustersFile('{ clusters: {} }'), passes: clustersFile('{ clusters: { west: { stack: hub } } }') },
  ],
  'THANOS-612': [
    { trips: labelled(['datacenter'], {}), passes: labelled(['datacenter'], { datacenter: 'westeu' }) },
    {
      trips: labelled(['datacenter'], { datacenter: 'westeu', team: 'a' }),
      passes: labelled(['datacenter', 'team'], { datacenter: 'westeu', team: 'a' }),
    },
    { trips: labelled(['zone', 'zone'], { zone: '1' }), passes: labelled(['zone'], { zone: '1' }) },
    ...['cluster', 'prometheus', 'data-center', '__zone'].map((label) => ({
      trips: labelled([label], { [label]: 'eu' }),
      passes: labelled(['zone'], { zone: 'eu' }),
    })),
  ],
  'THANOS-613': [
    {
      trips: (fleet) => {
        const hub = fleet.addCluster('hub');
        fleet.addCluster('west', {}, (cluster) => hub.addNamespace(cluster.name));
      },
      passes: (fleet) => {
        const hub = fleet.addCluster('hub');
        hub.addNamespace('west');
        fleet.addCluster('west', {}, (cluster) => cluster.addNamespace(hub.name));
      },
    },
    {
      trips: (fleet) => fleet.addCluster('west', {}, async (cluster) => prometheus(cluster)),
      passes: (fleet) => fleet.addCluster('west', {}, (cluster) => prometheus(cluster)),
    },
    {
      trips: (fleet) => fleet.addCluster('west', {}, ({ name }) => fleet.addCluster(`${name}-2`)),
      passes: (fleet) => {
        fleet.addCluster('west', {}, prometheus);
        fleet.addCluster('west-2');
      },
    },
  ],
  'THANOS-614': [{ trips: rendering('wset'), passes: rendering('west') }],
};
