import type { k8s } from 'cdk8s-plus-27';

/** A port of a pod and of its Service: the same number and name on both. */
export interface Port {
  readonly name: string;
  readonly number: number;
}

export function containerPorts(ports: readonly Port[]): k8s.ContainerPort[] {
  return ports.map(({ name, number }) => ({ name, containerPort: number, protocol: 'TCP' }));
}
