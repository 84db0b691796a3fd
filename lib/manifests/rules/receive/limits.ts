import type { KubernetesObject } from '../../kubernetes-object';
import type { ManifestRule } from '../../manifest-rule';
import { receiversOf } from '../../receiver';
import { asMap, at } from '../../value';

export const idleLimits: ManifestRule = {
  rule: 'THANOS-045',
  check: (cluster) => {
    const members = new Set<KubernetesObject>();
    for (const { destination } of receiversOf(cluster).flatMap(({ rings }) =>
      rings.flatMap(({ entries }) => entries),
    )) {
      for (const { object } of destination?.workloads ?? []) members.add(object);
    }
    return receiversOf(cluster).flatMap(({ process, mode }) => {
      const { object } = process.workload;
      const write = at(process.config('receive.limits-config'), 'write');
      const tenants = [at(write, 'default'), ...Object.values(asMap(at(write, 'tenants')))];
      const ofHead = tenants.some((limits) => Number(at(limits, 'head_series_limit')) > 0);
      const ofRequests =
        Number(at(write, 'global', 'max_concurrency')) > 0 ||
        tenants.some((limits) => at(limits, 'request') !== undefined);
      if (mode === 'ingestor' && (ofHead || (ofRequests && members.has(object)))) {
        return [
          {
            object,
            what: `It gives an ingestor limits of ${ofHead ? 'head series' : 'requests'}, which only routers hold to: what they hand on is never counted`,
            fix: 'Give --receive.limits-config-file to the routers',
          },
        ];
      }
      if (!ofHead || at(write, 'global', 'meta_monitoring_url')) return [];
      return [
        {
          object,
          what: 'Its limits have a head_series_limit without a meta_monitoring_url: nobody tells the receiver how many series there are, and everything passes',
          fix: "Set write.global.meta_monitoring_url to what has the receivers' metrics, for example http://thanos-query.thanos.svc.cluster.local:10902",
        },
      ];
    });
  },
};
