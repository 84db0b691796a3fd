import { showsCertificate } from '../../manifests/client-certificates';
import { type KubernetesObject, namespaceOf } from '../../manifests/kubernetes-object';
import { asList, asText, asTexts, at } from '../../manifests/value';

type Fields = Readonly<Record<string, unknown>>;

/** The header by which a writer says which cluster and tenant it writes for. */
const CLUSTER_HEADER = 'thanos-cluster';

/** The fields of a remote write that say who it is, and what messages call them. */
const METHODS: Readonly<Record<string, string>> = {
  basicAuth: 'user and password',
  authorization: 'a token',
  oauth2: 'OAuth2',
  sigv4: 'SigV4',
  azureAd: 'an Entra identity',
  bearerToken: 'a token',
  bearerTokenFile: 'a token',
};

/** How a remote write shows who it is. */
export function methodsOf(write: Fields): string[] {
  const ways = Object.entries(METHODS).flatMap(([field, name]) => (write[field] === undefined ? [] : [name]));
  return [...new Set([...ways, ...(showsCertificate(write) ? ['a certificate'] : [])])];
}

/** A token that a remote write sends from a file. */
export interface FileToken {
  readonly file: string;
  /** Whether a volume puts it there. */
  readonly isThere: boolean;
  /** @default - not known, or that of the API server */
  readonly audience?: string;
}

/** Where Kubernetes puts a token into each pod. */
const MOUNTED = '/var/run/secrets/kubernetes.io/serviceaccount/';

/** The file with the token of a remote write, and what puts it into the pods of a Prometheus. */
export function tokenOf(spec: Fields, write: Fields): FileToken | undefined {
  const file = asText(at(write, 'authorization', 'credentialsFile'));
  if (file === undefined) return undefined;
  if (file.startsWith(MOUNTED)) return { file, isThere: true };
  const own = asList(spec['containers']).filter((container) => at(container, 'name') === 'prometheus');
  const mounts = [...asList(spec['volumeMounts']), ...own.flatMap((each) => asList(at(each, 'volumeMounts')))];
  const mount = mounts.find((each) => file.startsWith(`${(asText(at(each, 'mountPath')) ?? '').replace(/\/$/, '')}/`));
  const volume = asList(spec['volumes']).find((each) => at(each, 'name') === at(mount, 'name'));
  if (mount === undefined) return { file, isThere: false };
  // What other volumes hold, and those of Secrets that the operator mounts, is not known.
  if (at(volume, 'projected') === undefined) return { file, isThere: true };
  const inside = file.slice((asText(at(mount, 'mountPath')) ?? '').replace(/\/$/, '').length + 1);
  const sources = asList(at(volume, 'projected', 'sources'));
  const source = sources.map((each) => at(each, 'serviceAccountToken')).find((each) => at(each, 'path') === inside);
  const other = sources.some((each) => at(each, 'serviceAccountToken') === undefined);
  return { file, isThere: source !== undefined || other, audience: asText(at(source, 'audience')) };
}

/** The account that pods of a Prometheus have, as tokens name it. */
export function subjectOf(prometheus: KubernetesObject): string {
  const account = asText(at(prometheus, 'spec', 'serviceAccountName')) ?? 'default';
  return `system:serviceaccount:${namespaceOf(prometheus)}:${account}`;
}

/** Which cluster and tenant a remote write says that it is for. */
export function clusterHeader(write: Fields): string | undefined {
  return headersOf(write).find(([name]) => name.toLowerCase() === CLUSTER_HEADER)?.[1];
}

export function headersOf(write: Fields): [name: string, value: string][] {
  return Object.entries(asTexts(write['headers']));
}

export function hostOf(write: Fields): string {
  const url = asText(write['url']) ?? '';
  return URL.canParse(url) ? new URL(url).hostname : '';
}

export function pathOf(write: Fields): string {
  const url = asText(write['url']) ?? '';
  return URL.canParse(url) ? new URL(url).pathname : '';
}
