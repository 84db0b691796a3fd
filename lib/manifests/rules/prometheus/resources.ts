import { isDeepStrictEqual } from 'node:util';
import { PROMETHEUS_LABEL, PROMETHEUS_REPLICA_LABEL } from '../../../values/label-name';
import { nameOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import {
  isThanosReceive,
  type PrometheusResource,
  prometheusesOf,
  type RemoteWriteEntry,
} from '../../prometheus-resource';
import { asList, asMap, asText, at } from '../../value';

/** A Prometheus of which Thanos gets the samples, and which has no label of its own. */
export const noExternalLabels: ManifestRule = {
  rule: 'THANOS-016',
  check: (cluster) =>
    prometheusesOf(cluster)
      .filter(({ spec }) => Object.keys(asMap(spec['externalLabels'])).length === 0)
      .filter((each) => uploads(each) || each.remoteWrites.some(writesUnlabelled))
      .map(({ object }) => ({
        object,
        what: `${nameOf(object)} has no externalLabels: in Thanos, its series cannot be told from those of another cluster`,
        fix: "Name the cluster, for example externalLabels: { cluster: 'playground' }",
      })),
};

function uploads({ spec }: PrometheusResource): boolean {
  return Boolean(at(spec, 'thanos', 'objectStorageConfig') ?? at(spec, 'thanos', 'objectStorageConfigFile'));
}

/** Neither relabelling nor a tenant of its own tells these series apart. */
function writesUnlabelled({ url, fields }: RemoteWriteEntry): boolean {
  return (
    isThanosReceive(url) &&
    Object.keys(asMap(fields['headers'])).length === 0 &&
    !asList(fields['writeRelabelConfigs']).some((step) => at(step, 'targetLabel') !== undefined)
  );
}

/** What the operator, or Prometheus, ignores. */
export const ignoredExternalLabel: ManifestRule = {
  rule: 'THANOS-401',
  check: (cluster) =>
    prometheusesOf(cluster).flatMap(({ object, spec, externalLabels }) => {
      const reserved = [
        asText(spec['prometheusExternalLabelName']) ?? PROMETHEUS_LABEL,
        asText(spec['replicaExternalLabelName']) ?? PROMETHEUS_REPLICA_LABEL,
      ];
      return Object.entries(externalLabels).flatMap(([name, value]): Finding[] => {
        if (reserved.includes(name)) {
          return [
            {
              object,
              what: `externalLabels sets "${name}", which the Prometheus Operator sets itself; it ignores this one`,
              fix: 'Choose another name',
            },
          ];
        }
        if (value !== '') return [];
        return [
          {
            object,
            what: `The external label "${name}" is empty, which to Prometheus is the same as no label`,
            fix: `Give ${name} a value, or leave it out`,
          },
        ];
      });
    }),
};

const SELECTORS = ['serviceMonitorSelector', 'podMonitorSelector', 'probeSelector', 'scrapeConfigSelector'];

/** What is nowhere but in the configuration. */
const CONFIGURED = [
  ...['remoteWrite', 'remoteRead', 'externalLabels', 'additionalScrapeConfigs'],
  ...['alerting', 'additionalAlertManagerConfigs'],
];

/** Without any selector, the operator leaves the configuration to a Secret of somebody else, remote write and labels included. */
export const unmanagedConfiguration: ManifestRule = {
  rule: 'THANOS-409',
  check: (cluster) =>
    prometheusesOf(cluster).flatMap(({ object, agent, spec }) => {
      const isGiven = (field: string) => (spec[field] ?? null) !== null && !isDeepStrictEqual(spec[field], []);
      const lost = CONFIGURED.filter(isGiven);
      if (agent || SELECTORS.some(isGiven) || lost.length === 0) return [];
      return [
        {
          object,
          what: `${nameOf(object)} has none of ${SELECTORS.join(', ')}: the operator then writes no configuration at all, and nothing comes of ${lost.join(', ')}`,
          fix: 'Write at least one of them; {} selects everything',
        },
      ];
    }),
};
