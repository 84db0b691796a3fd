import type { ArgoCdDestination, ArgoCdProps } from './argo-cd-props';
import type { HelmInstallation } from './prerequisites';
import { folderOf } from './repository';

/** A cluster, and where Argo CD applies it. */
export interface Target {
  readonly cluster: string;
  readonly destination: ArgoCdDestination;
}

/** The Applications of all clusters, each for a folder. */
export function clustersApplicationSet(props: ArgoCdProps, targets: readonly Target[]): object {
  return applicationSet(props, { name: props.name ?? 'monitoring', targets }, [], {
    source: {
      repoURL: props.repoUrl,
      targetRevision: props.revision ?? 'HEAD',
      path: folderOf(props, '{{.cluster}}'),
    },
  });
}

/** The Applications of one prerequisite, in each cluster that needs it. */
export function prerequisiteApplicationSet(
  props: ArgoCdProps,
  { name, namespace, chart, repository, version, values }: HelmInstallation,
  targets: readonly Target[],
): object {
  return applicationSet(props, { name, targets }, ['CreateNamespace=true'], {
    source: {
      // Argo CD knows a registry by the missing scheme.
      repoURL: repository.replace(/^oci:\/\//, ''),
      chart,
      targetRevision: version,
      helm: { releaseName: name, valuesObject: verbatim(values) },
    },
    namespace,
  });
}

function applicationSet(
  props: ArgoCdProps,
  { name, targets }: { readonly name: string; readonly targets: readonly Target[] },
  syncOptions: readonly string[],
  { source, namespace }: { readonly source: object; readonly namespace?: string },
): object {
  const { automated = {}, project = 'default' } = props;
  const keys = (['name', 'server'] as const).filter((key) => targets.some(({ destination }) => destination[key]));
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name, namespace: props.namespace ?? 'argocd' },
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [
        {
          list: {
            elements: targets.map(({ cluster, destination }) => ({
              cluster,
              ...Object.fromEntries(keys.map((key) => [key, destination[key] ?? ''])),
            })),
          },
        },
      ],
      // A cluster that leaves the fleet keeps what runs in it.
      syncPolicy: { preserveResourcesOnDeletion: true },
      template: {
        metadata: {
          name: `{{.cluster}}-${name}`,
          // Without it, fields that the API server fills in (of claim templates, for example) look like changes.
          annotations: { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' },
        },
        spec: {
          project,
          source,
          destination: {
            ...Object.fromEntries(keys.map((key) => [key, `{{.${key}}}`])),
            ...(namespace === undefined ? {} : { namespace }),
          },
          syncPolicy: {
            ...(automated === false
              ? {}
              : { automated: { prune: automated.prune ?? true, selfHeal: automated.selfHeal ?? true } }),
            syncOptions: [...new Set(['ServerSideApply=true', ...syncOptions, ...(props.syncOptions ?? [])])],
            // Until prerequisites and Secrets are there, and then at once with what is newest.
            retry: { limit: -1, refresh: true, backoff: { duration: '10s', factor: 2, maxDuration: '3m' } },
          },
        },
      },
    },
  };
}

/** Values with braces of their own, such that the template of an ApplicationSet leaves them as they are. */
function verbatim(values: unknown): unknown {
  const text = JSON.stringify(values).replaceAll('{{', '{{`{{`}}');
  return JSON.parse(text) as unknown;
}
