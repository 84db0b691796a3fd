import type { Inventory } from '../../manifests/inventory';
import { type KubernetesObject, nameOf, namespaceOf } from '../../manifests/kubernetes-object';
import { isEmptySelector, labelsOfSelector } from '../../manifests/label-selector';
import { asList, asText, at } from '../../manifests/value';
import type { ChangedObject } from '../change';
import { canonical } from '../compare/canonical';
import type { ChangeRule, Judgement } from '../judgement';
import { fieldsAt, listed, sayOf } from './fields';

/** Who may connect to pods, and to whom pods may connect. */
export const NETWORK_POLICY_RULE: ChangeRule = {
  kinds: ['networking.k8s.io/NetworkPolicy'],
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type === 'added') {
      const pods = selected(cluster.after, change.after);
      const kinds = ['Ingress', 'Egress'].filter((type) => concerns(change.after, type));
      yield {
        code: 'DIFF-324',
        message: `${pods || 'pods that it selects'} may ${kinds.map((kind) => (kind === 'Ingress' ? 'be reached by peers that it names' : 'reach peers that it names')).join(' and ')} alone, unless another NetworkPolicy says more: everybody else is cut off`,
      };
      return;
    }
    if (change.type === 'removed') {
      const open = unguarded(cluster.before, cluster.after, change.before);
      if (open.length > 0)
        yield {
          code: 'DIFF-323',
          message: `no NetworkPolicy guards ${listed(open)} any more: every pod of the cluster may connect to it, and it to everywhere`,
        };
      else
        yield {
          code: 'DIFF-322',
          message: 'what it alone allowed is refused from now on by the other NetworkPolicies of the same pods',
        };
      return;
    }
    yield* changed(change, cluster.before, cluster.after);
  },
};

function* changed(change: ChangedObject, earlier: Inventory, cluster: Inventory): Iterable<Judgement> {
  const { before, after } = change;
  const selectors = [...fieldsAt(change, 'spec', 'podSelector'), ...fieldsAt(change, 'spec', 'policyTypes')];
  if (selectors.length > 0) {
    const open = unguarded(earlier, cluster, before);
    const types = ['Ingress', 'Egress'].filter((type) => concerns(before, type) && !concerns(after, type));
    if (open.length > 0 || types.length > 0) {
      const what =
        open.length > 0
          ? `no NetworkPolicy guards ${listed(open)} any more`
          : `says nothing of ${types.join(' and ')} any more`;
      yield* sayOf(
        selectors,
        'DIFF-323',
        `${what}: every pod of the cluster may connect${types.length === 1 && types[0] === 'Egress' ? ' out' : ''}, unless another policy guards the same pods`,
      );
    } else {
      yield* sayOf(
        selectors,
        'DIFF-322',
        `holds for ${selected(cluster, after) || 'pods made elsewhere'} now: what is not named in it is cut off there`,
      );
    }
  }
  for (const direction of DIRECTIONS) {
    const fields = fieldsAt(change, 'spec', direction.rules);
    const [old, now] = [before, after].map((policy) =>
      asList(at(policy, 'spec', direction.rules)).flatMap((rule) => doors(rule, direction.peers)),
    );
    if (fields.length === 0 || !old || !now) continue;
    const opened = now.filter(
      (door) =>
        !old.some((each) => each.peer === door.peer && each.port === door.port) &&
        !old.some((each) => isWider(each, door)),
    );
    const closed = old.filter(
      (door) =>
        !now.some((each) => each.peer === door.peer && each.port === door.port) &&
        !now.some((each) => isWider(each, door)),
    );
    const pods = selected(cluster, after) || 'pods that it selects';
    const everybody = opened.filter((door) => door.everybody);
    if (everybody.length > 0) {
      yield* sayOf(
        fields,
        'DIFF-320',
        `${direction.open(pods)}${ports(everybody)}. Name those who need it (namespaceSelector, podSelector)`,
      );
    } else if (opened.length > 0) {
      yield* sayOf(
        fields,
        'DIFF-321',
        `${direction.more(pods)}${ports(opened)}: ${listed(opened.map(({ name }) => name))}`,
      );
    }
    if (closed.length > 0) {
      yield* sayOf(
        fields,
        'DIFF-322',
        `${direction.fewer(pods)}${ports(closed)}: new connections of ${listed(closed.map(({ name }) => name))} are cut off, unless another policy allows them`,
      );
    }
  }
}

