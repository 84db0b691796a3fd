import { type CodeCases, states } from './case';
import { CLAIM, CONFIG_MAP, NAMESPACE, RESOURCE_DEFINITION, STATEFUL_SET, STORAGE_CLASS, VOLUME } from './manifests';

/** Cases of what is deleted, and of claims that go with their pods. */
export const DELETION_CASES = {
  'DIFF-201': {
    given: [
      {
        title: 'a Namespace with claims in it',
        back: 'DIFF-003',
        before: NAMESPACE + STATEFUL_SET,
        after: STATEFUL_SET,
      },
    ],
    notGiven: [{ title: 'a label', ...states(NAMESPACE, ['team: metrics', 'team: logs']) }],
  },
  'DIFF-202': {
    given: [
      { title: 'a claim', back: 'DIFF-003', before: CLAIM + CONFIG_MAP, after: CONFIG_MAP },
      {
        title: 'one whose class retains',
        back: 'DIFF-003',
        before: CLAIM + STORAGE_CLASS.replace('reclaimPolicy: Delete', 'reclaimPolicy: Retain'),
        after: STORAGE_CLASS.replace('reclaimPolicy: Delete', 'reclaimPolicy: Retain'),
      },
    ],
    notGiven: [{ title: 'a claim that grows', ...states(CLAIM, ['10Gi', '20Gi']) }],
  },
  'DIFF-203': {
    given: [
      {
        title: 'a StatefulSet that deletes its claims',
        back: 'DIFF-003',
        before:
          STATEFUL_SET.replace('whenDeleted: Retain, whenScaled: Retain', 'whenDeleted: Delete, whenScaled: Delete') +
          CONFIG_MAP,
        after: CONFIG_MAP,
      },
    ],
    notGiven: [{ title: 'one that leaves them', before: STATEFUL_SET + CONFIG_MAP, after: CONFIG_MAP }],
  },
  'DIFF-204': {
    given: [
      {
        title: 'a StatefulSet that leaves its claims',
        back: 'DIFF-003',
        before: STATEFUL_SET + CONFIG_MAP,
        after: CONFIG_MAP,
      },
    ],
    notGiven: [
      {
        title: 'one that deletes them',
        before:
          STATEFUL_SET.replace('whenDeleted: Retain, whenScaled: Retain', 'whenDeleted: Delete, whenScaled: Delete') +
          CONFIG_MAP,
        after: CONFIG_MAP,
      },
    ],
  },
  'DIFF-205': {
    given: [{ title: 'a CRD', back: 'DIFF-003', before: RESOURCE_DEFINITION + CONFIG_MAP, after: CONFIG_MAP }],
    notGiven: [
      {
        title: 'a label',
        ...states(RESOURCE_DEFINITION, ['name: widgets.example.com', 'name: widgets.example.com, labels: { a: b }']),
      },
    ],
  },
  'DIFF-206': {
    given: [
      {
        title: 'whenDeleted',
        back: 'DIFF-207',
        ...states(STATEFUL_SET, ['whenDeleted: Retain', 'whenDeleted: Delete']),
      },
      { title: 'whenScaled', back: 'DIFF-207', ...states(STATEFUL_SET, ['whenScaled: Retain', 'whenScaled: Delete']) },
    ],
    notGiven: [
      {
        title: 'the default, no longer written',
        ...states(STATEFUL_SET, [
          `  persistentVolumeClaimRetentionPolicy: { whenDeleted: Retain, whenScaled: Retain }
`,
          '',
        ]),
      },
    ],
  },
  'DIFF-207': {
    given: [
      {
        title: 'whenDeleted',
        back: 'DIFF-206',
        ...states(
          STATEFUL_SET.replace('whenDeleted: Retain, whenScaled: Retain', 'whenDeleted: Delete, whenScaled: Delete'),
          ['whenDeleted: Delete', 'whenDeleted: Retain'],
        ),
      },
    ],
    notGiven: [{ title: 'the other way', ...states(STATEFUL_SET, ['whenDeleted: Retain', 'whenDeleted: Delete']) }],
  },
  'DIFF-208': {
    given: [
      {
        title: 'pods that are numbered anew',
        back: 'DIFF-208',
        ...states(
          STATEFUL_SET.replace('whenDeleted: Retain, whenScaled: Retain', 'whenDeleted: Delete, whenScaled: Delete'),
          [
            'replicas: 3',
            `replicas: 3
  ordinals: { start: 1 }`,
          ],
        ),
      },
      {
        title: 'two pods less',
        back: 'DIFF-104',
        ...states(
          STATEFUL_SET.replace('whenDeleted: Retain, whenScaled: Retain', 'whenDeleted: Delete, whenScaled: Delete'),
          ['replicas: 3', 'replicas: 1'],
        ),
      },
    ],
    notGiven: [
      { title: 'with claims that stay', ...states(STATEFUL_SET, ['replicas: 3', 'replicas: 1']) },
      {
        title: 'more pods',
        ...states(
          STATEFUL_SET.replace('whenDeleted: Retain, whenScaled: Retain', 'whenDeleted: Delete, whenScaled: Delete'),
          ['replicas: 3', 'replicas: 4'],
        ),
      },
    ],
  },
  'DIFF-209': {
    given: [{ title: 'a volume', back: 'DIFF-003', before: VOLUME + CONFIG_MAP, after: CONFIG_MAP }],
    notGiven: [{ title: 'a label', ...states(VOLUME, ['name: archive', 'name: archive, labels: { a: b }']) }],
  },
  'DIFF-210': {
    given: [{ title: 'no longer retained', back: 'DIFF-002', ...states(VOLUME, ['Policy: Retain', 'Policy: Delete']) }],
    notGiven: [
      {
        title: 'retained from now on',
        ...states(VOLUME.replace('Policy: Retain', 'Policy: Delete'), ['Policy: Delete', 'Policy: Retain']),
      },
    ],
  },
} as const satisfies Record<string, CodeCases>;
