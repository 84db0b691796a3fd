import { nameOf, namespaceOf, specOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { asNumber, asText } from '../../value';

/** StatefulSets whose pods get no DNS names of their own, for want of a headless Service. */
export const governingService: ManifestRule = {
  rule: 'THANOS-124',
  check: (cluster) => {
    const placed = new Set(cluster.ofKind('', 'Service').map(namespaceOf));
    return cluster.ofKind('apps', 'StatefulSet').flatMap((object): Finding[] => {
      const name = asText(specOf(object)['serviceName']);
      const namespace = namespaceOf(object);
      // Where no Service of the namespace is here, they are made elsewhere.
      if (!name || !placed.has(namespace)) return [];
      const service = cluster.find('', 'Service', namespace, name);
      // One pod is reached by the Service itself.
      const single = (asNumber(specOf(object)['replicas']) ?? 1) <= 1;
      if (service && (single || specOf(service)['clusterIP'] === 'None')) return [];
      if (!service && placed.has('') && namespace !== '') return [];
      return [
        {
          object,
          what: `${nameOf(object)} has serviceName "${name}", ${service ? 'which is a Service with a cluster IP' : 'and no such Service is here'}: its pods get no DNS names of their own`,
          fix: 'Write the name of a headless Service (clusterIP: None) that selects them',
          ...(service && { related: [service] }),
        },
      ];
    });
  },
};
