import type { Construct } from 'constructs';
import type { IIssuer } from '../certificates/issuer';
import type { EntraApplication } from '../remote-write/entra';
import type { Problem } from '../validation/problem';
import { dnsNameProblem } from '../values/dns-name';
import {
  Authentication,
  authenticationProblems,
  type BasicAuthentication,
  type ClientCertificateAuthentication,
  type ClusterTokenAuthentication,
} from './authentication';
import {
  AzureInternalLoadBalancer,
  type AzureInternalLoadBalancerObjects,
  type AzureInternalLoadBalancerProps,
} from './azure-internal-load-balancer';
import type { CertificateSource, EdgeCertificate, IExposureController } from './controller';
import { ExposedRoute, type ExposeProps } from './exposed-route';
import { tlsSecretProblems } from './exposure-checks';
import {
  type ExistingGatewayApiProps,
  GatewayApi,
  type GatewayApiObjects,
  type OwnGatewayApiProps,
} from './gateway/gateway-api';
import { IngressNginx, type IngressNginxObjects, type IngressNginxProps } from './ingress-nginx';
import { Traefik, type TraefikObjects, type TraefikProps } from './traefik';

export type ExposureProps<A extends Authentication = Authentication, Objects extends object = object> = {
  /** What runs at the edge, and how it is told. */
  readonly controller: IExposureController<A, Objects>;
  /** How clients show who they are. */
  readonly authentication: A;
  /** The hosts' domain: `query` is exposed at `query.<domain>`. Its DNS records have to lead to the controller. */
  readonly domain: string;
  /** Whether an authority of your own signs the certificates, by which clients then have to verify them. @default false */
  readonly privateCa?: boolean;
} & (CertificateSource | EdgeCertificate);

/** Where hosts are, with certificates from where. */
type Hosts = {
  /** The hosts' domain: `query` is exposed at `query.<domain>`. Its DNS records have to lead to the controller. */
  readonly domain: string;
} & CertificateSource;

export type IngressNginxExposureProps = IngressNginxProps &
  Hosts & {
    /** The Secret with the users, in the namespace of the exposed Services: key `auth`, lines as `htpasswd` prints them. */
    readonly basicAuth: string;
    /** What a browser shows when it asks for the password. @default 'Authentication Required - thanos' */
    readonly realm?: string;
    readonly clientCaSecretName?: never;
  };

/** Clients show certificates: remote writers, Grafana and people, and queriers. */
interface ClientCertificateExposureProps {
  /**
   * The Secret whose key `ca.crt` has the authority that signs the certificates of clients, in the namespace of the exposed Services.
   * Everybody with a certificate of it is let in, so it should sign for nobody else.
   */
  readonly clientCaSecretName: string;
  readonly basicAuth?: never;
}

export type IngressNginxClientCertificateProps = IngressNginxProps &
  Hosts &
  ClientCertificateExposureProps & {
    /**
     * Whether an authority of your own signs the hosts' certificates. Queriers and Prometheus then verify them by `ca.crt` in the Secret
     * of their own certificate.
     * @default false
     */
    readonly privateCa?: boolean;
  };

export type AzureInternalLoadBalancerExposureProps = AzureInternalLoadBalancerProps &
  Hosts &
  ClientCertificateExposureProps & {
    /**
     * Whether an authority of your own signs the hosts' certificates. Queriers then verify them by `ca.crt` in the Secret of their own
     * certificate.
     * @default true
     */
    readonly privateCa?: boolean;
  };

/** A Gateway of its own for the hosts, with certificates for them, or an existing one, which has certificates. */
type GatewayHosts = (OwnGatewayApiProps & Hosts) | (ExistingGatewayApiProps & { readonly domain: string });

/** A user and a password. */
export type GatewayApiExposureProps = GatewayHosts & {
  /** The Secret with the users, in the namespace of the exposed Services: key `.htpasswd`, lines with `{SHA}` hashes alone. */
  readonly basicAuth: string;
  readonly clusterTokens?: never;
  readonly clientCaSecretName?: never;
};

/** Remote writers show tokens of their clusters. */
export type GatewayApiClusterTokenProps = GatewayHosts & {
  /**
   * Each cluster writes as itself, by a token of its Prometheus' ServiceAccount: no secret is involved. Whoever takes `remoteWrite` of
   * the stack is admitted, and nobody else. With an application of Entra, tokens are those that Entra gives to an identity of each
   * cluster.
   */
  readonly clusterTokens: true | EntraApplication;
  readonly basicAuth?: never;
  readonly clientCaSecretName?: never;
};

/** Clients show certificates, for which the Gateway has to be its own. */
export type GatewayApiClientCertificateProps = OwnGatewayApiProps &
  Hosts &
  ClientCertificateExposureProps & {
    readonly clusterTokens?: never;
    /**
     * Whether an authority of your own signs the hosts' certificates. Queriers and Prometheus then verify them by `ca.crt` in the Secret
     * of their own certificate.
     * @default false
     */
    readonly privateCa?: boolean;
  };

export type TraefikExposureProps = TraefikProps &
  Hosts & {
    /** The Secret with the users, in the namespace of the exposed Services: one key, `users`, lines as `htpasswd` prints them. */
    readonly basicAuth: string;
    /** What a browser shows when it asks for the password. @default 'Authentication Required - thanos' */
    readonly realm?: string;
  };

/**
 * How components are reached from outside: by which controller, under which domain, with which certificates, and how clients
 * authenticate. Made once, it serves all components of a stack; a component can also have one of its own.
 */
