import { nameOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { type PrometheusResource, prometheusesOf } from '../../prometheus-resource';
import { asNumber } from '../../value';

/** Fields of a Prometheus that an agent has no use for, and its resource no place. */
const SERVER_ONLY = [
  ...['alerting', 'additionalAlertManagerConfigs', 'additionalAlertRelabelConfigs'],
  ...['ruleSelector', 'ruleNamespaceSelector', 'rules', 'ruleQueryOffset', 'evaluationInterval'],
  ...['retention', 'retentionSize', 'shardRetentionPolicy', 'disableCompaction', 'allowOverlappingBlocks'],
  ...['query', 'queryLogFile', 'remoteRead', 'exemplars', 'enableAdminAPI', 'thanos'],
];

/** What the resource refuses when each node has an agent of its own. */
const NOT_IN_DAEMON_SETS = [
  ...['replicas', 'storage', 'persistentVolumeClaimRetentionPolicy', 'shardingStrategy', 'additionalScrapeConfigs'],
  ...['serviceMonitorSelector', 'serviceMonitorNamespaceSelector', 'probeSelector', 'probeNamespaceSelector'],
  ...['scrapeConfigSelector', 'scrapeConfigNamespaceSelector'],
];

export const agentWithoutDestination: ManifestRule = {
  rule: 'THANOS-408',
  check: (cluster) =>
    agents(prometheusesOf(cluster))
      .filter(({ remoteWrites }) => remoteWrites.length === 0)
      .map(({ object }) => ({
        object,
        what: `${nameOf(object)} has no remoteWrite: an agent answers no queries, so its samples would be seen by nobody`,
        fix: 'Give it a destination, or make it a Prometheus',
      })),
};

export const agentLacks: ManifestRule = {
  rule: 'THANOS-410',
  check: (cluster) =>
    agents(prometheusesOf(cluster)).flatMap(({ object, spec }) => {
      const given = (fields: readonly string[]) => fields.filter((field) => (spec[field] ?? null) !== null);
      const findings: Finding[] = [];
      const server = given(SERVER_ONLY);
      if (server.length > 0) {
        findings.push({
          object,
          what: `${nameOf(object)} sets ${server.join(', ')}, and an agent evaluates no rules, sends no alerts and keeps nothing that could be queried`,
          fix: 'Leave them out and let a ruler evaluate the rules, or make it a Prometheus',
        });
      }
      const shards = (asNumber(spec['shards']) ?? 1) > 1 ? ['shards'] : [];
      const perNode = spec['mode'] === 'DaemonSet' ? [...given(NOT_IN_DAEMON_SETS), ...shards] : [];
      if (perNode.length > 0) {
        findings.push({
          object,
          what: `${nameOf(object)} has mode DaemonSet and sets ${perNode.join(', ')}: the API server refuses it`,
          fix: 'Leave them out, which leaves PodMonitors as what it scrapes, or leave out the mode',
        });
      }
      return findings;
    }),
};

function agents(all: readonly PrometheusResource[]): readonly PrometheusResource[] {
  return all.filter(({ agent }) => agent);
}