const DIRECTIONS = [
  {
    rules: 'ingress',
    peers: 'from',
    open: (pods: string) => `every pod, or every address, may connect to ${pods}`,
    more: (pods: string) => `more may connect to ${pods}`,
    fewer: (pods: string) => `fewer may connect to ${pods}`,
  },
  {
    rules: 'egress',
    peers: 'to',
    open: (pods: string) => `${pods} may connect to everywhere`,
    more: (pods: string) => `${pods} may connect to more`,
    fewer: (pods: string) => `${pods} may connect to fewer`,
  },
] as const;

/** One peer at one port. */
interface Door {
  readonly peer: string;
  /** The peer as messages call it. */
  readonly name: string;
  readonly port: string;
  readonly everybody: boolean;
}

const ALL = 'everything';

/** An empty list, or none, of peers or ports stands for all of them. */
function doors(rule: unknown, peersField: string): Door[] {
  const peers = asList(at(rule, peersField)).map((peer) => ({
    peer: canonical(peer),
    name: peerText(peer),
    everybody: isEverybody(peer),
  }));
  const open = asList(at(rule, 'ports')).map((port) => canonical({ protocol: 'TCP', ...toMap(port) }));
  return (peers.length > 0 ? peers : [{ peer: ALL, name: 'everybody', everybody: true }]).flatMap((peer) =>
    (open.length > 0 ? open : [ALL]).map((port) => ({ ...peer, port })),
  );
}

function peerText(peer: unknown): string {
  const [block, namespaces, pods] = ['ipBlock', 'namespaceSelector', 'podSelector'].map((field) => at(peer, field));
  if (block !== undefined) return asText(at(block, 'cidr')) ?? 'addresses';
  const home = namespaces === undefined ? '' : ` in ${selectorText('namespaces', namespaces)}`;
  return `${selectorText('pods', pods ?? {})}${home}`;
}

function selectorText(what: string, selector: unknown): string {
  if (isEmptySelector(selector)) return `all ${what}`;
  const labels = Object.entries(labelsOfSelector(selector)).map(([key, value]) => `${key}=${value}`);
  const expressions = asList(at(selector, 'matchExpressions')).map((each) => asText(at(each, 'key')) ?? '');
  return `${what} with ${[...labels, ...expressions].join(', ')}`;
}

function toMap(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

function isEverybody(peer: unknown): boolean {
  const block = at(peer, 'ipBlock', 'cidr');
  if (block !== undefined) return block === '0.0.0.0/0' || block === '::/0';
  const [namespaces, pods] = [at(peer, 'namespaceSelector'), at(peer, 'podSelector')];
  return namespaces !== undefined && isEmptySelector(namespaces) && (pods === undefined || isEmptySelector(pods));
}

/** Whether a door lets all through that another one does. */
function isWider(wide: Door, door: Door): boolean {
  return (wide.peer === ALL || wide.peer === door.peer) && (wide.port === ALL || wide.port === door.port);
}

function ports(doors: readonly Door[]): string {
  const known = [...new Set(doors.map(({ port }) => port))].map((port) =>
    port === ALL ? undefined : at(JSON.parse(port), 'port'),
  );
  return known.includes(undefined) ? ' at every port' : ` at port ${known.join(', ')}`;
}

function concerns(policy: KubernetesObject, type: string): boolean {
  const types = at(policy, 'spec', 'policyTypes');
  if (Array.isArray(types)) return types.includes(type);
  return type === 'Ingress' || asList(at(policy, 'spec', 'egress')).length > 0;
}

function selected(cluster: Inventory, policy: KubernetesObject): string {
  return listed(guardedBy(cluster, policy));
}

function guardedBy(cluster: Inventory, policy: KubernetesObject): string[] {
  return cluster.selectedBy(namespaceOf(policy), at(policy, 'spec', 'podSelector')).map(({ object }) => nameOf(object));
}

/** What a policy guarded, is there still, and no policy guards any more. */
function unguarded(before: Inventory, after: Inventory, policy: KubernetesObject): string[] {
  const policies = after
    .ofKind('networking.k8s.io', 'NetworkPolicy')
    .filter((each) => namespaceOf(each) === namespaceOf(policy));
  const guarded = new Set(policies.flatMap((each) => guardedBy(after, each)));
  const present = new Set(after.workloadsIn(namespaceOf(policy)).map(({ object }) => nameOf(object)));
  return guardedBy(before, policy).filter((name) => present.has(name) && !guarded.has(name));
}
