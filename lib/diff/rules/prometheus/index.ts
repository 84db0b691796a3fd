import { groupOf, type KubernetesObject, nameOf, namespaceOf } from '../../../manifests/kubernetes-object';
import type { ObjectChange } from '../../change';
import { objectOf } from '../../change';
import type { ClusterChange } from '../../cluster-change';
import type { ChangeRule, Judgement } from '../../judgement';
import { externalLabels } from './labels';
import { goneMonitor, monitors } from './monitors';
import { operated } from './operated';
import { pods, size, version } from './pods';
import { remoteWrite } from './remote-write';
import { scraping } from './scraping';
import { GROUP, selectors } from './selection';
import { type SpecCheck, specChange } from './spec-change';
import { retention, storage, tsdb } from './storage';
import { refusedFromTheStart, tokens } from './tokens';

const PROMETHEUS: readonly SpecCheck[] = [
  retention,
  storage,
  tsdb,
  externalLabels,
  remoteWrite,
  tokens,
  size,
  version,
  selectors,
  scraping,
  pods,
];

const CHECKS: Readonly<Record<string, readonly SpecCheck[]>> = {
  Prometheus: PROMETHEUS,
  PrometheusAgent: PROMETHEUS,
  ThanosRuler: [operated],
  Alertmanager: [operated],
  ServiceMonitor: [monitors],
  PodMonitor: [monitors],
  Probe: [monitors],
  ScrapeConfig: [monitors],
};

const SERVERS = ['Prometheus', 'PrometheusAgent'];

/** What changes of the Prometheus Operator's resources do. */
export const PROMETHEUS_RULE: ChangeRule = {
  kinds: Object.keys(CHECKS).map((kind) => `${GROUP}/${kind}`),
  *judge(change, cluster): Iterable<Judgement> {
    const checks = CHECKS[objectOf(change).kind] ?? [];
    if (change.type === 'changed') {
      const spec = specChange(change, cluster);
      for (const check of checks) yield* check(spec);
    } else if (change.type === 'removed') yield* gone(change, cluster);
    else if (SERVERS.includes(change.after.kind)) yield* refusedFromTheStart(change.after, cluster);
  },
};

const known = new WeakMap<ClusterChange, readonly KubernetesObject[]>();

/** The resources of the operator that are new. */
function addedTo(cluster: ClusterChange): readonly KubernetesObject[] {
  const added =
    known.get(cluster) ??
    cluster.changes.flatMap((each) => (each.type === 'added' && groupOf(each.after) === GROUP ? [each.after] : []));
  known.set(cluster, added);
  return added;
}

function* gone(change: Extract<ObjectChange, { type: 'removed' }>, cluster: ClusterChange): Generator<Judgement> {
  const object = change.before;
  const added = addedTo(cluster);
  if (CHECKS[object.kind]?.includes(monitors)) {
    const message = goneMonitor(object, added, cluster);
    if (message) yield { code: 'DIFF-618', message };
    return;
  }
  if (!SERVERS.includes(object.kind)) return;
  const successor = added.find((other) => SERVERS.includes(other.kind) && namespaceOf(other) === namespaceOf(object));
  if (successor?.kind === 'PrometheusAgent' && object.kind === 'Prometheus') {
    yield {
      code: 'DIFF-614',
      message: `${nameOf(object)} becomes ${nameOf(successor)}: an agent keeps no blocks, answers no query and evaluates no rule, so local dashboards, alerts and a sidecar end, and what is on the old claims and not in Thanos is read by nobody. Let a ruler have the rules, and point Grafana at Thanos first`,
    };
  } else if (!successor) {
    yield {
      code: 'DIFF-615',
      message: `${nameOf(object)} is gone: nothing that it scraped is measured any more, and what it had not sent yet is not sent. What it sent is in Thanos still`,
    };
  }
}
