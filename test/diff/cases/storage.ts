import { type CodeCases, states } from './case';
import { CLAIM, CONFIG_MAP, NAMESPACE, RESOURCE_DEFINITION, STATEFUL_SET, STORAGE_CLASS, VOLUME } from './manifests';

const CSI_DRIVER = `
apiVersion: storage.k8s.io/v1
kind: CSIDriver
metadata: { name: disk.csi.azure.com }
spec: { attachRequired: true, podInfoOnMount: false }
`;

/** Cases of `STORAGE_CHANGES`. */
export const STORAGE_CASES = {
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
  'DIFF-211': {
    given: [{ title: 'half the size', back: 'DIFF-213', ...states(CLAIM, ['10Gi', '5Gi']) }],
    notGiven: [
      { title: 'the same, written otherwise', ...states(CLAIM, ['10Gi', '10240Mi']) },
      { title: 'twice the size', ...states(CLAIM, ['10Gi', '20Gi']) },
    ],
  },
  'DIFF-212': {
    given: [
      {
        title: 'another class',
        back: 'DIFF-212',
        ...states(CLAIM, ['storageClassName: managed-csi', 'storageClassName: premium']),
      },
      { title: 'another way of access', back: 'DIFF-212', ...states(CLAIM, ['ReadWriteOnce', 'ReadWriteMany']) },
      {
        title: 'no class any more',
        back: 'DIFF-214',
        ...states(CLAIM, [
          `  storageClassName: managed-csi
`,
          '',
        ]),
      },
    ],
    notGiven: [{ title: 'twice the size', ...states(CLAIM, ['10Gi', '20Gi']) }],
  },
  'DIFF-213': {
    given: [
      { title: 'a class that is not known', back: 'DIFF-211', ...states(CLAIM, ['10Gi', '20Gi']) },
      { title: 'a class that allows it', back: 'DIFF-211', ...states(CLAIM + STORAGE_CLASS, ['10Gi', '20Gi']) },
    ],
    notGiven: [
      {
        title: 'a class that does not',
        ...states(CLAIM + STORAGE_CLASS.replace('allowVolumeExpansion: true', 'allowVolumeExpansion: false'), [
          '10Gi',
          '20Gi',
        ]),
      },
    ],
  },
  'DIFF-214': {
    given: [
      {
        title: 'a class that was not written',
        back: 'DIFF-212',
        ...states(CLAIM.replace('  storageClassName: managed-csi\n', ''), [
          `spec:
`,
          `spec:
  storageClassName: premium
`,
        ]),
      },
    ],
    notGiven: [
      { title: 'another class', ...states(CLAIM, ['storageClassName: managed-csi', 'storageClassName: premium']) },
    ],
  },
  'DIFF-215': {
    given: [
      {
        title: 'a class that does not allow it',
        back: 'DIFF-211',
        ...states(CLAIM + STORAGE_CLASS.replace('allowVolumeExpansion: true', 'allowVolumeExpansion: false'), [
          '10Gi',
          '20Gi',
        ]),
      },
    ],
    notGiven: [{ title: 'a class that does', ...states(CLAIM + STORAGE_CLASS, ['10Gi', '20Gi']) }],
  },
  'DIFF-216': {
    given: [
      { title: 'other disks', back: 'DIFF-216', ...states(STORAGE_CLASS, ['StandardSSD_LRS', 'Premium_LRS']) },
      {
        title: 'retained volumes',
        back: 'DIFF-216',
        ...states(STORAGE_CLASS, ['reclaimPolicy: Delete', 'reclaimPolicy: Retain']),
      },
    ],
    notGiven: [
      {
        title: 'growing no longer allowed',
        ...states(STORAGE_CLASS, ['allowVolumeExpansion: true', 'allowVolumeExpansion: false']),
      },
      {
        title: 'the default, no longer written',
        ...states(STORAGE_CLASS, [
          `reclaimPolicy: Delete
`,
          '',
        ]),
      },
    ],
  },
  'DIFF-217': {
    given: [{ title: 'another disk', back: 'DIFF-217', ...states(VOLUME, ['volumeHandle: one', 'volumeHandle: two']) }],
    notGiven: [{ title: 'more capacity', ...states(VOLUME, ['10Gi', '20Gi']) }],
  },
  'DIFF-218': {
    given: [
      {
        title: 'another scope',
        back: 'DIFF-218',
        ...states(RESOURCE_DEFINITION, ['scope: Namespaced', 'scope: Cluster']),
      },
      {
        title: 'another plural',
        back: 'DIFF-218',
        ...states(RESOURCE_DEFINITION, ['plural: widgets', 'plural: gadgets']),
      },
    ],
    notGiven: [
      {
        title: 'a short name',
        ...states(RESOURCE_DEFINITION, ['plural: widgets', 'plural: widgets, shortNames: [w]']),
      },
    ],
  },
  'DIFF-219': {
    given: [
      {
        title: 'the version that objects are stored in',
        back: 'DIFF-220',
        ...states(
          RESOURCE_DEFINITION,
          [
            `    - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }
`,
            '',
          ],
          ['served: true, storage: false', 'served: true, storage: true'],
        ),
      },
    ],
    notGiven: [
      {
        title: 'one that they are not',
        ...states(RESOURCE_DEFINITION, [
          `    - { name: v2, served: true, storage: false, schema: { openAPIV3Schema: { type: object } } }
`,
          '',
        ]),
      },
    ],
  },
  'DIFF-220': {
    given: [
      {
        title: 'the next version',
        back: 'DIFF-220',
        ...states(
          RESOURCE_DEFINITION,
          ['v1, served: true, storage: true', 'v1, served: true, storage: false'],
          ['v2, served: true, storage: false', 'v2, served: true, storage: true'],
        ),
      },
    ],
    notGiven: [
      {
        title: 'a version that is gone',
        ...states(RESOURCE_DEFINITION, [
          `    - { name: v2, served: true, storage: false, schema: { openAPIV3Schema: { type: object } } }
`,
          '',
        ]),
      },
    ],
  },
  'DIFF-221': {
    given: [
      {
        title: 'a version that is gone',
        back: 'DIFF-002',
        ...states(RESOURCE_DEFINITION, [
          `    - { name: v2, served: true, storage: false, schema: { openAPIV3Schema: { type: object } } }
`,
          '',
        ]),
      },
      {
        title: 'one that is there still',
        back: 'DIFF-002',
        ...states(RESOURCE_DEFINITION, ['v2, served: true', 'v2, served: false']),
      },
    ],
    notGiven: [
      {
        title: 'the next storage version',
        ...states(
          RESOURCE_DEFINITION,
          ['v1, served: true, storage: true', 'v1, served: true, storage: false'],
          ['v2, served: true, storage: false', 'v2, served: true, storage: true'],
        ),
      },
    ],
  },
  'DIFF-223': {
    given: [
      {
        title: 'no attachment',
        back: 'DIFF-223',
        ...states(CSI_DRIVER, ['attachRequired: true', 'attachRequired: false']),
      },
    ],
    notGiven: [
      { title: 'another field', ...states(CSI_DRIVER, ['podInfoOnMount: false', 'podInfoOnMount: true']) },
      { title: 'the default, no longer written', ...states(CSI_DRIVER, ['attachRequired: true, ', '']) },
    ],
  },
  'DIFF-224': {
    given: [{ title: 'a StorageClass', back: 'DIFF-003', before: STORAGE_CLASS + CONFIG_MAP, after: CONFIG_MAP }],
    notGiven: [{ title: 'one that is new', before: CONFIG_MAP, after: STORAGE_CLASS + CONFIG_MAP }],
  },
} as const satisfies Record<string, CodeCases>;
