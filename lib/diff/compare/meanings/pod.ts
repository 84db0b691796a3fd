import { asText, at } from '../../../manifests/value';
import {
  CHOSEN,
  EMPTY,
  keyed,
  keyedInOrder,
  type Meaning,
  map,
  or,
  QUANTITIES,
  QUANTITY,
  SERVER_ONLY,
  setOf,
} from '../meaning';
import { TEXT_FILE } from './files';

// The keys are those of `listMapKey` and `patchMergeKey` in k8s.io/api/core/v1/types.go, the defaults those of
// k8s.io/kubernetes/pkg/apis/core/v1/defaults.go.

/** `matchExpressions` of a label selector hold all at once, and the values of each are alternatives. */
export const LABEL_SELECTOR = map({ matchExpressions: setOf(map({ values: setOf() })) });

export const RESOURCES = map({ requests: QUANTITIES, limits: QUANTITIES, claims: keyed('name') });

/** Ports are one where number and protocol are; without a protocol it is TCP. */
export function portKey(field: string): (item: unknown) => string | undefined {
  return (item) => {
    const port = at(item, field);
    return typeof port === 'number' ? `${port}/${asText(at(item, 'protocol')) ?? 'TCP'}` : undefined;
  };
}

/** Variables are filled in from those above them. */
function refersToOthers(list: readonly unknown[]): boolean {
  return list.some((item) => asText(at(item, 'value'))?.includes('$(') === true);
}

const HTTP_GET = map({ path: or('/'), scheme: or('HTTP') });
const FIELD_REF = map({ apiVersion: or('v1') });
const RESOURCE_FIELD_REF = map({ divisor: or('0', QUANTITY) });

const ENV: Meaning = {
  list: { by: 'key', keyOf: (item) => asText(at(item, 'name')), isOrdered: refersToOthers },
  items: map({
    value: TEXT_FILE,
    valueFrom: map({ fieldRef: FIELD_REF, resourceFieldRef: RESOURCE_FIELD_REF }),
  }),
};

const PROBE = map({
  timeoutSeconds: or(1),
  periodSeconds: or(10),
  successThreshold: or(1),
  failureThreshold: or(3),
  httpGet: HTTP_GET,
  grpc: map({ service: or('') }),
});
const HOOK = map({ httpGet: HTTP_GET });

/** Without a tag, an image is `latest`. */
function pullPolicy(container: unknown): string {
  const image = asText(at(container, 'image')) ?? '';
  const name = image.slice(image.lastIndexOf('/') + 1);
  if (name.includes('@')) return name.includes(':latest@') ? 'Always' : 'IfNotPresent';
  return /:(?!latest$)/.test(name) ? 'IfNotPresent' : 'Always';
}

const CONTAINER = map({
  args: { list: { by: 'flag' } },
  command: { list: { by: 'flag' } },
  env: ENV,
  ports: {
    list: { by: 'key', keyOf: portKey('containerPort') },
    items: map({ protocol: or('TCP') }),
  },
  resources: or(EMPTY, RESOURCES),
  securityContext: map({ capabilities: map({ add: setOf(), drop: setOf() }) }),
  volumeMounts: keyed('mountPath', map({ readOnly: or(false) })),
  volumeDevices: keyed('devicePath'),
  imagePullPolicy: { default: pullPolicy },
  terminationMessagePath: or('/dev/termination-log'),
  terminationMessagePolicy: or('File'),
  livenessProbe: PROBE,
  readinessProbe: PROBE,
  startupProbe: PROBE,
  lifecycle: map({ postStart: HOOK, preStop: HOOK }),
});

const ITEMS = keyed('path');
const MODE = or(0o644);

