import { routesOf } from '../../../manifests/gateway-route';
import { type KubernetesObject, nameOf, namespaceOf, specOf } from '../../../manifests/kubernetes-object';
import { asText, at } from '../../../manifests/value';
import type { ChangedObject } from '../../change';
import type { ClusterChange } from '../../cluster-change';
import { type Listener, listenersOf, parentsOf, plainListeners } from '../../edge/gateway-route';
import type { ChangeRule, Judgement } from '../../judgement';
import { canonical } from '../canonical';
import { fieldsAt, listed, sayOf, shown } from '../fields';

/** Where a Gateway answers, and whose routes it takes. */
export const GATEWAY_RULE: ChangeRule = {
  kinds: ['gateway.networking.k8s.io/Gateway'],
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type !== 'changed') return;
    yield* address(change);
    yield* listeners(change, cluster);
    yield* allowedRoutes(change, cluster);
    const opened = routesOf(cluster.after).filter((route) => {
      const old = routesOf(cluster.before).find((each) => nameOf(each) === nameOf(route));
      return old && plainListeners(cluster.before, old).length === 0 && isPlainAt(cluster, route, change.after);
    });
    if (opened.length > 0) {
      yield* sayOf(
        fieldsAt(change, 'spec', 'listeners'),
        'DIFF-315',
        `${listed(opened.map(nameOf))} answers over plain HTTP too: it takes every listener of ${nameOf(change.after)}. Name the one with TLS in its parentRefs (sectionName)`,
      );
    }
  },
};

function isPlainAt(cluster: ClusterChange, route: KubernetesObject, gateway: KubernetesObject): boolean {
  return (
    plainListeners(cluster.after, route).length > 0 &&
    parentsOf(cluster.after, route).some((parent) => parent.gateway === gateway)
  );
}

const ELSEWHERE =
  'until DNS leads there, nobody finds it, remote writers among them. Make a second Gateway, move DNS and writers, and remove this one';

function* address({ before, after, ...change }: ChangedObject): Iterable<Judgement> {
  const [from, to] = [before, after].map((gateway) => asText(specOf(gateway)['gatewayClassName']));
  const all = { before, after, ...change };
  if (from !== to) {
    yield* sayOf(
      fieldsAt(all, 'spec', 'gatewayClassName'),
      'DIFF-353',
      `another controller makes it (${shown(from)} → ${shown(to)}), at another address; policies of the one before count no longer, authentication among them: ${ELSEWHERE}`,
    );
  }
  const addresses = fieldsAt(all, 'spec', 'addresses');
  if (addresses.length > 0) {
    yield* sayOf(
      addresses,
      'DIFF-353',
      `it answers at another address (${shown(specOf(before)['addresses'])} → ${shown(specOf(after)['addresses'])}): ${ELSEWHERE}`,
    );
  }
}

/** What of a listener decides who finds it. */
const PLACE = ['port', 'protocol'] as const;

function* listeners(change: ChangedObject, cluster: ClusterChange): Iterable<Judgement> {
  const now = listenersOf(change.after);
  for (const old of listenersOf(change.before)) {
    const fields = listenerFields(change, old.name);
    const next = now.find(({ name }) => name === old.name);
    if (!next) {
      const left = routesOf(cluster.after).filter((route) =>
        parentsOf(cluster.after, route).some(
          ({ gateway, sectionName }) => gateway === change.after && sectionName === old.name,
        ),
      );
      if (left.length > 0) {
        yield* sayOf(
          fields,
          'DIFF-352',
          `${listed(left.map(nameOf))} is for listener ${old.name}, which is gone: nobody gets to it any more. Let its parentRefs name another listener first`,
        );
      }
      continue;
    }
    const moved = PLACE.filter((field) => at(old.fields, field) !== at(next.fields, field));
    // What is no longer encrypted is spoken of where TLS is.
    const ends = moved.filter((field) => field === 'port' || at(next.fields, 'protocol') !== 'HTTP');
    if (ends.length > 0) {
      yield* sayOf(
        fields,
        'DIFF-352',
        `listener ${old.name} has ${ends.map((field) => `${field} ${shown(at(old.fields, field))} → ${shown(at(next.fields, field))}`).join(' and ')}: clients that have the old one find nothing. Add a listener beside it, and remove this one when all have moved`,
      );
    }
    const [mode, other] = [old, next].map(modeOf);
    if (mode !== other) {
      yield* sayOf(
        fields,
        'DIFF-352',
        `listener ${old.name} has TLS mode ${mode} → ${other}: ${other === 'Passthrough' ? 'it reads no request any more, so that HTTPRoutes, GRPCRoutes and what they ask of clients end there' : 'routes for what passes through unread (TLSRoute) end there'}`,
      );
    }
  }
}

function modeOf({ fields }: Listener): string {
  return asText(at(fields, 'tls', 'mode')) ?? 'Terminate';
}

function listenerFields(change: ChangedObject, name: string) {
  return fieldsAt(change, 'spec', 'listeners', `[${name}]`);
}

function* allowedRoutes(change: ChangedObject, cluster: ClusterChange): Iterable<Judgement> {
  const gateway = change.after;
  for (const next of listenersOf(gateway)) {
    const old = listenersOf(change.before).find(({ name }) => name === next.name);
    if (!old) continue;
    const [from, to] = [old, next].map(({ fields }) => at(fields, 'allowedRoutes', 'namespaces') ?? {});
    const fields = listenerFields(change, next.name);
    if (canonical(from) === canonical(to) || whence(from) === whence(to)) continue;
    if (WIDTH.indexOf(fromOf(to)) > WIDTH.indexOf(fromOf(from))) {
      yield* sayOf(
        fields,
        'DIFF-354',
        `listener ${next.name} takes routes from ${whence(to)}, no longer from ${whence(from)}: whoever may make a route there can take requests for its host, with the passwords and tokens in them. Name the namespaces (from: Selector)`,
      );
      continue;
    }
    const lost = routesOf(cluster.after).filter(
      (route) =>
        namespaceOf(route) !== namespaceOf(gateway) &&
        parentsOf(cluster.after, route).some(({ listeners }) => listeners.some((each) => each.fields === next.fields)),
    );
    const whose = lost.length > 0 ? `: see whether ${listed(lost.map(nameOf))} may stay` : '';
    yield* sayOf(
      fields,
      'DIFF-355',
      `listener ${next.name} takes routes from ${whence(to)}, no longer from ${whence(from)}: others are cut off${whose}`,
    );
  }
}

const WIDTH = ['None', 'Same', 'Selector', 'All'];

function fromOf(namespaces: unknown): string {
  return asText(at(namespaces, 'from')) ?? 'Same';
}

function whence(namespaces: unknown): string {
  const from = fromOf(namespaces);
  if (from === 'All') return 'all namespaces';
  if (from === 'None') return 'no namespace';
  return from === 'Same' ? 'its own namespace alone' : `namespaces with ${canonical(at(namespaces, 'selector') ?? {})}`;
}
