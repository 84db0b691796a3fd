import { checkManifests, isSuppressedOn } from '../lib/manifests/check';
import { ConfigReader } from '../lib/manifests/config-reader';
import { Inventory } from '../lib/manifests/inventory';
import { type KubernetesObject, nameOf } from '../lib/manifests/kubernetes-object';
import { type RuleId, severityOf } from '../lib/validation/catalogue';
import { problemText } from '../lib/validation/problem';
import type { Severity } from '../lib/validation/rule';
import type { ObjectPlace } from '../reporting/sarif';
import type { ClusterInput } from './input';

/** A broken rule, and the object to change. */
export interface LintFinding extends ObjectPlace {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** The folder's name. @default - files that were named one by one */
  readonly cluster?: string;
  readonly message: string;
  /** Other objects that it takes to break the rule. */
  readonly related: readonly ObjectPlace[];
}

/** What the rules find in each cluster and nobody suppressed: errors first, then by file and line. */
export function lintClusters(clusters: readonly ClusterInput[]): LintFinding[] {
  const reader = new ConfigReader();
  return clusters.flatMap((cluster) => lintCluster(cluster, reader)).sort(compare);
}

function lintCluster({ cluster, objects }: ClusterInput, reader: ConfigReader): LintFinding[] {
  const places = new Map<KubernetesObject, ObjectPlace>(
    objects.map(({ object, file, line }) => [object, { file, line, object: nameOf(object) }]),
  );
  return checkManifests(new Inventory([...places.keys()], reader)).flatMap((finding): LintFinding[] => {
    const place = places.get(finding.object);
    if (!place || isSuppressedOn(finding.object, finding.rule)) return [];
    const related = (finding.related ?? []).flatMap((object) => places.get(object) ?? []);
    const others = related.map(({ object, file, line }) => `${object} in ${file}:${line}`);
    const where = others.length > 0 ? ` (see also ${others.join(', ')})` : '';
    return [
      {
        rule: finding.rule,
        severity: severityOf(finding.rule),
        ...(cluster === undefined ? {} : { cluster }),
        ...place,
        message: problemText({ ...finding, what: finding.what + where }),
        related,
      },
    ];
  });
}

function compare(a: LintFinding, b: LintFinding): number {
  return (
    order(a.severity, b.severity) ||
    order(a.file, b.file) ||
    a.line - b.line ||
    order(a.rule, b.rule) ||
    order(a.message, b.message)
  );
}

/** `error` before `warning`, and the same on every machine, whatever its language. */
function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
