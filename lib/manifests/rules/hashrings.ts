import { hashringsOf } from '../hashring';
import type { ManifestRule } from '../manifest-rule';

export const ringTooSmall: ManifestRule = {
  rule: 'THANOS-001',
  check: (cluster) =>
    cluster.running('receive').flatMap((receive) => {
      const replicationFactor = Number(receive.flag('receive.replication-factor') ?? 1);
      return hashringsOf(receive)
        .filter(({ endpoints }) => endpoints.length < replicationFactor)
        .map(({ name, endpoints, algorithm }) => ({
          object: receive.workload.object,
          what: `Hashring "${name}" has ${endpoints.length} endpoints, and --receive.replication-factor is ${replicationFactor}: Thanos would ${algorithm === 'ketama' ? 'not start' : 'refuse every write'}`,
          fix: 'Put more ingestors into the hashring, or lower the replication factor',
        }));
    }),
};
