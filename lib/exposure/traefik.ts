import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { Certificate } from '../../imports/certificates-cert-manager.io';
import {
  IngressRoute,
  IngressRouteSpecRoutesKind as Kind,
  IngressRouteSpecRoutesServicesPort as ServicePort,
} from '../../imports/ingressroutes-traefik.io';
import { Middleware } from '../../imports/middlewares-traefik.io';
import {
  ServersTransportSpecForwardingTimeoutsDialTimeout as DialTimeout,
  ServersTransport,
} from '../../imports/serverstransports-traefik.io';
import { serverCertificate } from '../certificates/certificate';
import type { Peer } from '../kubernetes/network';
import { claim } from '../validation/claim';
import { type Problem, reportProblem } from '../validation/problem';
import { DNS_NAME } from '../values/dns-name';
import type { BasicAuthentication } from './authentication';
import type { ExposureRequest, IExposureController } from './controller';
import type { RoutePath } from './route';

export interface TraefikProps {
  /** Traefik's entry point with TLS. @default 'websecure' */
  readonly entryPoint?: string;
  /** The entry point of plain HTTP, which is sent to HTTPS; `false` where Traefik does that for all hosts. @default 'web' */
  readonly plainEntryPoint?: string | false;
  /** Where Traefik runs, for NetworkPolicies. @default 'traefik' */
  readonly controllerNamespace?: string;
}

/** What Traefik needs for one route. */
export interface TraefikObjects {
  readonly ingressRoute: IngressRoute;
  /** Asks for the password. */
  readonly basicAuth: Middleware;
  /** Names the tenant, where the host is for one. */
  readonly tenant?: Middleware;
  readonly redirect?: { readonly middleware: Middleware; readonly ingressRoute: IngressRoute };
  /** Where there is an issuer to ask. */
  readonly certificate?: Certificate;
}

/**
 * Traefik, by its own kinds. It asks for passwords: its Secret has one key, `users`, and a second one would be refused. For certificates
 * of clients, let it read the Ingresses of `IngressNginx`. It sets no limit to bodies and waits for answers as long as they take.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/ingressroute/
 */
export class Traefik implements IExposureController<BasicAuthentication, TraefikObjects> {
  readonly peer: Peer;

  constructor(readonly props: TraefikProps = {}) {
    this.peer = { namespace: props.controllerNamespace ?? 'traefik' };
  }

  /** Another than an Ingress of the same Service has, so that both can be there while clients move. */
  tlsSecretName(objectName: string): string {
    return `${objectName}-traefik-tls`;
  }

  problems(): Problem[] {
    const { entryPoint, plainEntryPoint, controllerNamespace } = this.props;
    return Object.entries({ entryPoint, plainEntryPoint: plainEntryPoint || undefined, controllerNamespace })
      .filter(([, value]) => value !== undefined && !DNS_NAME.test(value))
      .map(([option, value]) => ({
        rule: 'THANOS-202',
        what: `${option} "${value}" is no name that Traefik and Kubernetes take: those are lower-case letters, digits and dashes`,
        fix: `Write the name as it is in Traefik's configuration, or leave ${option} out`,
      }));
  }

