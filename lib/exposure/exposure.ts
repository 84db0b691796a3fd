import type { Construct } from 'constructs';
import type { IIssuer } from '../certificates/issuer';
import type { Problem } from '../validation/problem';
import { dnsNameProblem } from '../values/dns-name';
import { Authentication, authenticationProblems, type BasicAuthentication } from './authentication';
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
} & CertificateSource;

export type IngressNginxExposureProps = IngressNginxProps & {
  /** The hosts' domain: `query` is exposed at `query.<domain>`. Its DNS records have to lead to the controller. */
  readonly domain: string;
  /** The Secret with the users, in the namespace of the exposed Services: key `auth`, lines as `htpasswd` prints them. */
  readonly basicAuth: string;
  /** What a browser shows when it asks for the password. @default 'Authentication Required - thanos' */
  readonly realm?: string;
} & CertificateSource;

/**
 * How components are reached from outside: by which controller, under which domain, with which certificates, and how clients
 * authenticate. Made once, it serves all components of a stack; a component can also have one of its own.
 */
export class Exposure<A extends Authentication = Authentication, Objects extends object = object> {
  /** ingress-nginx, with TLS and basic auth. */
  static ingressNginx(props: IngressNginxExposureProps): Exposure<BasicAuthentication, IngressNginxObjects> {
    const { domain, basicAuth: secretName, realm, issuer, tlsSecretName, ...controller } = props;
    return new Exposure({
      controller: new IngressNginx(controller),
      authentication: Authentication.basic({ secretName, realm }),
      domain,
      ...(issuer ? { issuer } : { tlsSecretName }),
    });
  }

  readonly controller: IExposureController<A, Objects>;
  readonly authentication: A;
  readonly domain: string;
  readonly issuer?: IIssuer;
  readonly tlsSecretName?: string;

  constructor(props: ExposureProps<A, Objects>) {
    this.controller = props.controller;
    this.authentication = props.authentication;
    this.domain = props.domain;
    this.issuer = props.issuer;
    this.tlsSecretName = props.tlsSecretName;
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
