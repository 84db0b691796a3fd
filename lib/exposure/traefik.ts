import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { Certificate } from '../../imports/certificates-cert-manager.io';
import {
  IngressRoute,
  type IngressRouteSpecRoutes,
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
  /** How it connects to the Service. */
  readonly serversTransport: ServersTransport;
  /** Asks for the password. */
  readonly basicAuth: Middleware;
  /** Names the tenant, where the host is for one. */
  readonly tenant?: Middleware;
  readonly redirect?: { readonly middleware: Middleware; readonly ingressRoute: IngressRoute };
  /** Where there is an issuer to ask. */
  readonly certificate?: Certificate;
}

/**
 * Traefik 3, by its own kinds. It asks for passwords: its Secret has one key, `users`. While there is none beside the Service, or one
 * with a second key, Traefik answers 404 to everybody. For certificates of clients, let it read the Ingresses of `IngressNginx`. It sets
 * no limit to bodies and waits for answers as long as they take; a request that is not read within the `readTimeout` of its entry point
 * (60 s) is answered 504, and so is one that finds no connection to the Service within 5 s: Prometheus sends both again.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/ingressroute/
 * @see https://doc.traefik.io/traefik/reference/install-configuration/entrypoints/
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
    const serversTransport = new ServersTransport(scope, 'servers-transport', {
      metadata: metadata(),
      spec: {
        forwardingTimeouts: { dialTimeout: DialTimeout.fromString(CONNECT_WITHIN) },
        maxIdleConnsPerHost: IDLE_CONNECTIONS,
      },
    });
    const port = ServicePort.fromNumber(route.port.number);
    // To the address of the Service: where it knows pods, Traefik answers 404 while none is ready, and Prometheus drops its samples.
    const services = [{ name: route.service, port, nativeLb: true, serversTransport: serversTransport.name }];
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
      serversTransport,
      basicAuth,
      tenant: tenantHeader,
      redirect: this.redirect(scope, metadata('-redirect'), { match, services }),
      certificate: certificate && serverCertificate(scope, certificate),
    };
  }

  private redirect(
    scope: Construct,
    metadata: { name: string; namespace: string; labels: Record<string, string> },
    rule: Pick<IngressRouteSpecRoutes, 'match' | 'services'>,
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

/** A pod that has just gone does not say so, and Traefik by itself waits for it for 30 s. ingress-nginx waits as long as this. */
const CONNECT_WITHIN = '5s';
/** Traefik's default, which holds only where there is no transport. */
const IDLE_CONNECTIONS = 200;

/** To the query frontend `%2F` is a slash, and to Traefik none: `..%2F` would lead from a prefix to all that the querier has. */
const NO_ENCODED_SLASH = '!PathRegexp(`(?i)%2F`)';

function ruleOf(host: string, paths: readonly RoutePath[]): string {
  const rule = `Host(\`${host}\`) && (${paths.map(matcher).join(' || ')})`;
  return paths.some(({ type }) => type === 'Prefix') ? `${rule} && ${NO_ENCODED_SLASH}` : rule;
}

/** `PathPrefix` alone would take `/graphs` for `/graph`, which Ingresses do not. */
function matcher({ path, type }: RoutePath): string {
  if (type === 'Exact') return `Path(\`${path}\`)`;
  const prefix = path.replace(/\/$/, '');
  return prefix === '' ? 'PathPrefix(`/`)' : `Path(\`${prefix}\`) || PathPrefix(\`${prefix}/\`)`;
}
