import { Chart, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
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
import { reportProblem } from '../../validation/problem';

/** Where plain HTTP arrives: it is redirected, and answers the challenges of ACME. */
const PLAIN = 'http';

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
        fix: "Give both exposures the same gatewayClass, or one of them a gatewayName of its own, for example 'thanos-internal'",
      });
    }
    return existing;
  }

  readonly gateway: Gateway;
  /** Sends what arrives by plain HTTP to HTTPS. */
  readonly redirect: HttpRoute;
  private readonly listeners = new Map<string, GatewaySpecListeners>();

  private constructor(
    scope: Construct,
    id: string,
    private readonly props: OwnGatewayProps,
  ) {
    super(scope, id);
    const { name, namespace, gatewayClass } = props;
    const labels = { 'app.kubernetes.io/name': 'gateway', 'app.kubernetes.io/instance': name };
    this.gateway = new Gateway(this, 'gateway', {
      metadata: { name, namespace, labels },
      spec: {
        gatewayClassName: gatewayClass,
        listeners: Lazy.any({
          produce: () => [{ name: PLAIN, port: 80, protocol: 'HTTP' }, ...this.listeners.values()],
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
}
