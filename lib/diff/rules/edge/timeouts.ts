import { routesOf } from '../../../manifests/gateway-route';
import { type KubernetesObject, nameOf, specOf } from '../../../manifests/kubernetes-object';
import { asList, asText, at } from '../../../manifests/value';
import type { ObjectChange } from '../../change';
import type { ClusterChange } from '../../cluster-change';
import { routesFor } from '../../edge/guarded';
import type { ChangeRule, Judgement } from '../../judgement';
import { fieldsAt, listed, sayOf } from '../fields';

/** Envoy's own, where nobody says otherwise. */
const USUAL = 15;

/** How long answers may take. */
export const TIMEOUT_RULE: ChangeRule = {
  kinds: [
    'gateway.envoyproxy.io/BackendTrafficPolicy',
    'gateway.networking.k8s.io/HTTPRoute',
    'gateway.networking.k8s.io/GRPCRoute',
  ],
  *judge(change, cluster): Iterable<Judgement> {
    const isPolicy = (change.type === 'removed' ? change.before : change.after).kind === 'BackendTrafficPolicy';
    if (change.type === 'removed' && isPolicy) yield* removed(change, cluster);
    if (change.type !== 'changed') return;
    if (isPolicy) {
      const [from, to] = [secondsOf(change.before), secondsOf(change.after)];
      if (isShorter(from, to)) yield* sayOf(fieldsAt(change, 'spec', 'timeout'), 'DIFF-357', message(from, to));
      return;
    }
    const now = asList(specOf(change.after)['rules']);
    for (const [index, rule] of asList(specOf(change.before)['rules']).entries()) {
      const next = now[index];
      const [from, to] = [rule, next].map((each) => seconds(at(each, 'timeouts', 'request')) ?? USUAL);
      if (next === undefined || from === undefined || to === undefined || !isShorter(from, to)) continue;
      const place = `[${String(at(rule, 'name') ?? index)}]`;
      yield* sayOf(fieldsAt(change, 'spec', 'rules', place, 'timeouts'), 'DIFF-357', message(from, to));
    }
  },
};

function* removed(change: Extract<ObjectChange, { type: 'removed' }>, cluster: ClusterChange): Iterable<Judgement> {
  const from = secondsOf(change.before);
  const routes = routesFor(cluster.after, change.before, routesOf(cluster.after));
  if (routes.length === 0 || !isShorter(from, USUAL)) return;
  yield { code: 'DIFF-357', message: `${listed(routes.map(nameOf))}: ${message(from, USUAL)}` };
}

function message(from: number, to: number): string {
  const unlimited = from === 0 ? 'as long as it takes' : `${from}s`;
  return `an answer may take ${to}s, no longer ${unlimited}: longer queries end with 504, and remote writes are cut off and sent again`;
}

function secondsOf(policy: KubernetesObject): number {
  return seconds(at(specOf(policy), 'timeout', 'http', 'requestTimeout')) ?? USUAL;
}

/** No limit is written as 0. */
function isShorter(from: number, to: number): boolean {
  return to !== 0 && (from === 0 || to < from);
}

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };

function seconds(value: unknown): number | undefined {
  const parts = [...(asText(value) ?? '').matchAll(/(\d+)(ms|h|m|s)/g)];
  if (parts.length === 0) return undefined;
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * (UNITS[unit ?? 's'] ?? 1), 0);
}
