import { Chart, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type { Certificate } from '../../../imports/certificates-cert-manager.io';
import {
  Gateway,
  type GatewaySpecListeners,
  GatewaySpecListenersTlsMode,
} from '../../../imports/gateways-gateway.networking.k8s.io';
import {
  HttpRouteSpecRulesFiltersType as Filter,
  HttpRoute,
  HttpRouteSpecRulesFiltersRequestRedirectScheme as Scheme,
} from '../../../imports/httproutes-gateway.networking.k8s.io';
import { clientCertificate } from '../../certificates/certificate';
import { type IIssuer, issuerName } from '../../certificates/issuer';
import { serviceHost } from '../../kubernetes/service-address';
import { reportProblem } from '../../validation/problem';

/** Where plain HTTP arrives: it is redirected, and answers the challenges of ACME. */
const PLAIN = 'http';
const OWN_NAME = "one of them a gatewayName of its own, for example 'thanos-internal'";

export interface OwnGatewayProps {
  readonly name: string;
  readonly namespace: string;
  readonly gatewayClass: string;
}

/** A Gateway of a chart, which all exposures with its name share: one address, and a listener for each host. */
export class OwnGateway extends Construct {
  /** The Gateway of a name in the chart of a construct; the first to ask makes it. */
  static of(construct: Construct, props: OwnGatewayProps): OwnGateway {
    const chart = Chart.of(construct);
    const id = `gateway-${props.namespace}-${props.name}`;
    const existing = chart.node.tryFindChild(id);
    if (!(existing instanceof OwnGateway)) return new OwnGateway(chart, id, props);
    const { gatewayClass } = existing.props;
    if (gatewayClass !== props.gatewayClass) {
      reportProblem(construct, {
        rule: 'THANOS-228',
        what: `The Gateway "${props.name}" is asked for with class ${gatewayClass} and with class ${props.gatewayClass}, and has one`,
        fix: `Give both exposures the same gatewayClass, or ${OWN_NAME}`,
      });
    }
    return existing;
  }

  readonly gateway: Gateway;
  /** Sends what arrives by plain HTTP to HTTPS. */
  readonly redirect: HttpRoute;
  private readonly listeners = new Map<string, GatewaySpecListeners>();
  private shown?: { readonly issuer: IIssuer; readonly secretName: string; readonly certificate: Certificate };

  private constructor(
    scope: Construct,
    id: string,
    private readonly props: OwnGatewayProps,
  ) {
    super(scope, id);
    const { name, namespace, gatewayClass } = props;
    const { labels } = this;
    this.gateway = new Gateway(this, 'gateway', {
      metadata: { name, namespace, labels },
      spec: {
        gatewayClassName: gatewayClass,
        listeners: Lazy.any({
          produce: () => [{ name: PLAIN, port: 80, protocol: 'HTTP' }, ...this.listeners.values()],
        }),
        tls: Lazy.any({
          produce: () => this.shown && { backend: { clientCertificateRef: { name: this.shown.secretName } } },
        }),
      },
    });
    this.redirect = new HttpRoute(this, 'redirect', {
      metadata: { name: `${name}-redirect`, namespace, labels },
      spec: {
        parentRefs: [{ name, sectionName: PLAIN }],
        rules: [
          { filters: [{ type: Filter.REQUEST_REDIRECT, requestRedirect: { scheme: Scheme.HTTPS, statusCode: 301 } }] },
        ],
      },
    });
  }

  /** The listener of a host. */
  addListener(host: string, tlsSecretName: string): void {
    this.listeners.set(host, {
      name: host,
      hostname: host,
      port: 443,
      protocol: 'HTTPS',
      tls: { mode: GatewaySpecListenersTlsMode.TERMINATE, certificateRefs: [{ name: tlsSecretName }] },
    });
  }

  /** What it shows to pods that ask for a certificate, where any do. */
  get certificate(): Certificate | undefined {
    return this.shown?.certificate;
  }

  /**
   * Lets it show a certificate of an issuer to pods that ask for one, and returns its Secret, whose `ca.crt` is the authority of both
   * sides. There is one for all pods; only those whose policy says that they speak TLS see it.
   */
  showCertificate(construct: Construct, issuer: IIssuer): string {
    const { name } = this.props;
    this.shown ??= this.askFor(issuer);
    const [first, next] = [issuerName(this.shown.issuer), issuerName(issuer)];
    if (first !== next) {
      reportProblem(construct, {
        rule: 'THANOS-228',
        what: `The Gateway "${name}" is to show pods a certificate of ${first} and one of ${next}, and has one for all of them`,
        fix: `Give both the same grpcTls, or ${OWN_NAME}`,
      });
    }
    return this.shown.secretName;
  }

  private askFor(issuer: IIssuer): NonNullable<OwnGateway['shown']> {
    const { labels } = this;
    const { namespace } = this.props;
    const name = `${this.props.name}-gateway-grpc`;
    const secretName = `${name}-tls`;
    const host = serviceHost(name, namespace);
    const certificate = clientCertificate(this, 'client-certificate', {
      name,
      namespace,
      labels,
      secretName,
      host,
      issuer,
    });
    return { issuer, secretName, certificate };
  }

  private get labels(): Record<string, string> {
    return { 'app.kubernetes.io/name': 'gateway', 'app.kubernetes.io/instance': this.props.name };
  }
}
