import type { ChangeSet } from '.';

/** What the API server refuses to change in workloads. */
export const IMMUTABLE_WORKLOAD_CHANGES = {
  'DIFF-130': {
    level: 'replace',
    title: 'The selector of a StatefulSet',
    means:
      'Of a StatefulSet only replicas, ordinals, template, updateStrategy, revisionHistoryLimit, persistentVolumeClaimRetentionPolicy and minReadySeconds can change.',
    instead: 'Keep it, or delete the StatefulSet with its pods and apply it anew: claims are found by name.',
    sources: [
      'kubernetes v1.35 pkg/apis/apps/validation/validation.go',
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/',
    ],
  },
  'DIFF-131': {
    level: 'replace',
    title: 'The serviceName of a StatefulSet',
    means: 'It is part of the DNS names of the pods.',
    instead: 'Delete the StatefulSet with --cascade=orphan, and apply it anew.',
    sources: [
      'kubernetes v1.35 pkg/apis/apps/validation/validation.go',
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
    ],
  },
  'DIFF-132': {
    level: 'replace',
    title: 'The claim templates of a StatefulSet',
    means: 'Claims are made once per pod, and never follow the templates.',
    instead: 'Grow the claims themselves; then delete the StatefulSet with --cascade=orphan, and apply it anew.',
    sources: [
      'kubernetes v1.35 pkg/apis/apps/validation/validation.go',
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates',
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims',
    ],
  },
  'DIFF-133': {
    level: 'replace',
    title: 'The podManagementPolicy of a StatefulSet',
    means: 'It is for good.',
    instead: 'Delete the StatefulSet with --cascade=orphan, and apply it anew.',
    sources: [
      'kubernetes v1.35 pkg/apis/apps/validation/validation.go',
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-management-policies',
    ],
  },
  'DIFF-134': {
    level: 'replace',
    title: 'The selector of a Deployment, DaemonSet or ReplicaSet',
    means: 'It is for good.',
    instead: 'Keep it, or delete the workload and apply it anew.',
    sources: [
      'kubernetes v1.35 pkg/apis/apps/validation/validation.go',
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates',
    ],
  },
  'DIFF-135': {
    level: 'replace',
    title: 'A selector that misses the pods of its own template',
    means: 'The API server refuses it, new or changed.',
    instead: 'Give the template the labels of the selector.',
    sources: [
      'kubernetes v1.35 pkg/apis/apps/validation/validation.go',
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
    ],
  },
  'DIFF-136': {
    level: 'replace',
    title: 'The pods of a Job',
    means: 'What a Job runs is for good, but for parallelism, suspend, and the completions of an indexed one.',
    instead: 'Delete the Job, or give it another name.',
    sources: [
      'kubernetes v1.35 pkg/apis/batch/validation/validation.go',
      'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
    ],
  },
  'DIFF-137': {
    level: 'replace',
    title: 'A Pod',
    means: 'Of a Pod only images, tolerations that are added, activeDeadlineSeconds and scheduling gates can change.',
    instead: 'Delete the Pod, or have a workload that makes it.',
    sources: [
      'kubernetes v1.35 pkg/apis/core/validation/validation.go',
      'https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement',
    ],
  },
  'DIFF-138': {
    level: 'replace',
    title: 'The value of a PriorityClass',
    means: 'Pods have taken it over as a number.',
    instead: 'Make a PriorityClass of another name.',
    sources: [
      'kubernetes v1.35 pkg/apis/scheduling/validation/validation.go',
      'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/',
    ],
  },
} as const satisfies ChangeSet;
