import type { RuleSet } from '../rule';

export const CLUSTER_RULES = {
  'THANOS-610': {
    severity: 'error',
    title: "A cluster's name is unfit for a folder or a label, or another cluster has it",
    protects: 'A cluster is a folder, and the label that tells its series from those of others.',
    sources: ['This library: fleet.addCluster()'],
  },
  'THANOS-611': {
    severity: 'error',
    title: 'A fleet, or a clusters file, without clusters',
    protects: 'Rendering nothing would remove the folders of all clusters.',
    sources: ['This library: fleet.synth()'],
  },
  'THANOS-612': {
    severity: 'error',
    title: "A cluster's external labels do not follow the scheme of the fleet",
    protects: 'A query or an alert that groups by a label misses the clusters that do not have it.',
    sources: ['https://thanos.io/tip/operating/troubleshooting.md/', 'This library: new Fleet({ externalLabels })'],
  },
  'THANOS-613': {
    severity: 'error',
    title: 'The function of a cluster adds to another one, or is asynchronous',
    protects: 'What is added to a cluster after it has been rendered is in no file.',
    sources: ['This library: fleet.addCluster(), fleet.addClusters()'],
  },
  'THANOS-614': {
    severity: 'error',
    title: 'A cluster that is to be rendered does not exist',
    protects: 'A mistyped name would render nothing, and look like success.',
    sources: ['This library: npm run synth -- --cluster'],
  },
} as const satisfies RuleSet;
