import { externalLabelProblems } from '../../prometheus/label-names';
import type { Problem } from '../../validation/problem';
import { DNS_LABEL } from '../../values/dns-name';
import { nearestFix } from '../../values/nearest';
import type { FileReport, Position } from './file-report';
import { layered } from './layers';
import type { Entry, Located, LocatedMap } from './located';
import { prometheusProps, SERVER_OPTIONS } from './prometheus-options';
import { mapOf } from './read';
import type { ClusterEntry, ReadClustersOptions } from './read-clusters';
import { type ClusterSettings, clusterSettings, sections, settings } from './settings';

const NOTHING: Located = { position: { line: 1, column: 1 }, content: null };

/** Makes clusters out of what a file says, each from its layers. */
export class ClusterReader<Label extends string, Stack extends string> {
  constructor(
    private readonly options: ReadClustersOptions<Label, Stack>,
    private readonly report: FileReport,
  ) {}

  read(file: Located): ClusterEntry<Label, Stack>[] {
    const { report } = this;
    const { defaults, ...others } = sections(file, '', { report, whole: false }) ?? {};
    if (defaults) settings(layered([defaults]), '', { report, whole: false });
    const environments = this.layers('environments', others.environments);
    const regions = this.layers('regions', others.regions);
    const given = mapOf(others.clusters ?? NOTHING, 'clusters', { report, whole: false });
    const clusters: LocatedMap = given ?? new Map();
    if (given?.size === 0) {
      report.add(others.clusters?.position ?? file.position, {
        rule: 'THANOS-611',
        what: 'The file has no cluster',
        fix: 'Write one below clusters, as a name with a colon',
      });
    }
    return [...clusters].flatMap(([name, { key, value }]) => {
      const own = clusterSettings(layered([value]), '', { report, whole: false });
      const environment = this.declared('environment', own, value, environments);
      const region = this.declared('region', own, value, regions);
      const merged = layered([defaults ?? NOTHING, environment ?? NOTHING, region ?? NOTHING, value]);
      return this.cluster(name, key, merged, environment !== undefined && region !== undefined) ?? [];
    });
  }

  private entries(section: string, map: Located = NOTHING): LocatedMap {
    return mapOf(map, section, { report: this.report, whole: false }) ?? new Map();
  }

  private layers(section: string, map?: Located): LocatedMap {
    const entries = this.entries(section, map);
    for (const { value } of entries.values()) settings(layered([value]), '', { report: this.report, whole: false });
    return entries;
  }

  /** The layer that a cluster names as its environment or region; nothing where that is nowhere. */
  private declared(
    option: 'environment' | 'region',
    own: ClusterSettings | undefined,
    cluster: Located,
    layers: LocatedMap,
  ): Located | undefined {
    const name = own?.[option];
    if (name === undefined) return NOTHING;
    const layer = layers.get(name);
    if (!layer) this.unknown(this.entry(cluster, option), option, name, [...layers.keys()], `${option}s of this file`);
    return layer?.value;
  }

  /** @param complete whether all layers are there, so that what is missing is missing */
  private cluster(
    name: string,
    key: Position,
    merged: Located,
    complete: boolean,
  ): ClusterEntry<Label, Stack> | undefined {
    if (!DNS_LABEL.test(name)) {
      this.report.add(key, {
        rule: 'THANOS-610',
        what: `The cluster name "${name}" is no folder and label that works everywhere`,
        fix: 'Write at most 63 lower-case letters, digits and dashes, with no dash at either end',
      });
    }
    const read = clusterSettings(merged, '', { report: this.report, whole: true });
    if (!read) return undefined;
    const { stacks, tenants = [] } = this.options;
    const { stack, tenant, environment, region } = read;
    if (stack === undefined) {
      if (complete && !this.entry(merged, 'stack')) {
        this.missing(key, name, 'stack', 'stack: with the name of what it writes to');
      }
    } else if (!isKeyOf(stacks, stack)) {
      this.unknown(this.entry(merged, 'stack'), 'stack', stack, Object.keys(stacks), 'stacks of readClusters()');
    }
    if (tenant !== undefined && !tenants.includes(tenant)) {
      this.unknown(this.entry(merged, 'tenant'), 'tenant', tenant, tenants, 'tenants of readClusters()');
    }
    this.checkMode(merged);
    const { labels, missing } = this.labels(merged, read);
    for (const label of complete ? missing : []) {
      this.missing(key, name, `external label ${label}`, `externalLabels: { ${label}: … }`);
    }
    if (stack === undefined || !isKeyOf(stacks, stack) || !followsScheme(labels, this.options.externalLabels))
      return undefined;
    const { remoteWrite: destination } = stacks[stack];
    const prometheus = prometheusProps(read.prometheus ?? {}, [{ name: 'Thanos', destination, tenant }]);
    const { oidcIssuer, entraClientId, clientCertificate, writesBy } = read;
    const identity = { oidcIssuer, entraClientId, clientCertificate, writesBy };
    return { name, externalLabels: labels, environment, region, ...identity, stack, tenant, prometheus };
  }

