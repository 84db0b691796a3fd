import { Chart, type Size, SizeRoundingBehavior } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { IIssuer } from '../certificates/issuer';
import type { Peer } from '../kubernetes/network';
import { claim } from '../validation/claim';
import { type Problem, reportProblem } from '../validation/problem';
import { DNS_NAME } from '../values/dns-name';
import type { BasicAuthentication, ClientCertificateAuthentication } from './authentication';
import type { ExposureRequest, IExposureController } from './controller';

const PREFIX = 'nginx.ingress.kubernetes.io';

/** They decide who reaches what, so that nobody else may set them. */
const OWN_ANNOTATIONS = [
  'cert-manager.io/cluster-issuer',
  'cert-manager.io/issuer',
  ...['auth-type', 'auth-secret', 'auth-secret-type', 'auth-realm', 'satisfy'].map((name) => `${PREFIX}/${name}`),
  ...['auth-tls-secret', 'auth-tls-verify-client'].map((name) => `${PREFIX}/${name}`),
  ...['ssl-redirect', 'force-ssl-redirect', 'use-regex', 'rewrite-target'].map((name) => `${PREFIX}/${name}`),
];

export interface IngressNginxProps {
  /** The IngressClass. That of AKS' application routing is `webapprouting.kubernetes.azure.com`. @default 'nginx' */
  readonly ingressClass?: string;
  /** Where the controller runs, for NetworkPolicies. That of AKS' application routing is in `app-routing-system`. @default 'ingress-nginx' */
  readonly controllerNamespace?: string;
  /** Further annotations of each Ingress. They can change limits, but nothing about authentication, TLS and paths. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** How it can authenticate clients. */
type IngressNginxAuthentication = BasicAuthentication | ClientCertificateAuthentication;

/** What ingress-nginx needs for one route. */
export interface IngressNginxObjects {
  readonly ingress: k8s.KubeIngress;
}

/**
 * ingress-nginx, and controllers that read its annotations (AKS' application routing, Traefik's ingress-nginx provider).
 *
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/
 */
export class IngressNginx implements IExposureController<IngressNginxAuthentication, IngressNginxObjects> {
  readonly peer: Peer;

  constructor(readonly props: IngressNginxProps = {}) {
    this.peer = { namespace: props.controllerNamespace ?? 'ingress-nginx' };
  }

  problems(authentication: IngressNginxAuthentication): Problem[] {
    const problems: Problem[] = [];
    const { ingressClass = 'nginx', controllerNamespace = 'ingress-nginx', annotations } = this.props;
    for (const [option, value] of Object.entries({ ingressClass, controllerNamespace })) {
      if (DNS_NAME.test(value)) continue;
      problems.push({
        rule: 'THANOS-202',
        what: `${option} "${value}" is no name of a Kubernetes object: those are lower-case letters, digits, dashes and dots`,
        fix: `Write the name as kubectl shows it, or leave ${option} out`,
      });
    }
    if (authentication.type === 'basic' && !/^[-\w.~/: ]+$/.test(authentication.realm)) {
      problems.push({
        rule: 'THANOS-213',
        what: `realm ${JSON.stringify(authentication.realm)} has characters that ingress-nginx refuses, and with them the whole Ingress`,
        fix: 'Write letters, digits, spaces and - . _ ~ / : only',
      });
    }
    for (const annotation of Object.keys(annotations ?? {}).filter((key) => OWN_ANNOTATIONS.includes(key))) {
      problems.push({
        rule: 'THANOS-214',
        what: `annotations sets ${annotation}, which decides who reaches what and is set by the exposure itself`,
        fix: `Remove ${annotation} from annotations`,
      });
    }
    return problems;
  }

