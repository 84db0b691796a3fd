import type { Inventory } from '../../manifests/inventory';
import { annotationsOf, nameOf, namespaceOf } from '../../manifests/kubernetes-object';
import { at } from '../../manifests/value';
import type { ChangedObject, ObjectChange } from '../change';
import type { ClusterChange } from '../cluster-change';
import { askedBy, ingressOf, subjectOf, takersOf, takesWrites } from '../edge/ingress-guards';
import type { ChangeRule, Judgement } from '../judgement';
import { fieldsAt, listed, sayOf } from './fields';

/** Annotations by which ingress controllers ask clients who they are, or let only some in. */
const ACCESS =
  /auth|jwt|oidc|(white|allow)-?list|source-range|middlewares|client-ca|mtls|tls\.options|inbound-cidrs|waf-policy|use-private-ip/i;

const OPEN =
  'whoever reaches the address gets in. Keep it, or put another way to ask clients in its place in the same change';
const OTHER =
  'others get in from now on: clients that have what was asked for before are refused, unless it is the same credential under another name';

/** What annotations of Ingresses ask of clients. */
export const INGRESS_ACCESS_RULE: ChangeRule = {
  kinds: ['networking.k8s.io/Ingress', '/Service'],
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type === 'removed') yield* takenOver(change, cluster);
    if (change.type !== 'changed') return;
    const [old, now] = [annotationsOf(change.before), annotationsOf(change.after)];
    for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
      if (!ACCESS.test(key) || old[key] === now[key]) continue;
      const fields = fieldsAt(change, 'metadata', 'annotations', key);
      const [from, to] = [old[key], now[key]];
      if (from === undefined) {
        yield* sayOf(
          fields,
          'DIFF-314',
          'clients are asked for it as soon as the controller has read it: whoever does not have it is refused. Give it to clients first',
        );
      } else if (key.endsWith('/router.middlewares')) {
        const dropped = droppedMiddlewares(from, to ?? '', cluster.before);
        if (dropped.length > 0)
          yield* sayOf(
            fields,
            'DIFF-312',
            `requests no longer go through ${listed(dropped)}: if it asks clients who they are, ${OPEN}`,
          );
        else yield* sayOf(fields, 'DIFF-313', 'requests go through other middlewares from now on');
      } else if ((to === undefined || isOff(key, to)) && isReplaced(key, old, now)) {
        yield* sayOf(fields, ...replaced(change, cluster));
      } else if (to === undefined || isOff(key, to)) {
        yield* sayOf(fields, 'DIFF-312', `clients are no longer asked for it: ${OPEN}`);
      } else {
        yield* sayOf(
          fields,
          'DIFF-313',
          /realm|headers|snippet|cache/.test(key)
            ? 'is what clients are shown or sent when they are asked; the controller takes it as it runs'
            : OTHER,
        );
      }
    }
  },
};

type Annotations = Readonly<Record<string, string>>;

/** Whether clients are asked for something else in place of what an annotation is about. */
function isReplaced(annotation: string, before: Annotations, after: Annotations): boolean {
  const [was, is] = [askedBy(before), askedBy(after)];
  const subject = subjectOf(annotation);
  return subject !== undefined && !is.includes(subject) && is.some((asked) => !was.includes(asked));
}

function replaced({ before, after }: ChangedObject, cluster: ClusterChange): [Judgement['code'], string] {
  const ingress = ingressOf(cluster.after, after);
  const [was, is] = [before, after].map((object) => listed(askedBy(annotationsOf(object))));
  return moved(
    ingress !== undefined && takesWrites(ingress, cluster.after),
    `clients are asked for ${is}, no longer for ${was}`,
  );
}

/** An Ingress that goes, where another one takes its requests. */
function* takenOver(
  { before }: Extract<ObjectChange, { type: 'removed' }>,
  cluster: ClusterChange,
): Iterable<Judgement> {
  const ingress = ingressOf(cluster.before, before);
  const was = ingress ? askedBy(ingress.annotations) : [];
  if (!ingress || was.length === 0) return;
  const takers = takersOf(ingress, cluster.after);
  const open = takers.filter(({ annotations }) => !Object.keys(annotations).some((key) => ACCESS.test(key)));
  if (open.length > 0) {
    yield {
      code: 'DIFF-312',
      message: `${listed(open.map(({ object }) => nameOf(object)))} takes its requests, and asks clients for nothing: ${OPEN}`,
    };
    return;
  }
  const others = takers.filter(({ annotations }) => {
    const is = askedBy(annotations);
    return is.length > 0 && was.some((asked) => !is.includes(asked));
  });
  const [first] = others;
  if (!first) return;
  const asked = `${nameOf(first.object)} takes its requests, and asks clients for ${listed(askedBy(first.annotations))}, no longer for ${listed(was)}`;
  const [code, message] = moved(takesWrites(ingress, cluster.before), asked);
  yield { code, message };
}

/** Clients that have to show something else. */
function moved(writes: boolean, what: string): [Judgement['code'], string] {
  return writes
    ? [
        'DIFF-372',
        `${what}: writers that have not moved are answered 400 or 401, which Prometheus does not repeat, so that their samples are lost. Let both answer, at two hosts, until all have moved`,
      ]
    : ['DIFF-313', `${what}: those that have not moved are refused. Give it to clients first`];
}

/** Whether a value lets everybody in. */
function isOff(key: string, value: string): boolean {
  if (/source-range|list|inbound-cidrs/i.test(key)) return value === '' || /(^|[,\s])(0\.0\.0\.0|::)\/0/.test(value);
  return /^(|none|off|false|optional_no_ca|anonymous)$/i.test(value.trim());
}

/** Traefik's middlewares that may keep strangers out, and are no longer there. */
function droppedMiddlewares(before: string, after: string, cluster: Inventory): string[] {
  const names = (list: string) =>
    list
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean);
  return names(before)
    .filter((name) => !names(after).includes(name))
    .filter((name) => {
      const known = ['traefik.io', 'traefik.containo.us']
        .flatMap((group) => cluster.ofKind(group, 'Middleware'))
        .find((each) => name === `${namespaceOf(each)}-${each.metadata.name}@kubernetescrd`);
      return known === undefined || guards(at(known, 'spec')).length > 0;
    });
}

/** What of a middleware keeps strangers out, by field. */
const GUARDS = ['basicAuth', 'digestAuth', 'forwardAuth', 'ipAllowList', 'ipWhiteList', 'plugin'];

function guards(spec: unknown): string[] {
  return GUARDS.filter((field) => at(spec, field) !== undefined);
}
