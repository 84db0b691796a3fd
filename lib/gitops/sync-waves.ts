import { groupOf, type KubernetesObject, specOf } from '../manifests/kubernetes-object';

const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';
const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';

/** What Argo CD applies before workloads, and waits for. */
const BEFORE: Readonly<Record<string, number>> = {
  'apiextensions.k8s.io/CustomResourceDefinition': -3,
  '/Namespace': -2,
  'cert-manager.io/ClusterIssuer': -1,
  'cert-manager.io/Issuer': -1,
};

/**
 * What it applies after workloads. These are healthy only when something else is: an Ingress or a load balancer when it has an address,
 * an autoscaler when there are metrics. Nothing is to wait for them.
 */
const AFTER: Readonly<Record<string, number>> = {
  'networking.k8s.io/Ingress': 1,
  'autoscaling/HorizontalPodAutoscaler': 1,
};

const LOAD_BALANCER = 1;

/** What tells Argo CD when an object's turn is, and that a namespace with its volume claims is never deleted. */
export function argoCdAnnotations(object: KubernetesObject): Readonly<Record<string, string>> {
  const kind = `${groupOf(object)}/${object.kind}`;
  const balances = kind === '/Service' && specOf(object)['type'] === 'LoadBalancer';
  const wave = balances ? LOAD_BALANCER : (BEFORE[kind] ?? AFTER[kind]);
  return {
    ...(wave === undefined ? {} : { [SYNC_WAVE]: String(wave) }),
    ...(kind === '/Namespace' ? { [SYNC_OPTIONS]: 'Prune=false,Delete=false' } : {}),
  };
}
