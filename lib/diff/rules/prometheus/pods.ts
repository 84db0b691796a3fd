import { nameOf } from '../../../manifests/kubernetes-object';
import { asList, asMap, asNumber, asText, at } from '../../../manifests/value';
import type { Path } from '../../path';
import { below, each, type SpecChange, type SpecCheck } from './spec-change';

/** What of a Prometheus the operator writes into its configuration, and the reloader has it read again. */
const CONFIGURATION =
  /^(additional(ScrapeConfigs|AlertRelabelConfigs|AlertManagerConfigs)|alerting|apiserverConfig|arbitraryFSAccessThroughSMs|bodySizeLimit|convertClassicHistogramsToNHCB|enforced\w+|evaluationInterval|excludedFromEnforcement|exemplars|externalLabels|ignoreNamespaceSelectors|keepDroppedTargets|label(Name|Value)?(Length)?Limit|name(Escaping|Validation)Scheme|otlp|overrideHonor\w+|podTargetLabels|(prometheus|replica)ExternalLabelName|prometheusRulesExcludedFromEnforce|remoteRead|remoteWrite|rule(Namespace)?Selector|ruleQueryOffset|runtime|sampleLimit|scrape(Class(es|icHistograms)|Interval|NativeHistograms|Protocols|Timeout)|(serviceMonitor|podMonitor|probe|scrapeConfig)(Namespace)?Selector|serviceDiscoveryRole|targetLimit|tracingConfig|tsdb)$/;

/** What makes more, fewer or other StatefulSets, or tells the operator what to do, and is spoken of elsewhere. */
const ELSEWHERE = ['replicas', 'shards', 'paused', 'storage', 'retention', 'retentionSize', 'remoteWrite'];

/** What a change of a Prometheus does to its pods, whatever else it does. */
export const pods: SpecCheck = function* (spec) {
  const name = nameOf(spec.object);
  for (const field of spec.change.fields) {
    const part = partOf(field.path);
    if (part === undefined || ELSEWHERE.includes(part)) continue;
    yield CONFIGURATION.test(part)
      ? {
          code: 'DIFF-602',
          message: `The operator writes spec.${part} into the configuration of ${name}, which is read again: no pod restarts`,
          field,
        }
      : {
          code: 'DIFF-601',
          message: `The operator makes the pods of ${name} anew, one after the other: each reads its WAL before it is ready, and scrapes nothing meanwhile${replicasOf(spec) > 1 ? '; another replica does' : '. There is no second replica, so that is a gap of a minute or more'}. ${kept(spec)}`,
          field,
        };
  }
};

function partOf(path: Path): string | undefined {
  return path[0] === 'spec' ? path[1] : undefined;
}

/** What becomes of what is on the disks. */
function kept({ after, object }: SpecChange): string {
  const storage = asMap(after['storage']);
  if (storage['volumeClaimTemplate'] !== undefined && storage['emptyDir'] === undefined) return 'Its claims stay';
  const sent = asList(after['remoteWrite']).length > 0 ? ', and it has not sent yet' : '';
  if (object.kind === 'PrometheusAgent') return `What is on its emptyDir${sent} is lost`;
  const uploaded = at(after, 'thanos', 'objectStorageConfig') === undefined ? '' : ', and is not in an uploaded block';
  return `What each has on its emptyDir${uploaded || sent} is lost`;
}

function replicasOf({ after }: SpecChange): number {
  return asNumber(after['replicas']) ?? 1;
}

/** How many pods there are, and whether the operator looks after them. */
export const size: SpecCheck = function* (spec) {
  const name = nameOf(spec.object);
  const numbers = ['replicas', 'shards'].map((field) => ({
    field,
    from: asNumber(spec.before[field]) ?? 1,
    to: asNumber(spec.after[field]) ?? 1,
  }));
  for (const { field, from, to } of numbers) {
    const fields = below(spec, field);
    if (to > from) {
      const message = `${name} has ${field} ${from} → ${to}: ${field === 'shards' ? 'targets are divided anew, and their series go on in another pod' : 'further pods scrape all targets too, under a replica label of their own'}. Pods that run are not restarted`;
      yield* each(fields, 'DIFF-613', message);
    } else if (to < from) {
      yield* each(fields, 'DIFF-612', `${name} has ${field} ${from} → ${to}: ${fewer(field, to)}`);
    }
  }
  const paused = spec.after['paused'] === true;
  const now = paused
    ? 'does nothing for it any more: no field of it, no new monitor and no rule takes effect until paused is taken away'
    : 'looks after it again, and applies all at once what changed meanwhile';
  if (paused !== (spec.before['paused'] === true)) {
    yield* each(below(spec, 'paused'), 'DIFF-616', `${name}: the operator ${now}`);
  }
};

function fewer(field: string, to: number): string {
  if (to === 0) return 'nothing is scraped or sent any more, and what is on the disks cannot be queried';
  return field === 'shards'
    ? 'the operator deletes the StatefulSets of the shards that go. Targets move to the others, and what the old ones have on their disks is not queried any more; what they had not sent yet is not sent. Set spec.shardRetentionPolicy.whenScaled: Retain first where the operator has that feature on, or wait until everything is in Thanos'
    : `the last pods go, with what they had not sent yet.${to === 1 ? ' The one that is left has no second: each restart is a gap' : ''}`;
}

/** Whether a Prometheus goes back over a change of how its TSDB is written. */
export const version: SpecCheck = function* (spec) {
  const [from, to] = [spec.before, spec.after].map(versionOf);
  if (!from || !to || from[0] < 3 || to[0] >= 3 || to[1] >= 55) return;
  const message = `${nameOf(spec.object)} goes back from v${from.join('.')} to v${to.join('.')}: Prometheus before v2.55 does not read the TSDB that v3 wrote, and does not start. Go to v2.55 first`;
  yield* each(below(spec, 'version', 'image'), 'DIFF-622', message);
};

/** Major and minor version, as far as the resource says it. */
export function versionOf(spec: Readonly<Record<string, unknown>>): readonly [number, number] | undefined {
  const text = asText(spec['image'])?.match(/:v?(\d+)\.(\d+)/) ?? asText(spec['version'])?.match(/^v?(\d+)\.(\d+)/);
  return text ? [Number(text[1]), Number(text[2])] : undefined;
}