  /** The cluster's labels. Of a scheme, `environment` and `region` are known without being written again. */
  private labels(merged: Located, { environment, region, externalLabels }: ClusterSettings) {
    const scheme = this.options.externalLabels ?? [];
    const known = Object.entries({ environment, region }).filter(([label]) => scheme.some((each) => each === label));
    const labels: Record<string, string> = { ...externalLabels };
    for (const [label, value] of known) if (value !== undefined) labels[label] ??= value;
    const written = this.entries('externalLabels', this.entry(merged, 'externalLabels')?.value);
    for (const [label, entry] of written) {
      if (scheme.length === 0 || scheme.some((each) => each === label)) {
        const value = labels[label];
        const problems = value === undefined ? [] : externalLabelProblems({ [label]: value });
        for (const problem of problems) this.report.add(entry.key, problem);
        continue;
      }
      this.report.add(entry.key, {
        rule: 'THANOS-621',
        what: `externalLabels has "${label}", which is not in the scheme of the fleet`,
        fix: nearestFix(label, scheme, 'a label of the scheme'),
      });
    }
    return { labels, missing: scheme.filter((label) => labels[label] === undefined && !written.has(label)) };
  }

  private checkMode(merged: Located): void {
    const prometheus = this.entries('prometheus', this.entry(merged, 'prometheus')?.value);
    const mode = prometheus.get('mode');
    if (mode?.value.content !== 'agent') return;
    for (const option of SERVER_OPTIONS) {
      const entry = prometheus.get(option);
      if (!entry) continue;
      this.report.add(entry.key, {
        rule: 'THANOS-626',
        what: `prometheus.${option} is for servers, and the agent of line ${mode.key.line} inherits it`,
        fix: `Write ${option}: null beside mode: agent, or give ${option} only where there are servers`,
      });
    }
  }

  private entry(map: Located, name: string): Entry | undefined {
    return this.entries('', map).get(name);
  }

  private unknown(
    entry: Entry | undefined,
    option: string,
    name: string,
    known: readonly string[],
    where: string,
  ): void {
    const problem: Problem = {
      rule: 'THANOS-624',
      what: `${option} "${name}" is not among the ${where}`,
      fix: nearestFix(name, known, `one of the ${where}`),
    };
    if (entry) this.report.add(entry.value.position, problem);
  }

  private missing(position: Position, cluster: string, what: string, write: string): void {
    this.report.add(position, {
      rule: 'THANOS-625',
      what: `Cluster "${cluster}" has no ${what}`,
      fix: `Write ${write}, for the cluster or for its environment, its region or the defaults`,
    });
  }
}

function isKeyOf<Key extends string>(object: Readonly<Record<Key, unknown>>, name: string): name is Key {
  return Object.hasOwn(object, name);
}

function followsScheme<Label extends string>(
  labels: Readonly<Record<string, string>>,
  scheme: readonly Label[] = [],
): labels is Readonly<Record<string, string>> & Readonly<Record<Label, string>> {
  return scheme.every((label) => labels[label] !== undefined);
}
