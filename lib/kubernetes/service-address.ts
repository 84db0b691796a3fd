/** The DNS name of a Service, complete, so that a pod's resolver asks once. */
export function serviceHost(service: string, namespace: string): string {
  return `${service}.${namespace}.svc.cluster.local`;
}

/** The DNS name of one pod of a StatefulSet: stable, because its governing Service is headless. */
export function podHost(pod: string, headlessService: string, namespace: string): string {
  return `${pod}.${serviceHost(headlessService, namespace)}`;
}