  expose(scope: Construct, request: ExposureRequest<BasicAuthentication>): TraefikObjects {
    const { name, namespace, labels, host, route, authentication, tenant, issuer, tlsSecretName } = request;
    this.check(scope, request);
    const metadata = (suffix = '') => ({ name: `${name}${suffix}`, namespace, labels: { ...labels } });
    const basicAuth = new Middleware(scope, 'basic-auth', {
      metadata: metadata('-basic-auth'),
      spec: { basicAuth: { secret: authentication.secretName, realm: authentication.realm, removeHeader: true } },
    });
    const tenantHeader =
      tenant === undefined || route.tenantHeader === undefined
        ? undefined
        : new Middleware(scope, 'tenant', {
            metadata: metadata('-tenant'),
            spec: { headers: { customRequestHeaders: { [route.tenantHeader]: tenant } } },
          });
    const transport = new ServersTransport(scope, 'transport', {
      metadata: metadata(),
      spec: {
        forwardingTimeouts: { dialTimeout: DialTimeout.fromString(CONNECT_WITHIN) },
        maxIdleConnsPerHost: IDLE_CONNECTIONS,
      },
    });
    const services = [
      {
        name: route.service,
        port: ServicePort.fromNumber(route.port.number),
        nativeLb: true,
        serversTransport: transport.name,
      },
    ];
    const match = ruleOf(host, route.paths);
    const ingressRoute = new IngressRoute(scope, 'ingress-route', {
      metadata: metadata(),
      spec: {
        entryPoints: [this.props.entryPoint ?? 'websecure'],
        routes: [
          {
            kind: Kind.RULE,
            match,
            middlewares: [basicAuth, ...(tenantHeader ? [tenantHeader] : [])].map((each) => ({ name: each.name })),
            services,
          },
        ],
        tls: { secretName: tlsSecretName },
      },
    });
    const certificate = issuer && { secretName: tlsSecretName, namespace, labels, host, issuer };
    return {
      ingressRoute,
      basicAuth,
      tenant: tenantHeader,
      redirect: this.redirect(scope, metadata('-redirect'), { match, services }),
      certificate: certificate && serverCertificate(scope, certificate),
    };
  }

  private redirect(
    scope: Construct,
    metadata: { name: string; namespace: string; labels: Record<string, string> },
    rule: { match: string; services: { name: string; port: ServicePort }[] },
  ): TraefikObjects['redirect'] {
    const { plainEntryPoint = 'web' } = this.props;
    if (plainEntryPoint === false) return undefined;
    const parent = new Construct(scope, 'redirect');
    const middleware = new Middleware(parent, 'middleware', {
      metadata,
      spec: { redirectScheme: { scheme: 'https', permanent: true } },
    });
    const ingressRoute = new IngressRoute(parent, 'ingress-route', {
      metadata,
      spec: {
        entryPoints: [plainEntryPoint],
        routes: [{ kind: Kind.RULE, ...rule, middlewares: [{ name: middleware.name }] }],
      },
    });
    return { middleware, ingressRoute };
  }

  private check(scope: Construct, { name, namespace, route }: ExposureRequest<BasicAuthentication>): void {
    for (const { path } of route.paths.filter(({ path }) => !/^\/[^`\s]*$/.test(path))) {
      reportProblem(scope, {
        rule: 'THANOS-213',
        what: `The path "${path}" has characters that end a rule of Traefik, and with them the whole IngressRoute is refused`,
        fix: 'Write a path that starts with / and has neither spaces nor backticks',
      });
    }
    const owner = claim(Chart.of(scope), scope, `IngressRoute ${namespace}/${name}`);
    if (owner === undefined) return;
    reportProblem(scope, {
      rule: 'THANOS-101',
      what: `IngressRoute "${name}" is already made by ${owner}, and one would overwrite the other`,
      fix: `Give one of the two an objectName, for example '${name}-internal'`,
    });
  }
}

/** Of a pod that has gone, nobody says that it is not there. ingress-nginx waits as long. Traefik's default is 30 s. */
const CONNECT_WITHIN = '5s';
/** Traefik's default, which is lost where a transport does not say it. */
const IDLE_CONNECTIONS = 200;

/** A slash that is written `%2F` is none to Traefik, and one to Thanos: `..%2F` would lead out of a prefix. */
const NO_ENCODED_SLASH = '!PathRegexp(`(?i)%2f`)';

function ruleOf(host: string, paths: readonly RoutePath[]): string {
  const prefixed = paths.some(({ type }) => type === 'Prefix');
  return [`Host(\`${host}\`)`, `(${paths.map(matcher).join(' || ')})`, ...(prefixed ? [NO_ENCODED_SLASH] : [])].join(
    ' && ',
  );
}

/** `PathPrefix` alone would take `/graphs` for `/graph`, which Ingresses do not. */
function matcher({ path, type }: RoutePath): string {
  if (type === 'Exact') return `Path(\`${path}\`)`;
  const prefix = path.replace(/\/$/, '');
  return prefix === '' ? 'PathPrefix(`/`)' : `Path(\`${prefix}\`) || PathPrefix(\`${prefix}/\`)`;
}
