import type { RuleSet } from '../rule';

const THANOS = 'https://github.com/thanos-io/thanos/blob/v0.42.5';

/** What holds for every process of Thanos. */
export const ARGUMENT_RULES = {
  'THANOS-051': {
    severity: 'error',
    title: 'A flag that Thanos does not know',
    protects: 'The component does not start.',
    sources: [`${THANOS}/cmd/thanos`],
  },
  'THANOS-052': {
    severity: 'error',
    title: 'A flag given twice that may be given once',
    protects: 'The component does not start.',
    sources: ['https://github.com/alecthomas/kingpin/blob/v2.4.0/parser.go'],
  },
  'THANOS-053': {
    severity: 'error',
    title: 'A switch with a value, or another flag without one',
    protects: 'The component does not start: --flag=true is refused.',
    sources: ['https://github.com/alecthomas/kingpin/blob/v2.4.0/parser.go'],
  },
  'THANOS-054': {
    severity: 'error',
    title: "A flag's value that Thanos cannot read",
    protects: 'The component does not start.',
    sources: [`${THANOS}/pkg/extkingpin/flags.go`, `${THANOS}/cmd/thanos/config.go`],
  },
  'THANOS-055': {
    severity: 'error',
    title: 'A key that Thanos does not know in a configuration that it reads strictly',
    protects: 'The component does not start.',
    sources: [
      `${THANOS}/pkg/store/cache/factory.go`,
      `${THANOS}/pkg/queryfrontend/config.go`,
      'https://github.com/thanos-io/objstore/blob/main/client/factory.go',
    ],
  },
  'THANOS-056': {
    severity: 'error',
    title: 'A configuration whose values are of another type than Thanos reads',
    protects: 'The component does not start.',
    sources: [`${THANOS}/pkg/store/cache/factory.go`, `${THANOS}/pkg/model/units.go`],
  },
  'THANOS-057': {
    severity: 'error',
    title: 'A configuration given both inline and as a file',
    protects: 'The component does not start.',
    sources: ['https://github.com/efficientgo/tools/blob/main/extkingpin/pathorcontent.go'],
  },
  'THANOS-058': {
    severity: 'warning',
    title: 'Retention that deletes blocks before they are downsampled',
    protects: 'The compactor starts, and the lower resolution has a gap at the beginning of every compaction.',
    sources: [
      'https://github.com/thanos-io/thanos/issues/6733',
      'https://github.com/thanos-io/thanos/issues/5664',
      'https://github.com/thanos-io/thanos/issues/585',
    ],
  },
} as const satisfies RuleSet;
