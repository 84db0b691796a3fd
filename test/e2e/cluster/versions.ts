import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { PROMETHEUS_IMAGE, THANOS_IMAGE } from '../../../lib';
import { TRAEFIK_VERSION } from '../edge/traefik';
import { messageOf } from '../problem';
import type { Kubectl } from './kubectl';
import { PREFIX } from './namespaces';
import type { KubernetesObject, Pod } from './objects';

/** What ran, by name. */
export type Versions = Readonly<Record<string, string>>;

const UNKNOWN = 'not visible in the cluster';

/** What is taking part in a run, as the cluster shows it. */
export async function versions(kubectl: Kubectl, ingressClass: string): Promise<Versions> {
  const { serverVersion } = await kubectl.json<{ serverVersion: { gitVersion: string } }>(['version']);
  const crd = await kubectl.json<KubernetesObject>(['get', 'crd', 'prometheuses.monitoring.coreos.com']);
  const { spec } = await kubectl.json<{ spec: { controller: string } }>(['get', 'ingressclass', ingressClass]);
  // Those of the check may still be there.
  const pods = (await kubectl.list<Pod>('pods')).filter(({ metadata }) => !metadata.namespace?.startsWith(PREFIX));
  const images = new Set(pods.flatMap(({ spec }) => spec.containers.map(({ image }) => image)));
  const named = (pattern: RegExp) =>
    [...images]
      .filter((image) => pattern.test(image))
      .map((image) => image.replace(/@.*$/, ''))
      .join(', ') || UNKNOWN;
  return {
    'this repository': revision(),
    Kubernetes: serverVersion.gitVersion,
    Thanos: THANOS_IMAGE.tag,
    Prometheus: PROMETHEUS_IMAGE.tag,
    'Prometheus Operator': `v${crd.metadata.annotations?.['operator.prometheus.io/version'] ?? UNKNOWN}`,
    'ingress class': `${ingressClass}, ${spec.controller}`,
    'ingress controller': named(/ingress-nginx\/controller|\/traefik|^traefik/),
    'Envoy Gateway': named(/envoyproxy\/gateway:/),
    'cert-manager': named(/cert-manager-controller:/),
    'Traefik, of scenario traefik': TRAEFIK_VERSION,
  };
}

/** The commit, and whether the files are those of the commit. */
function revision(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: join(__dirname, '../../../..'), encoding: 'utf8', stdio: 'pipe' }).trim();
  try {
    return `${git('rev-parse', '--short=12', 'HEAD')}${git('status', '--porcelain') === '' ? '' : ', with changes'}`;
  } catch (error) {
    return messageOf(error).split('\n')[0] ?? '';
  }
}
