import { routesOf } from '../../../manifests/gateway-route';
import { type KubernetesObject, nameOf, specOf } from '../../../manifests/kubernetes-object';
import { quantityValue } from '../../../manifests/quantity';
import { asList, asNumber, asText, at } from '../../../manifests/value';
import type { ObjectChange } from '../../change';
import type { ClusterChange } from '../../cluster-change';
import { routesFor } from '../../edge/guarded';
import { takesWrites } from '../../edge/tenant-header';
import type { ChangeRule, Judgement } from '../../judgement';
import { canonical } from '../canonical';
import { fieldsAt, listed, sayOf, shown } from '../fields';

/** How large requests may be, and how many may come, by a BackendTrafficPolicy. */
export const TRAFFIC_RULE: ChangeRule = {
  kinds: ['gateway.envoyproxy.io/BackendTrafficPolicy'],
  *judge(change, cluster): Iterable<Judgement> {
    const routes = routesAlong(change, cluster);
    if (routes === undefined) return;
    const writes = routes.some((route) => takesWrites(cluster.after, route));
    for (const part of [SIZE, RATE]) {
      const fields = change.type === 'changed' ? fieldsAt(change, 'spec', part.field) : [undefined];
      const said = judged(
        part,
        change.type === 'added' ? NONE : part.limits(change.before),
        change.type === 'removed' ? NONE : part.limits(change.after),
        writes,
      );
      if (!said) continue;
      const where = change.type === 'changed' || routes.length === 0 ? '' : `${listed(routes.map(nameOf))}: `;
      yield* sayOf(fields, said.code, where + said.message);
    }
  },
};

/** Something that requests are held to. */
interface Limit {
  /** In a second, or at all. */
  readonly rate: number;
  /** At once. */
  readonly most: number;
  readonly words: string;
}

/** By what requests they are for. */
type Limits = ReadonlyMap<string, Limit>;

const NONE: Limits = new Map();

interface Part {
  readonly field: string;
  readonly limits: (policy: KubernetesObject) => Limits;
  readonly status: string;
  /** What becomes of writes that are refused so. */
  readonly refused: string;
}

const SIZE: Part = {
  field: 'requestBuffer',
  status: 'larger ones are answered 413',
  refused: 'which Prometheus does not repeat, so that their samples are lost. Look first at how large requests are now',
  limits: (policy) => {
    const written = at(specOf(policy), 'requestBuffer', 'limit');
    const bytes = quantityValue(written);
    return bytes === undefined
      ? NONE
      : new Map([['', { rate: bytes, most: bytes, words: `${shown(written)} per request` }]]);
  },
};

const SECONDS: Readonly<Record<string, number>> = {
  Second: 1,
  Minute: 60,
  Hour: 3600,
  Day: 86_400,
  Week: 604_800,
  Month: 2_592_000,
  Year: 31_536_000,
};

const RATE: Part = {
  field: 'rateLimit',
  status: 'what comes beyond that is answered 429',
  refused:
    'which Prometheus repeats only with retryOnRateLimit: the samples of others are lost. Look first at how many come now',
  limits: (policy) =>
    new Map(
      ['global', 'local'].flatMap((scope) =>
        asList(at(specOf(policy), 'rateLimit', scope, 'rules')).flatMap((rule): [string, Limit][] => {
          const requests = asNumber(at(rule, 'limit', 'requests'));
          const unit = asText(at(rule, 'limit', 'unit')) ?? '';
          const seconds = SECONDS[unit];
          if (requests === undefined || seconds === undefined || at(rule, 'shadowMode') === true) return [];
          const selectors = at(rule, 'clientSelectors');
          const some = selectors === undefined ? '' : ` where ${shown(selectors)}`;
          const each = scope === 'local' ? ' at each Envoy' : '';
          const key = canonical([scope, selectors, at(rule, 'cost'), at(rule, 'shared') === true]);
          const words = `${requests} requests per ${unit.toLowerCase()}${each}${some}`;
          return [[key, { rate: requests / seconds, most: requests, words }]];
        }),
      ),
    ),
};

function judged(
  part: Part,
  before: Limits,
  after: Limits,
  writes: boolean,
): Pick<Judgement, 'code' | 'message'> | undefined {
  const tighter = [...after].filter(([key, limit]) => isLower(limit, before.get(key)));
  if (tighter.length > 0) {
    const words = listed(
      tighter.map(([key, { words }]) => `${words}, no longer ${before.get(key)?.words ?? 'as much as they like'}`),
    );
    return writes
      ? { code: 'DIFF-358', message: `writers may send ${words}: ${part.status}, ${part.refused}` }
      : { code: 'DIFF-359', message: `clients may send ${words}: ${part.status}` };
  }
  const looser = [...before].filter(([key, limit]) => isLower(limit, after.get(key)));
  if (looser.length === 0) return undefined;
  const words = listed(
    looser.map(([key, { words }]) => `${after.get(key)?.words ?? 'as much as they like'}, no longer ${words}`),
  );
  return {
    code: 'DIFF-361',
    message: `clients may send ${words}: what is behind has to take it, or to refuse it by limits of its own`,
  };
}

function isLower(limit: Limit, than: Limit | undefined): boolean {
  return than === undefined || limit.rate < than.rate || limit.most < than.most;
}

/** The routes whose requests a policy held to something, or does from now on; `undefined` where it comes or goes with all of them. */
function routesAlong(change: ObjectChange, cluster: ClusterChange): readonly KubernetesObject[] | undefined {
  if (change.type === 'changed') return routesFor(cluster.after, change.after, routesOf(cluster.after));
  const isAdded = change.type === 'added';
  const [own, other] = isAdded ? [cluster.after, cluster.before] : [cluster.before, cluster.after];
  const routes = routesFor(own, isAdded ? change.after : change.before, routesOf(own));
  const known = new Map(routesOf(other).map((route) => [nameOf(route), route]));
  const left = routes.filter((route) => known.has(nameOf(route)));
  if (routes.length > 0 && left.length === 0) return undefined;
  return left;
}
