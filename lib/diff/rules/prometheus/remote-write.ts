import { isDeepStrictEqual } from 'node:util';
import { showsCertificate } from '../../../manifests/client-certificates';
import { type KubernetesObject, nameOf } from '../../../manifests/kubernetes-object';
import { asList, asMap, asText, at } from '../../../manifests/value';
import type { ChangeCode } from '../../catalogue';
import type { FieldChange } from '../../change';
import type { ClusterChange } from '../../cluster-change';
import { servicesOfHost } from '../../edge/edge-of-writer';
import { clusterHeader, headersOf, hostOf } from '../../edge/token-writer';
import type { Judgement } from '../../judgement';
import { item } from '../../path';
import { dropsMore } from './relabelling';
import { below, each, type SpecChange, type SpecCheck } from './spec-change';

type Write = Readonly<Record<string, unknown>>;

const CERTIFICATE = 'tlsConfig.cert';
const AUTHENTICATION = ['basicAuth', 'authorization', 'oauth2', 'sigv4', 'azureAd', 'bearerToken', 'bearerTokenFile'];

/** Where the samples of a Prometheus go to. */
export const remoteWrite: SpecCheck = function* (spec) {
  const fields = below(spec, 'remoteWrite');
  if (fields.length === 0) return;
  const from = asList(spec.before['remoteWrite']).map(asMap);
  const to = asList(spec.after['remoteWrite']).map(asMap);
  const paired = new Set<Write>();
  for (const [index, write] of from.entries()) {
    const twin = twinOf(write, index, from, to);
    if (twin) paired.add(twin);
    const own = fieldsOf(fields, write, twin, index);
    if (twin) yield* changed(spec, write, twin, own);
    else {
      const message = `${nameOf(spec.object)} no longer sends to ${urlOf(write)}: what it scrapes ends there, with what it had not sent yet, and is on its own disk at most. Keep it until the new place has everything that is asked for`;
      yield* each(own, 'DIFF-608', message);
    }
  }
  for (const [index, write] of to.entries()) {
    if (paired.has(write)) continue;
    const message = `${nameOf(spec.object)} sends to ${urlOf(write)} too, from now on: what was scraped before is not sent there`;
    yield* each(fieldsOf(fields, write, undefined, index), 'DIFF-611', message);
  }
};

function* changed(
  { object, cluster }: SpecChange,
  before: Write,
  after: Write,
  own: readonly FieldChange[],
): Generator<Judgement> {
  const ofFields = (...names: readonly string[]) =>
    own.filter(({ path }) => path.length <= 3 || names.includes(path[3] ?? ''));
  const say = (names: readonly string[], code: ChangeCode, message: string) =>
    each(ofFields(...names), code, `${nameOf(object)} → ${urlOf(after)}: ${message}`);
  if (urlOf(before) !== urlOf(after)) {
    const receiver = sameReceiver(cluster, before, after);
    yield* receiver
      ? say(
          ['url'],
          'DIFF-611',
          `it goes to Service ${receiver} as before, by another address; what waits in the WAL is sent there`,
        )
      : say(
          ['url'],
          'DIFF-608',
          `samples went to ${urlOf(before)} until now. Whoever asks there finds nothing new, and what waits in the WAL is sent to the new place. Where both are addresses of one Thanos, nothing is lost`,
        );
  }
  const [tenant, other] = tenantsOf(before, after, object);
  if (tenant !== other) {
    yield* say(
      ['headers'],
      'DIFF-608',
      `it writes as tenant ${other ?? 'that Receive has by default'} in place of ${tenant ?? 'that'}: its series end in one and begin anew in the other`,
    );
  }
  const [from, to] = [before, after].map(credentialsOf);
  const lost = from?.length !== 0 && to?.length === 0;
  const skips =
    at(after, 'tlsConfig', 'insecureSkipVerify') === true && at(before, 'tlsConfig', 'insecureSkipVerify') !== true;
  const plain = /^https:/.test(urlOf(before)) && /^http:/.test(urlOf(after));
  if (lost) {
    const refused = from?.includes(CERTIFICATE)
      ? 'answers 400, or lets no connection be made'
      : 'answers 401, and Prometheus does not repeat such samples: they are lost';
    yield* say(
      [...AUTHENTICATION, 'tlsConfig'],
      'DIFF-609',
      `it is sent without ${from?.join(', ')}. A receiver that asks for it ${refused}. One that does not is open to everybody`,
    );
  }
  if (skips)
    yield* say(
      ['tlsConfig'],
      'DIFF-609',
      'any certificate is taken: somebody in between can read the samples and the password',
    );
  if (plain) yield* say(['url'], 'DIFF-609', 'it is sent in plain text: samples and password can be read on the way');
  const relabel = 'writeRelabelConfigs';
  const drops = dropsMore(before[relabel], after[relabel]);
  if (drops)
    yield* say([relabel], 'DIFF-610', `${drops} before it is sent: such samples are in no Thanos from then on`);
  const rest = own.filter(({ path }) => path.length > 3 && !(path[3] === relabel && drops));
  yield* each(
    rest,
    'DIFF-611',
    `${nameOf(object)} → ${urlOf(after)}: the configuration is read again without a restart; what is not sent yet is in the WAL${rest.some(isCredential) ? '. Credentials that are wrong are refused, most with an answer after which samples are lost: have the Secret there first' : ''}`,
  );
}

