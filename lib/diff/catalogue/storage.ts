import type { ChangeSet } from '.';

/** Volumes, namespaces and CRDs. */
export const STORAGE_CHANGES = {
  'DIFF-201': {
    level: 'data',
    title: 'A Namespace is gone',
    means: 'Everything in it is deleted.',
    instead: 'Keep it, and delete single objects.',
    sources: [
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
      'https://kubernetes.io/docs/tasks/administer-cluster/namespaces/',
    ],
  },
  'DIFF-202': {
    level: 'data',
    title: 'A claim is gone',
    means: 'By its reclaim policy the volume is deleted with all that is on it, or left without a claim.',
    instead: 'Set Retain on the volume first, or take a snapshot.',
    sources: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming'],
  },
  'DIFF-203': {
    level: 'data',
    title: 'A StatefulSet is gone, and its claims with it',
    means: 'Its retention policy deletes them.',
    instead: 'Set whenDeleted to Retain first.',
    sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention'],
  },
  'DIFF-204': {
    level: 'data',
    title: 'A StatefulSet is gone, and its claims stay',
    means: 'Nobody serves what is on them.',
    instead:
      'Keep it, or know where the data is read from now on; delete the claims when they are not needed any more.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations',
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention',
    ],
  },
  'DIFF-205': {
    level: 'data',
    title: 'A CRD is gone',
    means: 'Every object of it is deleted, in every namespace.',
    instead: 'Keep CRDs when what uses them is taken away.',
    sources: [
      'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#delete-a-customresourcedefinition',
    ],
  },
  'DIFF-206': {
    level: 'data',
    title: 'Claims are deleted with their pods from now on',
    means: 'persistentVolumeClaimRetentionPolicy Delete takes the volumes too, unless their own policy is Retain.',
    instead: 'Keep Retain.',
    sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention'],
  },
  'DIFF-207': {
    level: 'config',
    title: 'Claims outlive their pods from now on',
    means: 'persistentVolumeClaimRetentionPolicy is Retain.',
    sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention'],
  },
  'DIFF-208': {
    level: 'data',
    title: 'Claims are deleted as a StatefulSet is scaled down',
    means: 'Its retention policy says so.',
    instead: 'Set whenScaled to Retain first.',
    sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention'],
  },
  'DIFF-209': {
    level: 'data',
    title: 'A volume is gone',
    means: 'The disk behind it is deleted, or no claim finds it any more.',
    instead: 'Keep it.',
    sources: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming'],
  },
  'DIFF-210': {
    level: 'data',
    title: 'A volume is deleted with its claim from now on',
    means: 'The reclaim policy is no longer Retain.',
    instead: 'Keep Retain.',
    sources: [
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaim-policy',
      'https://kubernetes.io/docs/tasks/administer-cluster/change-pv-reclaim-policy/',
    ],
  },
  'DIFF-211': {
    level: 'replace',
    title: 'A claim that shrinks',
    means: 'Volumes only grow.',
    instead: 'Copy to a smaller claim.',
    sources: [
      'kubernetes v1.35 pkg/apis/core/validation/validation.go',
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims',
    ],
  },
  'DIFF-212': {
    level: 'replace',
    title: 'The class, access or volume of a claim',
    means: 'Of a claim only the size can change.',
    instead: 'Copy to another claim.',
    sources: [
      'kubernetes v1.35 pkg/apis/core/validation/validation.go',
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
    ],
  },
  'DIFF-213': {
    level: 'config',
    title: 'A claim grows',
    means: 'The volume and its file system grow as pods run, where the driver can.',
    sources: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims'],
  },
  'DIFF-214': {
    level: 'replace',
    title: 'A class or volume for a claim that has one already',
    means: 'What the cluster fills in when it makes or binds the claim is for good.',
    instead: 'Write what the claim has.',
    sources: [
      'kubernetes v1.35 pkg/apis/core/validation/validation.go',
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#retroactive-default-storageclass-assignment',
    ],
  },
  'DIFF-215': {
    level: 'replace',
    title: 'A claim that grows beyond what its StorageClass allows',
    means: 'allowVolumeExpansion is not true.',
    instead: 'Set it first.',
    sources: [
      'kubernetes v1.35 plugin/pkg/admission/storage/persistentvolume/resize/admission.go',
      'https://kubernetes.io/docs/concepts/storage/storage-classes/#allow-volume-expansion',
    ],
  },
  'DIFF-216': {
    level: 'replace',
    title: 'A StorageClass',
    means: 'Of a StorageClass only allowVolumeExpansion, mount options and topologies can change.',
    instead: 'Make a StorageClass of another name.',
    sources: [
      'kubernetes v1.35 pkg/apis/storage/validation/validation.go',
      'https://kubernetes.io/docs/concepts/storage/storage-classes/',
    ],
  },
  'DIFF-217': {
    level: 'replace',
    title: 'The source of a volume',
    means: 'Where a PersistentVolume keeps its data is for good.',
    instead: 'Make one of another name.',
    sources: [
      'kubernetes v1.35 pkg/apis/core/validation/validation.go',
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
    ],
  },
  'DIFF-218': {
    level: 'replace',
    title: 'The group, scope or names of a CRD',
    means: 'They are part of where its objects are kept.',
    instead: 'Make a CRD of another name.',
    sources: [
      'kubernetes v1.35 staging/src/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go',
    ],
  },
  'DIFF-219': {
    level: 'replace',
    title: 'A version of a CRD that objects are stored in',
    means: 'It is in status.storedVersions.',
    instead: 'Migrate what is stored first.',
    sources: [
      'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#upgrade-existing-objects-to-a-new-stored-version',
      'kubernetes v1.35 staging/src/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go',
    ],
  },
  'DIFF-220': {
    level: 'config',
    title: 'Objects of a CRD are stored in another version',
    means: 'Those that exist follow when they are written again.',
    sources: [
      'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/',
    ],
  },
  'DIFF-221': {
    level: 'config',
    title: 'A version of a CRD is no longer served',
    means: 'Clients that ask for it find nothing.',
    instead: 'Move clients and manifests first.',
    sources: [
      'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#version-removal',
    ],
  },
  'DIFF-223': {
    level: 'replace',
    title: 'A CSIDriver',
    means: 'attachRequired and volumeLifecycleModes are for good.',
    instead: 'Delete and apply it anew while no pod mounts a volume of it.',
    sources: ['kubernetes v1.35 pkg/apis/storage/validation/validation.go'],
  },
  'DIFF-224': {
    level: 'config',
    title: 'A StorageClass is gone',
    means: 'Volumes stay; new claims of that class wait for good.',
    sources: ['https://kubernetes.io/docs/concepts/storage/storage-classes/'],
  },
} as const satisfies ChangeSet;
