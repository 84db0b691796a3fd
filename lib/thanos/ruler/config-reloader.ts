import { Size } from 'cdk8s';
import { Cpu, type k8s } from 'cdk8s-plus-27';
import { imageReference, RESTRICTED_CONTAINER, resources } from '../../kubernetes/pod-template';
import type { ContainerImage, ResourceRequirements } from '../../kubernetes/workload-props';

/** The sidecar that tells a ruler when its rule files have changed. */
export interface ConfigReloader {
  /** @default - quay.io/prometheus-operator/prometheus-config-reloader:v0.93.0 */
  readonly image?: ContainerImage;
  /** @default - requests of 10m CPU and 32Mi, no limits */
  readonly resources?: ResourceRequirements;
}

/**
 * A container that watches directories, and posts to a URL when a file in them changes.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/tree/main/cmd/prometheus-config-reloader
 */
export function configReloader(
  options: ConfigReloader,
  reloadUrl: string,
  directories: readonly k8s.VolumeMount[],
  log: { readonly level?: string; readonly format?: string },
): k8s.Container {
  return {
    name: 'config-reloader',
    image: imageReference({
      repository: 'quay.io/prometheus-operator/prometheus-config-reloader',
      tag: 'v0.93.0',
      ...options.image,
    }),
    args: [
      `--log-level=${log.level ?? 'info'}`,
      `--log-format=${log.format ?? 'logfmt'}`,
      `--reload-url=${reloadUrl}`,
      ...directories.map(({ mountPath }) => `--watched-dir=${mountPath}`),
    ],
    resources: resources(options.resources, { cpu: Cpu.millis(10), memory: Size.mebibytes(32) }),
    volumeMounts: [...directories],
    securityContext: RESTRICTED_CONTAINER,
  };
}