/** The fields of a remote write that say who it is. */
function credentialsOf(write: Write): string[] {
  const fields = AUTHENTICATION.filter((field) => write[field] !== undefined);
  return showsCertificate(write) ? [...fields, CERTIFICATE] : fields;
}

function isCredential({ path }: FieldChange): boolean {
  const [field = '', part = ''] = path.slice(3);
  return AUTHENTICATION.includes(field) || (field === 'tlsConfig' && /^(cert|key)/.test(part));
}

/** The same entry on the later side: by its name, its URL, or where all others have their own, its place. */
export function twinOf(write: Write, index: number, from: readonly Write[], to: readonly Write[]): Write | undefined {
  const byName = to.find((each) => each['name'] !== undefined && each['name'] === write['name']);
  const byUrl = to.find((each) => each['url'] === write['url']);
  const there = to[index];
  const free = there && !from.some((each) => isDeepStrictEqual(each['url'], there['url'])) && from.length === to.length;
  return byName ?? byUrl ?? (free ? there : undefined);
}

/** The changes of an entry, however its place in the list is written. */
function fieldsOf(fields: readonly FieldChange[], write: Write, twin: Write | undefined, index: number): FieldChange[] {
  const keys = [write, twin].flatMap((each) => [asText(each?.['name']), asText(each?.['url'])]);
  const places = [String(index), ...keys].flatMap((key) => (key === undefined ? [] : item(key)));
  return fields.filter(({ path }) => path.length === 2 || places.includes(path[2] ?? ''));
}

/** Without user and password. */
function urlOf(write: Write): string {
  return (asText(write['url']) ?? 'nowhere').replace(/\/\/[^/@]*@/, '//');
}

/** The Service that two addresses lead to, where both are made in this cluster. */
function sameReceiver(cluster: ClusterChange, before: Write, after: Write): string | undefined {
  const [from, to] = [servicesOfHost(cluster.before, hostOf(before)), servicesOfHost(cluster.after, hostOf(after))];
  return from.length === 1 && from[0] === to[0] && to.length === 1 ? to[0] : undefined;
}

/** The tenants of a remote write on both sides. Where an edge names them, the header says so that it knows the cluster by. */
function tenantsOf(before: Write, after: Write, object: KubernetesObject): (string | undefined)[] {
  // Two such headers are spoken of where tokens are.
  if (clusterHeader(before) !== undefined && clusterHeader(after) !== undefined) return [];
  const cluster = asText(at(object, 'spec', 'externalLabels', 'cluster'));
  return [before, after].map((write) => {
    const group = clusterHeader(write);
    if (group === undefined) return headersOf(write).find(([name]) => /tenant|x-scope-orgid/i.test(name))?.[1];
    return group === cluster ? undefined : /\.([^.]+)$/.exec(group)?.[1];
  });
}
