import { Construct } from 'constructs';
import {
  ClusterIssuer,
  ClusterIssuerSpecAcmeSolversDns01AzureDnsEnvironment as ClusterIssuerEnvironment,
} from '../../imports/clusterissuers-cert-manager.io';
import {
  Issuer,
  IssuerSpecAcmeSolversDns01AzureDnsEnvironment as IssuerEnvironment,
} from '../../imports/issuers-cert-manager.io';
import { withoutNamespace } from '../kubernetes/cluster-scoped';
import { namespaceOf } from '../kubernetes/identity';
import { reportProblem } from '../validation/problem';
import { enumMember } from '../values/enum-member';
import { acmeProblems } from './acme-checks';
import { type AcmeIssuerProps, acmeAccount, acmeSpec } from './acme-config';
import type { AcmeSolver } from './acme-solver';
import type { IIssuer, IssuerReference } from './issuer';

/** Certificates from Let's Encrypt, or another ACME server, for all namespaces of the cluster. */
export class AcmeClusterIssuer extends Construct implements IIssuer {
  readonly clusterIssuer: ClusterIssuer;
  readonly issuerRef: IssuerReference;
  /** How names are proved. */
  readonly solvers: readonly AcmeSolver[];

  constructor(scope: Construct, id: string, props: AcmeIssuerProps) {
    super(scope, id);
    const account = acmeAccount(props);
    this.solvers = account.solvers;
    for (const problem of acmeProblems(account)) reportProblem(this, problem);
    this.clusterIssuer = new ClusterIssuer(this, 'cluster-issuer', {
      metadata: { name: account.name },
      spec: {
        acme: acmeSpec(account, (cloud) => enumMember(ClusterIssuerEnvironment, cloud)),
      },
    });
    withoutNamespace(this.clusterIssuer);
    this.issuerRef = { kind: 'ClusterIssuer', name: account.name };
  }
}

/**
 * Certificates from Let's Encrypt, or another ACME server, for the chart's namespace. With DNS-01 on Azure DNS, cert-manager has to
 * run with `--issuer-ambient-credentials`: without it, only a ClusterIssuer may use the identity of cert-manager's pods.
 */
export class AcmeIssuer extends Construct implements IIssuer {
  readonly issuer: Issuer;
  readonly issuerRef: IssuerReference;
  /** How names are proved. */
  readonly solvers: readonly AcmeSolver[];

  constructor(scope: Construct, id: string, props: AcmeIssuerProps) {
    super(scope, id);
    const account = acmeAccount(props);
    this.solvers = account.solvers;
    for (const problem of acmeProblems(account)) reportProblem(this, problem);
    this.issuer = new Issuer(this, 'issuer', {
      metadata: { name: account.name },
      spec: {
        acme: acmeSpec(account, (cloud) => enumMember(IssuerEnvironment, cloud)),
      },
    });
    this.issuerRef = { kind: 'Issuer', name: account.name, namespace: namespaceOf(this) };
  }
}
