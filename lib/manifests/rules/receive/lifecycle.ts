import { milliseconds } from '../../../values/duration';
import type { Inventory } from '../../inventory';
import type { ManifestRule } from '../../manifest-rule';
import { type Receiver, receiversOf } from '../../receiver';
import { asNumber, asText, at } from '../../value';

/** What the Prometheus Operator gives Prometheus to replay its WAL. */
const REPLAY_SECONDS = 900;

function ingesting(cluster: Inventory): Receiver[] {
  return receiversOf(cluster).filter(({ mode }) => mode !== 'router');
}

export const shortStartup: ManifestRule = {
  rule: 'THANOS-041',
  check: (cluster) =>
    ingesting(cluster).flatMap(({ process }) => {
      const { startupProbe, livenessProbe } = process.container.fields;
      // Receive is healthy at once, and ready when the WAL is replayed: only a probe of the latter can end the replay.
      const [name, probe] = startupProbe ? ['startupProbe', startupProbe] : ['livenessProbe', livenessProbe];
      if (asText(at(probe, 'httpGet', 'path')) !== '/-/ready') return [];
      const number = (field: string, standard: number) => asNumber(at(probe, field)) ?? standard;
      const budget = number('initialDelaySeconds', 0) + number('periodSeconds', 10) * number('failureThreshold', 3);
      if (budget >= REPLAY_SECONDS) return [];
      return [
        {
          object: process.workload.object,
          what: `Its ${name} ends an ingestor that is not ready after ${budget} seconds: one that takes longer to replay its WAL is ended half-way, begins anew, and never starts`,
          fix: `Give the startupProbe a failureThreshold and periodSeconds of at least ${REPLAY_SECONDS} seconds together, better of half an hour`,
        },
      ];
    }),
};

export const shortGrace: ManifestRule = {
  rule: 'THANOS-042',
  check: (cluster) =>
    ingesting(cluster).flatMap(({ process }) => {
      const grace = asNumber(process.workload.podSpec['terminationGracePeriodSeconds']) ?? 30;
      const periods = ['http-grace-period', 'grpc-grace-period'].map((flag) =>
        milliseconds(process.flag(flag) ?? '2m'),
      );
      const sleep = asNumber(at(process.container.fields['lifecycle'], 'preStop', 'sleep', 'seconds')) ?? 0;
      const needed = periods.reduce<number>((sum, period = 0) => sum + period / 1000, sleep);
      if (grace > needed) return [];
      return [
        {
          object: process.workload.object,
          what: `Its terminationGracePeriodSeconds is ${grace}: finishing requests alone may take an ingestor ${needed} seconds${sleep > 0 ? `, with ${sleep} in preStop` : ''}, and then its head block has to be flushed and uploaded before it is killed`,
          fix: `Set terminationGracePeriodSeconds to ${900 + sleep}`,
        },
      ];
    }),
};

export const hastyRollout: ManifestRule = {
  rule: 'THANOS-043',
  check: (cluster) => {
    const reported = new Set<unknown>();
    return receiversOf(cluster).flatMap(({ rings, replicationFactor = 1 }) => {
      if (replicationFactor < 2) return [];
      const members = rings.flatMap(({ entries }) =>
        entries.flatMap(({ destination }) => destination?.workloads ?? []),
      );
      return [...new Set(members)].flatMap(({ object, replicas = 1 }) => {
        const pause = asNumber(at(object, 'spec', 'minReadySeconds')) ?? 0;
        const byHand = at(object, 'spec', 'updateStrategy', 'type') === 'OnDelete';
        if (object.kind !== 'StatefulSet' || replicas < 2 || pause > 0 || byHand || reported.has(object)) return [];
        reported.add(object);
        return [
          {
            object,
            what: 'Its ingestors are in a hashring that replicates, and roll out without a pause: the next pod goes before routers have found the last one again, and writes lose their quorum',
            fix: 'Set minReadySeconds, for example to 120',
          },
        ];
      });
    });
  },
};

export const unboundedFuture: ManifestRule = {
  rule: 'THANOS-044',
  check: (cluster) =>
    ingesting(cluster).flatMap(({ process }) => {
      const window = process.flag('tsdb.too-far-in-future.time-window');
      if (window !== undefined && milliseconds(window) !== 0) return [];
      return [
        {
          object: process.workload.object,
          what: 'Its receiver takes samples of any time to come: a single one from next week makes its TSDB refuse all others until then',
          fix: 'Set --tsdb.too-far-in-future.time-window=5m, which Thanos knows since v0.32',
        },
      ];
    }),
};
