import { Construct } from 'constructs';
import { TokenAdmission } from '../remote-write/token-admission';
import { claim } from '../validation/claim';
import { checkAtSynth, type Problem, reportProblem } from '../validation/problem';
import type { Authentication } from './authentication';
import type { Exposure } from './exposure';
import { hostProblems, limitProblems } from './exposure-checks';
import type { Route } from './route';

/** What is exposed, and at which host. */
export type ExposeProps = {
  readonly route: Route;
  /** What the objects are called; give one to expose a Service at a second host. @default - the Service's name */
  readonly objectName?: string;
  /** Whose series this host is for: the edge names the tenant in each request, and drops what clients say. @default - clients say */
  readonly tenant?: string;
} & (
  | {
      /** First part of the host: `query` is exposed at `query.<domain>`. */
      readonly name: string;
      readonly host?: never;
    }
  | {
      readonly name?: never;
      /** The whole host, which may be outside of the exposure's domain. */
      readonly host: string;
    }
);

/** A component at its host. */
export class ExposedRoute<
  A extends Authentication = Authentication,
  Objects extends object = object,
> extends Construct {
  readonly host: string;
  /** `https://<host>`, without a path. */
  readonly url: string;
  readonly route: Route;
  /** What clients have to authenticate with. */
  readonly authentication: A;
  /** Who may write, where clients show tokens of their clusters. */
  readonly tokens?: TokenAdmission;
  /** The Secret with the certificate, beside the Service; of no meaning where an existing Gateway has the certificate. */
  readonly tlsSecretName: string;
  /** Whether clients have to be told by which authority to verify that certificate. */
  readonly privateCa: boolean;
  /** What the controller needs for it, for example an Ingress. */
  readonly objects: Objects;

  constructor(scope: Construct, id: string, exposure: Exposure<A, Objects>, props: ExposeProps) {
    super(scope, id);
    const { route } = props;
    const { controller, authentication, issuer } = exposure;
    const { namespace, labels } = route.network.identity;
    const name = props.objectName ?? route.service;
    this.route = route;
    this.authentication = authentication;
    this.host = props.host ?? `${props.name}.${exposure.domain}`;
    this.url = `https://${this.host}`;
    this.privateCa = exposure.privateCa;
    this.tlsSecretName = exposure.tlsSecretName ?? controller.tlsSecretName?.(name) ?? `${name}-tls`;
    if (authentication.type === 'cluster-tokens') this.tokens = new TokenAdmission(this.host, authentication.entra);
    const known = claim(this.node.root, this, exposure) !== undefined;
    for (const problem of [...(known ? [] : exposure.problems()), ...this.problems(props, exposure)]) {
      reportProblem(this, problem);
    }
    this.objects = controller.expose(this, {
      name,
      namespace,
      labels,
      host: this.host,
      route,
      authentication,
      tokens: this.tokens,
      tenant: props.tenant,
      tlsSecretName: this.tlsSecretName,
      issuer,
    });
    checkAtSynth(this, () => (this.tokens?.groups.length === 0 ? [nobodyWrites(this.host)] : []));
    route.network.allowFrom(controller.peer, route.port.number);
  }

  private problems(props: ExposeProps, exposure: Exposure<A, Objects>): Problem[] {
    const problems = [...hostProblems(props, exposure.domain), ...limitProblems(this.route)];
    const { namespace } = this.route.network.identity;
    const { issuerRef } = exposure.issuer ?? {};
    if (issuerRef?.namespace !== undefined && issuerRef.namespace !== namespace) {
      problems.push({
        rule: 'THANOS-211',
        what: `Issuer "${issuerRef.name}" is in namespace ${issuerRef.namespace}, and issues nothing for namespace ${namespace}, where ${this.route.service} is`,
        fix: 'Use an AcmeClusterIssuer, or make the AcmeIssuer in the chart of the component',
      });
    }
    const owners = this.route.paths.map(({ path, type }) =>
      claim(this.node.root, this, `${type} https://${this.host}${path}`),
    );
    const taken = this.route.paths.filter((_, index) => owners[index] !== undefined).map(({ path }) => path);
    if (taken.length > 0) {
      problems.push({
        rule: 'THANOS-205',
        what: `Host ${this.host} already leads to ${owners.find((owner) => owner !== undefined)}, with the same ${taken.length === 1 ? 'path' : 'paths'} ${taken.join(', ')}: requests would go to either`,
        fix: 'Give one of the two another name or host',
      });
    }
    return problems;
  }
}

function nobodyWrites(host: string): Problem {
  return {
    rule: 'THANOS-229',
    what: `Host ${host} is for clusters that show tokens, and none writes to it: nobody asks for a token with that audience`,
    fix: 'Give a cluster with an oidcIssuer the stack to write to: addPrometheus({ remoteWrite: thanos.remoteWrite })',
  };
}
