import type { ChangeSet } from '.';

/** What becomes of the pods of a workload. */
export const POD_CHANGES = {
  'DIFF-101': {
    level: 'restart',
    title: 'Pods roll',
    means:
      'The template of the pods changed, so each is made anew, some at a time, while the others run. Claims stay; emptyDir volumes start empty.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#rolling-updates',
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment',
      'https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/',
    ],
  },
  'DIFF-102': {
    level: 'config',
    title: 'The template changed, and no pod rolls for now',
    means: 'OnDelete, a partition, a paused Deployment, replicas 0 and CronJobs leave pods that run as they are.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies',
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pausing-and-resuming-a-rollout-of-a-deployment',
      'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/',
    ],
  },
  'DIFF-103': {
    level: 'restart',
    title: 'Pods start anew, and none runs meanwhile',
    means:
      'There is one pod, or the strategy stops all of them first: what they serve is out of reach until the first is ready again.',
    instead: 'Have two replicas, or a strategy that leaves some, where that matters.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment',
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#rolling-updates',
      'https://kubernetes.io/docs/concepts/workloads/pods/',
    ],
  },
  'DIFF-104': {
    level: 'config',
    title: 'Pods are added',
    means: 'Those that run are not touched.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees',
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#scaling-a-deployment',
    ],
  },
  'DIFF-105': {
    level: 'restart',
    title: 'Pods are taken away',
    means:
      'A StatefulSet stops those of the highest numbers, and leaves their claims unless told otherwise; a Deployment chooses itself.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees',
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#scaling-a-deployment',
    ],
  },
  'DIFF-106': {
    level: 'restart',
    title: 'All pods are taken away',
    means: 'Nothing of the workload runs any more; claims stay.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees',
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#scaling-a-deployment',
    ],
  },
  'DIFF-107': {
    level: 'restart',
    title: 'The number of replicas is left to an autoscaler',
    means: 'kubectl apply takes the field out, and the API server fills in 1, until the autoscaler scales again.',
    instead: 'Take replicas out of the last applied configuration first, with kubectl apply edit-last-applied.',
    sources: [
      'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling',
    ],
  },
  'DIFF-108': {
    level: 'config',
    title: 'The way of the next roll-out changed',
    means: 'No pod is made anew for it. Where a strategy is no longer OnDelete, pods that were left behind roll.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies',
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy',
    ],
  },
  'DIFF-109': {
    level: 'config',
    title: 'Files that pods mount change in place',
    means:
      'The kubelet replaces files of a mounted ConfigMap or Secret within about a minute, in all pods alike; the process may read them again, or not.',
    sources: [
      'https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically',
      'https://kubernetes.io/docs/concepts/configuration/secret/',
    ],
  },
  'DIFF-110': {
    level: 'config',
    title: 'Content changed that pods take over only when they start',
    means: 'Environment variables and files that are mounted by subPath stay as they were when the container started.',
    instead: 'Restart the pods when it suits, or put a hash of the content into their template.',
    sources: [
      'https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically',
      'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
    ],
  },
  'DIFF-111': {
    level: 'config',
    title: 'Content changed that no pod here reads',
    means: 'Somebody else may read it by the API.',
    sources: ['https://kubernetes.io/docs/concepts/configuration/configmap/'],
  },
  'DIFF-112': {
    level: 'restart',
    title: 'An image comes from elsewhere',
    means: 'Nodes must reach the registry, and have the secrets for it.',
    sources: ['https://kubernetes.io/docs/concepts/containers/images/'],
  },
  'DIFF-113': {
    level: 'restart',
    title: 'An image is downgraded',
    means: 'The older version knows neither flags nor files of the newer.',
    instead: 'Take back the configuration that came with the newer version in the same change.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-back-a-deployment',
      'https://kubernetes.io/docs/concepts/containers/images/',
    ],
  },
  'DIFF-114': {
    level: 'restart',
    title: 'An upgrade skips minor versions',
    means: 'Deprecated flags are gone, and formats have changed in between.',
    instead: 'Read each changelog, or upgrade step by step.',
    sources: [
      'https://kubernetes.io/docs/setup/release/version-skew-policy/',
      'https://github.com/thanos-io/thanos/blob/main/CHANGELOG.md',
    ],
  },
  'DIFF-115': {
    level: 'restart',
    title: 'An image has no fixed version',
    means: 'The same tag is another image tomorrow, and pods of one workload differ.',
    instead: 'Write a version, or a digest.',
    sources: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  },
  'DIFF-117': {
    level: 'data',
    title: 'A process that keeps a TSDB is downgraded',
    means: 'Index, chunk and write-ahead log formats of a newer version may be unreadable to an older one.',
    instead: 'Read the changelogs, and keep a snapshot of the claims.',
    sources: [
      'https://prometheus.io/docs/prometheus/latest/stability/',
      'https://github.com/thanos-io/thanos/blob/main/CHANGELOG.md',
    ],
  },
  'DIFF-118': {
    level: 'restart',
    title: 'A container asks for more resources',
    means: 'A pod that fits no node stays Pending, and the roll-out waits for it.',
    sources: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  },
  'DIFF-119': {
    level: 'restart',
    title: 'A container may use less memory',
    means:
      'Beyond its limit the kernel ends it. Processes that replay a write-ahead log need the most when they start.',
    sources: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  },
  'DIFF-120': {
    level: 'restart',
    title: 'A probe is gone',
    means: 'Kubernetes no longer knows whether the container is ready, alive or started.',
    sources: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
  },
  'DIFF-121': {
    level: 'data',
    title: 'Pods get at their node',
    means:
      'A privileged container, the network or processes of the node, or its files: who is in the pod has what is on the node, the Secrets of other pods among it.',
    instead: 'Leave it out; for storage, use a claim.',
    sources: [
      'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
      'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
    ],
  },
  'DIFF-122': {
    level: 'restart',
    title: 'Processes in pods have more rights',
    means: 'Weaker than pod security asks for, which refuses such pods where it is enforced.',
    sources: [
      'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
      'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    ],
  },
  'DIFF-123': {
    level: 'restart',
    title: 'A container takes a port of its node',
    means: 'It is reached by whoever reaches the node, and two such pods never share one.',
    sources: [
      'https://kubernetes.io/docs/concepts/configuration/overview/',
      'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    ],
  },
  'DIFF-124': {
    level: 'restart',
    title: 'Pods have another ServiceAccount',
    means: 'Its roles and pull secrets count from now on.',
    sources: ['https://kubernetes.io/docs/concepts/security/service-accounts/'],
  },
  'DIFF-125': {
    level: 'data',
    title: 'Pods have another identity in Azure, or none',
    means: 'What they reach with it, such as the bucket, refuses them until roles and federated credentials follow.',
    instead: 'Grant the new identity first.',
    sources: ['https://learn.microsoft.com/azure/aks/workload-identity-overview'],
  },
  'DIFF-126': {
    level: 'restart',
    title: 'Pods ask more of their node',
    means: 'A pod that finds none stays Pending. Volumes of a zone can be attached in that zone alone.',
    sources: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/',
      'https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode',
    ],
  },
  'DIFF-127': {
    level: 'data',
    title: 'A claim is no longer where pods had it',
    means: 'They start with an empty folder, or without one; what is on the claim stays there.',
    instead: 'Move the data first, or keep the volume.',
    sources: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes'],
  },
  'DIFF-140': {
    level: 'config',
    title: 'A disruption budget is gone or allows more',
    means: 'Drains of nodes may stop more pods at once.',
    sources: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
  },
  'DIFF-141': {
    level: 'config',
    title: 'A disruption budget allows nothing',
    means: 'Drains of nodes, and so upgrades of the cluster, wait for good.',
    instead: 'Allow one.',
    sources: [
      'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#think-about-how-your-application-reacts-to-disruptions',
      'https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/',
    ],
  },
  'DIFF-142': {
    level: 'config',
    title: 'An autoscaler is new',
    means: 'It decides the number of pods.',
    sources: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/'],
  },
  'DIFF-143': {
    level: 'config',
    title: 'An autoscaler is gone',
    means: 'The number of pods stays as it is, or goes back to what is written.',
    sources: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/'],
  },
  'DIFF-144': {
    level: 'config',
    title: 'The bounds of an autoscaler changed',
    means: 'It adds or takes away pods to keep to them.',
    sources: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/'],
  },
  'DIFF-145': {
    level: 'restart',
    title: 'A workload is gone',
    means: 'Its pods stop.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/',
      'https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/',
    ],
  },
} as const satisfies ChangeSet;
