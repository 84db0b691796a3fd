import type { Inventory } from '../../../manifests/inventory';
import { type KubernetesObject, nameOf, specOf } from '../../../manifests/kubernetes-object';
import { asList, asMap, asText } from '../../../manifests/value';
import type { ClusterChange } from '../../cluster-change';
import { hasEdge, refusal } from '../../edge/edge-of-writer';
import { clusterHeader, hostOf, methodsOf, subjectOf, tokenOf } from '../../edge/token-writer';
import type { Judgement } from '../../judgement';
import { twinOf } from './remote-write';
import { below, each, type SpecCheck } from './spec-change';

const FIELDS = ['remoteWrite', 'volumes', 'volumeMounts', 'containers', 'serviceAccountName'];

const NOT_REPEATED = 'which Prometheus does not repeat, so that samples are lost';

/** How a Prometheus shows who it is to the edges that it writes to. */
export const tokens: SpecCheck = function* (spec) {
  const fields = below(spec, ...FIELDS);
  if (fields.length === 0) return;
  const from = asList(spec.before['remoteWrite']).map(asMap);
  const to = asList(spec.after['remoteWrite']).map(asMap);
  for (const [index, old] of from.entries()) {
    const write = twinOf(old, index, from, to);
    if (!write) continue;
    const say = (names: readonly string[], code: Judgement['code'], message: string) =>
      each(below(spec, ...names), code, `${nameOf(spec.object)} → ${asText(write['url']) ?? 'nowhere'}: ${message}`);
    const [before, after] = [tokenOf(spec.before, old), tokenOf(spec.after, write)];
    const [was, is] = [methodsOf(old), methodsOf(write)];
    const subject = subjectOf(spec.change.after);
    if (was.length > 0 && is.length > 0 && was.join() !== is.join()) {
      const who = after ? ` of ${subject} for audience ${after.audience ?? 'of the API server'}` : '';
      yield* say(
        ['remoteWrite'],
        'DIFF-630',
        `it sends ${is.join(' and ')}${who}, no longer ${was.join(' and ')}. The edge has to know that first: what it does not know is answered 401 or 403, ${NOT_REPEATED}`,
      );
    }
    if (after && !after.isThere && before?.isThere !== false) {
      yield* say(
        ['remoteWrite', 'volumes', 'volumeMounts'],
        'DIFF-631',
        `nothing puts a token at ${after.file}: not one request can be sent, and what waits in the WAL is deleted after some two hours. Let credentialsFile be the mountPath of the volume, a slash, and the path of its serviceAccountToken`,
      );
    }
    if (!before || !after) continue;
    // An edge that is made here is asked below.
    const known = hasEdge(spec.cluster.after, write);
    const header = [clusterHeader(old), clusterHeader(write)];
    if (header[0] !== header[1]) {
      yield* say(
        ['remoteWrite'],
        'DIFF-633',
        `it says that it is ${header[1] ?? 'nobody'}, no longer ${header[0] ?? 'nobody'}: the edge sends it another way, where its samples are of the tenant that is named there, or are answered 401 or 404, ${NOT_REPEATED}. Let the edge know it first`,
      );
    }
    const follows = hostOf(old) !== hostOf(write) && after.audience === hostOf(write);
    if (before.audience !== after.audience && before.isThere && after.isThere && !follows && !known) {
      yield* say(
        ['volumes', 'remoteWrite'],
        'DIFF-632',
        `its tokens are for ${after.audience ?? 'the API server'}, no longer for ${before.audience ?? 'the API server'}: an edge that is not told first answers 403, ${NOT_REPEATED}`,
      );
    }
    const formerly = subjectOf(spec.change.before);
    if (formerly !== subject && !known) {
      yield* say(
        ['serviceAccountName'],
        'DIFF-632',
        `its tokens are of ${subject}, no longer of ${formerly}: an edge that admits the one before answers 403, ${NOT_REPEATED}. Let its policy admit both first`,
      );
    }
  }
  const refused = new Set(refusals(spec.cluster.before, spec.change.before));
  const now = refusals(spec.cluster.after, spec.change.after).filter((text) => !refused.has(text));
  for (const text of now) yield* each(fields, 'DIFF-634', refusedText(spec.object, text));
};

/** A Prometheus that is new, and that the edge beside it refuses. */
export function* refusedFromTheStart(object: KubernetesObject, cluster: ClusterChange): Generator<Judgement> {
  for (const text of refusals(cluster.after, object)) yield { code: 'DIFF-634', message: refusedText(object, text) };
}

function refusedText(object: KubernetesObject, text: string): string {
  return `the edge beside it refuses ${nameOf(object)}: ${text}. Prometheus does not repeat that, so that samples are lost. Change both together`;
}

function refusals(cluster: Inventory, prometheus: KubernetesObject): string[] {
  return asList(specOf(prometheus)['remoteWrite']).flatMap((write) => refusal(cluster, prometheus, asMap(write)) ?? []);
}
