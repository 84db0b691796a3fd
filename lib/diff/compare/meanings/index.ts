import { CHOSEN, EMPTY, keyed, type Meaning, map, or, SERVER_ONLY, setOf } from '../meaning';
import { KUBERNETES } from './kubernetes';
import { OTHERS } from './others';
import { PROMETHEUS_OPERATOR } from './prometheus';

const KINDS: Readonly<Record<string, Meaning>> = { ...KUBERNETES, ...PROMETHEUS_OPERATOR, ...OTHERS };

/** What every object has. */
const METADATA: Readonly<Record<string, Meaning>> = {
  annotations: or(
    EMPTY,
    map({
      'kubectl.kubernetes.io/last-applied-configuration': SERVER_ONLY,
      'deployment.kubernetes.io/revision': SERVER_ONLY,
      'deprecated.daemonset.template.generation': SERVER_ONLY,
      'pv.kubernetes.io/bind-completed': SERVER_ONLY,
      'pv.kubernetes.io/bound-by-controller': SERVER_ONLY,
      'pv.kubernetes.io/provisioned-by': SERVER_ONLY,
      'volume.beta.kubernetes.io/storage-provisioner': SERVER_ONLY,
      'volume.kubernetes.io/storage-provisioner': SERVER_ONLY,
      'volume.kubernetes.io/selected-node': SERVER_ONLY,
    }),
  ),
  labels: or(EMPTY),
  finalizers: { ...setOf(), ...CHOSEN },
  ownerReferences: keyed('uid'),
  creationTimestamp: SERVER_ONLY,
  deletionGracePeriodSeconds: SERVER_ONLY,
  deletionTimestamp: SERVER_ONLY,
  generation: SERVER_ONLY,
  managedFields: SERVER_ONLY,
  resourceVersion: SERVER_ONLY,
  selfLink: SERVER_ONLY,
  uid: SERVER_ONLY,
};

/** A namespace has its name as a label. */
const NAMESPACE_LABELS = or(EMPTY, map({ 'kubernetes.io/metadata.name': CHOSEN }));

const known = new Map<string, Meaning>();

/** What the fields of a kind of objects mean, by its group and name: `apps/StatefulSet`, `/Service`. */
export function meaningOf(kind: string): Meaning {
  const found = known.get(kind) ?? withMetadata(kind, Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined);
  known.set(kind, found);
  return found;
}

function withMetadata(kind: string, meaning: Meaning | undefined): Meaning {
  const metadata = kind === '/Namespace' ? { ...METADATA, labels: NAMESPACE_LABELS } : METADATA;
  return map({
    ...meaning?.fields,
    spec: meaning?.fields?.['spec'] ?? {},
    metadata: map(metadata),
    status: { ...map({ conditions: keyed('type') }), ...SERVER_ONLY },
  });
}