  expose(scope: Construct, request: ExposureRequest<IngressNginxAuthentication>): IngressNginxObjects {
    const { name, namespace, labels, host, route, tlsSecretName } = request;
    for (const { path } of route.paths.filter(({ path }) => !/^\/[-\w./]*$/.test(path))) {
      reportProblem(scope, {
        rule: 'THANOS-213',
        what: `The path "${path}" has characters that ingress-nginx refuses, and with them the whole Ingress`,
        fix: 'Write a path that starts with / and has letters, digits and - . _ / only',
      });
    }
    if (request.tenant !== undefined) {
      reportProblem(scope, {
        rule: 'THANOS-226',
        what: `Host ${host} is for tenant "${request.tenant}", and an Ingress of ingress-nginx cannot set the header that names the tenant: clients would choose it themselves`,
        fix: 'Expose it by Exposure.gatewayApi or Exposure.traefik, which set it',
      });
    }
    const owner = claim(Chart.of(scope), scope, `Ingress ${namespace}/${name}`);
    if (owner !== undefined) {
      reportProblem(scope, {
        rule: 'THANOS-101',
        what: `Ingress "${name}" is already made by ${owner}, and one would overwrite the other`,
        fix: `Give one of the two an objectName, for example '${name}-internal'`,
      });
    }
    const backend = { service: { name: route.service, port: { name: route.port.name } } };
    const ingress = new k8s.KubeIngress(scope, 'ingress', {
      metadata: { name, namespace, labels: { ...labels }, annotations: this.annotations(request) },
      spec: {
        ingressClassName: this.props.ingressClass ?? 'nginx',
        tls: [{ hosts: [host], secretName: tlsSecretName }],
        rules: [{ host, http: { paths: route.paths.map(({ path, type }) => ({ path, pathType: type, backend })) } }],
      },
    });
    return { ingress };
  }

  private annotations({
    authentication,
    issuer,
    route,
    namespace,
  }: ExposureRequest<IngressNginxAuthentication>): Record<string, string> {
    return {
      ...limits(route.maxBodySize, route.timeoutSeconds),
      ...this.props.annotations,
      ...(issuer && issuerAnnotation(issuer)),
      ...(route.protocol === 'grpc' && { [`${PREFIX}/backend-protocol`]: 'GRPC' }),
      ...authenticationAnnotations(authentication, namespace),
      // Also while there is no certificate yet: passwords never belong into plain HTTP.
      [`${PREFIX}/force-ssl-redirect`]: 'true',
    };
  }
}

function authenticationAnnotations(
  authentication: IngressNginxAuthentication,
  namespace: string,
): Record<string, string> {
  if (authentication.type === 'basic') {
    return {
      [`${PREFIX}/auth-type`]: 'basic',
      [`${PREFIX}/auth-secret`]: authentication.secretName,
      [`${PREFIX}/auth-realm`]: authentication.realm,
    };
  }
  return {
    // It reads no Secret by its name alone here.
    [`${PREFIX}/auth-tls-secret`]: `${namespace}/${authentication.caSecretName}`,
    [`${PREFIX}/auth-tls-verify-client`]: 'on',
  };
}

function issuerAnnotation({ issuerRef }: IIssuer): Record<string, string> {
  const key = issuerRef.kind === 'ClusterIssuer' ? 'cluster-issuer' : 'issuer';
  return { [`cert-manager.io/${key}`]: issuerRef.name };
}

function limits(maxBodySize: Size | undefined, timeoutSeconds: number | undefined): Record<string, string> {
  const annotations: Record<string, string> = {};
  if (maxBodySize) annotations[`${PREFIX}/proxy-body-size`] = nginxSize(maxBodySize);
  if (timeoutSeconds !== undefined) {
    annotations[`${PREFIX}/proxy-read-timeout`] = String(timeoutSeconds);
    annotations[`${PREFIX}/proxy-send-timeout`] = String(timeoutSeconds);
  }
  return annotations;
}

/** A size as nginx writes it: a whole number of `m` or `k`, which are mebibytes and kibibytes. */
function nginxSize(size: Size): string {
  const kibibytes = size.toKibibytes({ rounding: SizeRoundingBehavior.NONE });
  return kibibytes % 1024 === 0 ? `${kibibytes / 1024}m` : `${kibibytes}k`;
}