const VOLUME = map({
  configMap: map({ items: ITEMS, defaultMode: MODE }),
  secret: map({ items: ITEMS, defaultMode: MODE }),
  downwardAPI: map({
    defaultMode: MODE,
    items: keyed('path', map({ fieldRef: FIELD_REF, resourceFieldRef: RESOURCE_FIELD_REF })),
  }),
  emptyDir: map({ sizeLimit: QUANTITY }),
  hostPath: map({ type: or('') }),
  ephemeral: map({
    volumeClaimTemplate: map({
      spec: map({ resources: RESOURCES, accessModes: setOf(), volumeMode: or('Filesystem') }),
    }),
  }),
  projected: map({
    defaultMode: MODE,
    // Where two sources write the same file, the later one counts.
    sources: {
      items: map({
        configMap: map({ items: ITEMS }),
        secret: map({ items: ITEMS }),
        downwardAPI: map({ items: keyed('path', map({ fieldRef: FIELD_REF, resourceFieldRef: RESOURCE_FIELD_REF })) }),
        serviceAccountToken: map({ expirationSeconds: or(3600) }),
      }),
    },
  }),
});

const NODE_TERM = map({
  matchExpressions: setOf(map({ values: setOf() })),
  matchFields: setOf(map({ values: setOf() })),
});
const POD_TERM = map({
  labelSelector: LABEL_SELECTOR,
  namespaceSelector: LABEL_SELECTOR,
  namespaces: setOf(),
  matchLabelKeys: setOf(),
  mismatchLabelKeys: setOf(),
});
const POD_AFFINITY = map({
  requiredDuringSchedulingIgnoredDuringExecution: setOf(POD_TERM),
  preferredDuringSchedulingIgnoredDuringExecution: setOf(map({ podAffinityTerm: POD_TERM })),
});

/** Of the affinity of a pod. */
export const AFFINITY = map({
  nodeAffinity: map({
    requiredDuringSchedulingIgnoredDuringExecution: map({ nodeSelectorTerms: setOf(NODE_TERM) }),
    preferredDuringSchedulingIgnoredDuringExecution: setOf(map({ preference: NODE_TERM })),
  }),
  podAffinity: POD_AFFINITY,
  podAntiAffinity: POD_AFFINITY,
});

/** What the `spec` of a pod shares with the custom resources of which operators make pods. */
export const POD_FIELDS: Readonly<Record<string, Meaning>> = {
  containers: keyed('name', CONTAINER),
  // They run one after the other.
  initContainers: keyedInOrder('name', CONTAINER),
  volumes: keyed('name', VOLUME),
  imagePullSecrets: keyed('name'),
  hostAliases: keyed('ip', map({ hostnames: setOf() })),
  tolerations: setOf(),
  topologySpreadConstraints: keyed(
    ['topologyKey', 'whenUnsatisfiable'],
    map({ labelSelector: LABEL_SELECTOR, matchLabelKeys: setOf() }),
  ),
  affinity: AFFINITY,
};

export const POD_SPEC = map({
  ...POD_FIELDS,
  ephemeralContainers: keyed('name', CONTAINER),
  readinessGates: keyed('conditionType'),
  schedulingGates: keyed('name'),
  resourceClaims: keyed('name'),
  overhead: QUANTITIES,
  resources: RESOURCES,
  securityContext: or(EMPTY, map({ supplementalGroups: setOf(), sysctls: keyed('name') })),
  dnsPolicy: or('ClusterFirst'),
  restartPolicy: or('Always'),
  schedulerName: or('default-scheduler'),
  terminationGracePeriodSeconds: or(30),
  // The older name of `serviceAccountName`: the server writes both.
  serviceAccount: { default: ({ serviceAccountName }) => serviceAccountName },
  serviceAccountName: { default: ({ serviceAccount }) => serviceAccount },
  hostNetwork: or(false),
  hostPID: or(false),
  hostIPC: or(false),
});

/** Fields of a pod alone, not of a template. */
export const POD = map({
  ...POD_SPEC.fields,
  enableServiceLinks: or(true),
  nodeName: CHOSEN,
  preemptionPolicy: CHOSEN,
  priority: CHOSEN,
});

/** Of the template of pods. */
export const POD_TEMPLATE = map({
  metadata: map({ labels: or(EMPTY), annotations: or(EMPTY), creationTimestamp: SERVER_ONLY }),
  spec: POD_SPEC,
});
