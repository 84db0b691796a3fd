import { jsonText } from '../../../values/json';
import type { Inventory } from '../../inventory';
import { type KubernetesObject, nameOf, specOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { operatedPods } from '../../operated-pods';
import { quantityValue } from '../../quantity';
import { asList, asMap, at } from '../../value';

interface Resources {
  readonly object: KubernetesObject;
  /** Whose they are: `container thanos`. */
  readonly of: string;
  readonly resources: unknown;
}

/** Requests and limits of containers, of the pods that an operator makes, and of claims. */
function allResources(cluster: Inventory): Resources[] {
  const containers = cluster.workloads.flatMap(({ object, containers: all }) =>
    all.map(({ name, fields }) => ({ object, of: `container ${name}`, resources: fields['resources'] })),
  );
  const operated = operatedPods(cluster).map(({ object, podSpec }) => ({
    object,
    of: nameOf(object),
    resources: podSpec['resources'],
  }));
  const claims = cluster.ofKind('', 'PersistentVolumeClaim').map((object) => ({
    object,
    of: nameOf(object),
    resources: specOf(object)['resources'],
  }));
  const templates = cluster.ofKind('apps', 'StatefulSet').flatMap((object) =>
    asList(specOf(object)['volumeClaimTemplates']).map((template) => ({
      object,
      of: `the claim template ${at(template, 'metadata', 'name')}`,
      resources: at(template, 'spec', 'resources'),
    })),
  );
  return [...containers, ...operated, ...claims, ...templates];
}

/** Requests above their limits, which the API server refuses. */
export const requestAboveLimit: ManifestRule = {
  rule: 'THANOS-115',
  check: (cluster) =>
    allResources(cluster).flatMap(({ object, of, resources }) => {
      const limits = asMap(at(resources, 'limits'));
      return Object.entries(asMap(at(resources, 'requests'))).flatMap(([name, request]): Finding[] => {
        const requested = quantityValue(request);
        const limit = quantityValue(limits[name]);
        if (requested === undefined || limit === undefined || requested <= limit) return [];
        return [
          {
            object,
            what: `resources.limits.${name} of ${of} is ${limits[name]}, and ${request} are requested: the API server refuses a limit below the request`,
            fix: `Raise limits.${name}, or lower requests.${name}`,
          },
        ];
      });
    }),
};

/** Quantities that Kubernetes cannot read, or reads as nothing at all. */
export const unreadableQuantity: ManifestRule = {
  rule: 'THANOS-116',
  check: (cluster) =>
    allResources(cluster).flatMap(({ object, of, resources }) =>
      ['requests', 'limits'].flatMap((field) =>
        Object.entries(asMap(at(resources, field))).flatMap(([name, quantity]): Finding[] => {
          const value = quantityValue(quantity);
          // What cdk8s dropped is another rule's.
          if (quantity === undefined || (value !== undefined && value >= 0)) return [];
          return [
            {
              object,
              what: `resources.${field}.${name} of ${of} is ${jsonText(quantity)}, which ${quantity === null ? 'Kubernetes reads as 0' : 'the API server refuses'}`,
              fix: 'Write a number of 0 or more with one of the suffixes m, k, M, G, T, Ki, Mi, Gi, Ti, or none: "500m", "512Mi"',
            },
          ];
        }),
      ),
    ),
};
