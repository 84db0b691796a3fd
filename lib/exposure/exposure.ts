import type { Construct } from 'constructs';
import type { IIssuer } from '../certificates/issuer';
import type { Problem } from '../validation/problem';
import { dnsNameProblem } from '../values/dns-name';
import {
  Authentication,
  authenticationProblems,
  type BasicAuthentication,
  type ClientCertificateAuthentication,
} from './authentication';
import {
  AzureInternalLoadBalancer,
  type AzureInternalLoadBalancerObjects,
  type AzureInternalLoadBalancerProps,
} from './azure-internal-load-balancer';
import type { CertificateSource, IExposureController } from './controller';
import { ExposedRoute, type ExposeProps } from './exposed-route';
import { tlsSecretProblems } from './exposure-checks';
import { IngressNginx, type IngressNginxObjects, type IngressNginxProps } from './ingress-nginx';

export type ExposureProps<A extends Authentication = Authentication, Objects extends object = object> = {
  /** What runs at the edge, and how it is told. */
  readonly controller: IExposureController<A, Objects>;
  /** How clients show who they are. */
  readonly authentication: A;
  /** The hosts' domain: `query` is exposed at `query.<domain>`. Its DNS records have to lead to the controller. */
  readonly domain: string;
  /** Whether an authority of your own signs the certificates, by which clients then have to verify them. @default false */
  readonly privateCa?: boolean;
} & CertificateSource;

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

/** For StoreAPI: queriers show certificates. */
interface ClientCertificateExposureProps {
  /**
   * The Secret whose key `ca.crt` has the authority that signs the certificates of clients, in the namespace of the exposed Services.
   * It should sign for nobody else.
   */
  readonly clientCaSecretName: string;
  readonly basicAuth?: never;
}

export type IngressNginxClientCertificateProps = IngressNginxProps &
  Hosts &
  ClientCertificateExposureProps & {
    /**
     * Whether an authority of your own signs the hosts' certificates. Queriers then verify them by `ca.crt` in the Secret of their own
     * certificate.
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

/**
 * How components are reached from outside: by which controller, under which domain, with which certificates, and how clients
 * authenticate. Made once, it serves all components of a stack; a component can also have one of its own.
 */
export class Exposure<A extends Authentication = Authentication, Objects extends object = object> {
  /** ingress-nginx, with TLS and basic auth. */
  static ingressNginx(props: IngressNginxExposureProps): Exposure<BasicAuthentication, IngressNginxObjects>;
  /** ingress-nginx, with TLS and certificates of clients: for StoreAPI. */
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