export class Exposure<A extends Authentication = Authentication, Objects extends object = object> {
  /** ingress-nginx, with TLS and basic auth. */
  static ingressNginx(props: IngressNginxExposureProps): Exposure<BasicAuthentication, IngressNginxObjects>;
  /** ingress-nginx, with TLS and certificates of clients. */
  static ingressNginx(
    props: IngressNginxClientCertificateProps,
  ): Exposure<ClientCertificateAuthentication, IngressNginxObjects>;
  static ingressNginx(
    props: IngressNginxExposureProps | IngressNginxClientCertificateProps,
  ): Exposure<Authentication, IngressNginxObjects> {
    const { ingressClass, controllerNamespace, annotations } = props;
    return new Exposure({
      controller: new IngressNginx({ ingressClass, controllerNamespace, annotations }),
      authentication:
        props.basicAuth === undefined
          ? Authentication.clientCertificate({ caSecretName: props.clientCaSecretName })
          : Authentication.basic({ secretName: props.basicAuth, realm: props.realm }),
      domain: props.domain,
      privateCa: props.basicAuth === undefined && props.privateCa,
      ...certificateSource(props),
    });
  }

  /** The Gateway API with Envoy Gateway, with TLS and basic auth. */
  static gatewayApi(props: GatewayApiExposureProps): Exposure<BasicAuthentication, GatewayApiObjects>;
  /** The Gateway API with Envoy Gateway, with TLS and tokens of clusters: for remote write. */
  static gatewayApi(props: GatewayApiClusterTokenProps): Exposure<ClusterTokenAuthentication, GatewayApiObjects>;
  /** The Gateway API with Envoy Gateway, with TLS and certificates of clients. */
  static gatewayApi(
    props: GatewayApiClientCertificateProps,
  ): Exposure<ClientCertificateAuthentication, GatewayApiObjects>;
  static gatewayApi(
    props: GatewayApiExposureProps | GatewayApiClusterTokenProps | GatewayApiClientCertificateProps,
  ): Exposure<Authentication, GatewayApiObjects> {
    const { domain, controllerNamespace } = props;
    const authentication =
      props.basicAuth !== undefined
        ? Authentication.basic({ secretName: props.basicAuth })
        : props.clusterTokens
          ? Authentication.clusterTokens(props.clusterTokens === true ? undefined : props.clusterTokens)
          : Authentication.clientCertificate({ caSecretName: props.clientCaSecretName });
    if (props.gateway) {
      const controller = new GatewayApi({ gateway: props.gateway, controllerNamespace });
      return new Exposure({ controller, authentication, domain, certificate: 'of the edge' });
    }
    const { gatewayClass, gatewayName } = props;
    return new Exposure({
      controller: new GatewayApi({ gatewayClass, gatewayName, controllerNamespace }),
      authentication,
      domain,
      privateCa: 'privateCa' in props && props.privateCa,
      ...certificateSource(props),
    });
  }

  /** Traefik by its own kinds, with TLS and basic auth. */
  static traefik(props: TraefikExposureProps): Exposure<BasicAuthentication, TraefikObjects> {
    const { entryPoint, plainEntryPoint, controllerNamespace, domain, basicAuth, realm } = props;
    return new Exposure({
      controller: new Traefik({ entryPoint, plainEntryPoint, controllerNamespace }),
      authentication: Authentication.basic({ secretName: basicAuth, realm }),
      domain,
      ...certificateSource(props),
    });
  }

  /**
   * A load balancer of Azure, for StoreAPI, with an address of the virtual network: TLS, and the certificates of clients, are for the
   * pods.
   */
  static azureInternalLoadBalancer(
    props: AzureInternalLoadBalancerExposureProps,
  ): Exposure<ClientCertificateAuthentication, AzureInternalLoadBalancerObjects> {
    const { address, subnet, annotations } = props;
    return new Exposure({
      controller: new AzureInternalLoadBalancer({ address, subnet, annotations }),
      authentication: Authentication.clientCertificate({ caSecretName: props.clientCaSecretName }),
      domain: props.domain,
      privateCa: props.privateCa ?? true,
      ...certificateSource(props),
    });
  }

  readonly controller: IExposureController<A, Objects>;
  readonly authentication: A;
  readonly domain: string;
  readonly issuer?: IIssuer;
  readonly tlsSecretName?: string;
  /** Whether clients have to be told by which authority to verify certificates. */
  readonly privateCa: boolean;

  constructor(props: ExposureProps<A, Objects>) {
    this.controller = props.controller;
    this.authentication = props.authentication;
    this.domain = props.domain;
    this.issuer = props.issuer;
    this.tlsSecretName = props.tlsSecretName;
    this.privateCa = props.privateCa ?? false;
  }

  /** Exposes a component: its route, and nothing else of it. */
  expose(scope: Construct, id: string, props: ExposeProps): ExposedRoute<A, Objects> {
    return new ExposedRoute(scope, id, this, props);
  }

  /** What is wrong with it, whatever it exposes. */
  problems(): Problem[] {
    const domain = dnsNameProblem('domain', this.domain);
    return [
      ...(domain ? [domain] : []),
      ...(this.tlsSecretName === undefined ? [] : tlsSecretProblems(this.tlsSecretName)),
      ...authenticationProblems(this.authentication),
      ...this.controller.problems(this.authentication),
    ];
  }
}

function certificateSource({ issuer, tlsSecretName }: CertificateSource): CertificateSource {
  return issuer ? { issuer } : { tlsSecretName };
}
