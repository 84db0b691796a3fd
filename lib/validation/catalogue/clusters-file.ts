import type { RuleSet } from '../rule';

const SOURCES = ['This library: readClusters()'];

export const CLUSTERS_FILE_RULES = {
  'THANOS-620': {
    severity: 'error',
    title: 'A clusters file cannot be read, or uses YAML that it does not take',
    protects: 'Half a list of clusters would remove the folders of the others.',
    sources: SOURCES,
  },
  'THANOS-621': {
    severity: 'error',
    title: 'A clusters file has an unknown key',
    protects: 'What is ignored silently is missed when it is needed.',
    sources: SOURCES,
  },
  'THANOS-622': {
    severity: 'error',
    title: 'A clusters file has a value of the wrong type or form',
    protects: 'YAML reads 1 as a number and yes as a text: guessing would render what nobody wrote.',
    sources: SOURCES,
  },
  'THANOS-623': {
    severity: 'error',
    title: 'A clusters file has a key, or a cluster, twice',
    protects: 'Most readers of YAML take the later one and say nothing.',
    sources: SOURCES,
  },
  'THANOS-624': {
    severity: 'error',
    title: 'A clusters file names a stack, tenant, environment or region that is nowhere declared',
    protects: 'A mistyped tenant is a new tenant, whose series nobody looks at.',
    sources: SOURCES,
  },
  'THANOS-625': {
    severity: 'error',
    title: 'A clusters file leaves out what a cluster has to have',
    protects:
      'A cluster without a stack is monitored by nobody, and one without a label of the scheme is missed by queries.',
    sources: SOURCES,
  },
  'THANOS-626': {
    severity: 'error',
    title: 'A clusters file gives the agent an option that only a Prometheus server has',
    protects: 'An agent keeps no samples and evaluates no rules, so the option would do nothing.',
    sources: SOURCES,
  },
} as const satisfies RuleSet;
