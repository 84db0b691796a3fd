import type { FluxProps } from './flux-props';
import type { HelmInstallation } from './prerequisites';

/** The folder of what Flux installs before a cluster's manifests, inside the folder of what is for Flux. */
export const PREREQUISITES_FOLDER = 'prerequisites';

/** The source of everything; none where there is one. */
export function gitRepository(props: FluxProps): object[] {
  if (props.gitRepository !== undefined) return [];
  return [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: metadata(props),
      spec: {
        interval: props.interval ?? '1m',
        url: props.repoUrl,
        ref: { branch: props.branch ?? 'main' },
        ...(props.secretName === undefined ? {} : { secretRef: { name: props.secretName } }),
      },
    },
  ];
}

/** What applies a folder of the repository. */
export function fluxKustomization(
  props: FluxProps,
  path: string,
  options: { readonly suffix?: string; readonly dependsOn?: string; readonly wait: boolean },
): object {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: metadata(props, options.suffix),
    spec: {
      ...(options.dependsOn === undefined ? {} : { dependsOn: [{ name: nameOf(props, options.dependsOn) }] }),
      interval: props.interval ?? '10m',
      retryInterval: '1m',
      timeout: '5m',
      path: `./${path}`,
      prune: props.prune ?? true,
      wait: options.wait,
      sourceRef: { kind: 'GitRepository', name: props.gitRepository ?? nameOf(props) },
    },
  };
}

/** A chart as `helm upgrade --install --create-namespace` would install it: a release of that name takes over one that is there. */
export function helmRelease(props: FluxProps, installation: HelmInstallation): object[] {
  const { name, chart, repository, version, values } = installation;
  const registry = repository.startsWith('oci://') ? { type: 'oci' } : {};
  const interval = props.interval ?? '10m';
  const head = { name, namespace: metadata(props).namespace };
  return [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'HelmRepository',
      metadata: head,
      spec: { ...registry, interval: '1h', url: repository },
    },
    {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: head,
      spec: {
        interval,
        chart: { spec: { chart, version, sourceRef: { kind: 'HelmRepository', name } } },
        releaseName: name,
        targetNamespace: installation.namespace,
        storageNamespace: installation.namespace,
        install: { createNamespace: true, remediation: { retries: -1 } },
        // Helm alone installs CRDs of a chart once, and never updates them.
        upgrade: { crds: 'CreateReplace' },
        values,
      },
    },
  ];
}

function metadata(props: FluxProps, suffix?: string): { name: string; namespace: string } {
  return { name: nameOf(props, suffix), namespace: props.namespace ?? 'flux-system' };
}

function nameOf({ name = 'monitoring' }: FluxProps, suffix?: string): string {
  return suffix === undefined ? name : `${name}-${suffix}`;
}
