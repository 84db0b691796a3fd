import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { AcmeIssuerProps } from '../certificates/acme-config';
import { AcmeClusterIssuer } from '../certificates/acme-issuer';
import type { ClientCertificate } from '../certificates/client-certificate';
import { PrometheusBase } from '../prometheus/prometheus-base';
import { PrometheusStack, type PrometheusStackProps } from '../prometheus/prometheus-stack';
import type { RemoteWrite } from '../prometheus/remote-write';
import type { IRemoteWriteDestination } from '../remote-write/destination';
import type { WritesBy } from '../remote-write/token-admission';
import { ThanosGlobalQuery, type ThanosGlobalQueryProps } from '../thanos/global-query';
import { ThanosStack } from '../thanos/stack';
import type { ThanosStackProps } from '../thanos/stack-props';
import { checkAtSynth, type Problem, reportProblem } from '../validation/problem';
import { DNS_LABEL } from '../values/dns-name';

/** How much pods of a namespace may ask for. @see https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export type PodSecurity = 'restricted' | 'baseline' | 'privileged';

export interface ClusterProps {
  /** What tells this cluster's series from those of others, beside `cluster`, its name. @default - `cluster` alone */
  readonly externalLabels?: Readonly<Record<string, string>>;
  /**
   * The OpenID issuer of its ServiceAccounts' tokens, by which it writes as itself where a stack asks for tokens of clusters. It is
   * public, and fixed for the life of a cluster: `npm run azure-roles -- issuers` says what to write.
   * @default - none: it writes by password
   */
  readonly oidcIssuer?: string;
  /**
   * Client ID of the managed identity as which it writes where a stack asks for tokens of Entra. A federated credential of it names this
   * cluster's issuer and the ServiceAccount of Prometheus: docs/secretless.md.
   * @default - none
   */
  readonly entraClientId?: string;
  /**
   * The certificate that its Prometheus shows where a stack asks for one: `{ issuer }`, of an issuer in this cluster, whose key never
   * leaves it; or `{ secretName }`. Where a stack has two edges, the cluster then writes to that for certificates. Everybody whose
   * certificate the same authority signed may write there.
   * @default - none
   */
  readonly clientCertificate?: ClientCertificate;
  /**
   * Which edge it writes to, where a stack has two, whatever certificate it has. Elsewhere the stack decides.
   * @default - that for certificates where it has one, else the first
   */
  readonly writesBy?: WritesBy;
}

export interface NamespaceProps {
  /** What the API server enforces. @default 'restricted' */
  readonly podSecurity?: PodSecurity;
  /** @default - none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Where a stack lives in a cluster, and what it is. */
export interface ClusterThanosProps extends ThanosStackProps {
  /** Its namespace, which is made as `restricted`. @default - the stack's name, 'thanos' */
  readonly namespace?: string;
}

/** Where a global query lives in a cluster, and what it is. */
export interface ClusterGlobalQueryProps extends ThanosGlobalQueryProps {
  /** Its namespace, which is made as `restricted`. @default - its name, 'thanos-global' */
  readonly namespace?: string;
}

/** A stack without what the cluster knows already. */
type FromCluster<Props> = Props extends unknown ? Omit<Props, 'cluster' | 'externalLabels' | 'remoteWrite'> : never;

/** What runs in a cluster, and where it pushes samples to. */
export type ClusterPrometheusProps = FromCluster<PrometheusStackProps> & {
  /** The receivers: `thanos.remoteWrite`, or one with credentials, tenant and queue of its own. */
  readonly remoteWrite: IRemoteWriteDestination | readonly RemoteWrite[];
  /** External labels beside the cluster's. @default - the cluster's alone */
  readonly externalLabels?: Readonly<Record<string, string>>;
  /**
   * Its namespace, which is made as `restricted`. A stack with `networkPolicies` lets in only the namespace that its
   * `monitoring.prometheusNamespace` names.
   * @default 'prometheus'
   */
  readonly namespace?: string;
};

/** Digits sort before letters, so that whoever applies a folder in order makes namespaces first. */
const NAMESPACES = '00-namespaces';
const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** One Kubernetes cluster: a cdk8s App whose charts become the files of one folder. */
export class Cluster extends App {
  /** On every series that this cluster's Prometheus sends. */
  readonly externalLabels: Readonly<Record<string, string>>;
  /** Who signs the tokens of its ServiceAccounts. */
  readonly oidcIssuer?: string;
  /** As whom it writes where tokens are Entra's. */
  readonly entraClientId?: string;
  /** What it shows where certificates are asked for. */
  readonly clientCertificate?: ClientCertificate;
  /** Which edge of a stack it writes to. */
  readonly writesBy?: WritesBy;

  constructor(
    readonly name: string,
    props: ClusterProps & { readonly outdir?: string } = {},
  ) {
    super({ outdir: props.outdir });
    this.externalLabels = { cluster: name, ...props.externalLabels };
    this.oidcIssuer = props.oidcIssuer;
    this.entraClientId = props.entraClientId;
    this.clientCertificate = props.clientCertificate;
    this.writesBy = props.writesBy;
    checkAtSynth(this, () => (this.clientCertificate && !showsCertificate(this) ? [unusedCertificate(name)] : []));
    if (typeof name !== 'string' || !DNS_LABEL.test(name)) {
      reportProblem(this, {
        rule: 'THANOS-610',
        what: `The cluster name "${name}" is no folder and label that works everywhere`,
        fix: 'Write at most 63 lower-case letters, digits and dashes, with no dash at either end',
      });
    }
  }

  /** A chart of your own in this cluster: one file of its folder, with objects called exactly as you say. */
  addChart(id: string, props: { readonly namespace?: string } = {}): Chart {
    const free = freeId(this, id || 'unnamed');
    if (id === '') {
      reportProblem(this, {
        rule: 'THANOS-102',
        what: 'A chart of this cluster has an empty name, and no file can be called so',
        fix: "Leave the name out, or write one: addThanos({ name: 'team-a' }), addChart('apps')",
      });
    } else if (free !== id) {
      reportProblem(this, {
        rule: 'THANOS-101',
        what: `The cluster has two charts called "${id}", and one file for both`,
        fix: `Give the second one a name of its own: addThanos({ name: … }), addPrometheus({ namespace: … }) or addChart('…')`,
      });
    }
    return new Chart(this, free, { ...props, disableResourceNameHashes: true });
  }

  /** A namespace with its Pod Security Standard; asking for the same one again returns it. */
  addNamespace(name: string, props: NamespaceProps = {}): kplus.Namespace {
    const chart = this.chart(NAMESPACES);
    const level = props.podSecurity ?? 'restricted';
    const existing = chart.node.tryFindChild(name) as kplus.Namespace | undefined;
    if (existing) {
      const given = existing.metadata.getLabel(ENFORCE);
      if (given !== level) {
        reportProblem(existing, {
          rule: 'THANOS-604',
          what: `The namespace "${name}" is asked for as ${given} and as ${level}, and has one Pod Security Standard`,
          fix: 'Put the pods that need the weaker one into a namespace of their own',
        });
      }
      return existing;
    }
    if (typeof name !== 'string' || !DNS_LABEL.test(name)) {
      reportProblem(chart, {
        rule: 'THANOS-102',
        what: `The namespace "${name}" is none that Kubernetes takes`,
        fix: 'Write at most 63 lower-case letters, digits and dashes, with no dash at either end',
      });
    }
    return new kplus.Namespace(chart, name || 'unnamed', {
      metadata: {
        name,
        labels: {
          ...props.labels,
          [ENFORCE]: level,
          'pod-security.kubernetes.io/warn': level,
          'pod-security.kubernetes.io/audit': level,
        },
      },
    });
  }

  /** A ClusterIssuer of Let's Encrypt, or another ACME server, for this cluster's ingresses. */
  addLetsEncrypt(props: AcmeIssuerProps): AcmeClusterIssuer {
    const chart = this.chart('issuers');
    const id = props.name ?? `letsencrypt-${props.server ?? 'production'}`;
    const free = freeId(chart, id);
    const issuer = new AcmeClusterIssuer(chart, free, props);
    if (free !== id) {
      reportProblem(this, {
        rule: 'THANOS-101',
        what: `The cluster has two issuers called "${issuer.issuerRef.name}", and the second would replace the first`,
        fix: 'Keep one for all exposures, or give the second one another name: addLetsEncrypt({ name: … })',
      });
    }
    return issuer;
  }

  /** A Thanos in a namespace and a chart of its own. */
  addThanos(props: ClusterThanosProps): ThanosStack {
    const { namespace = props.name ?? 'thanos', ...stack } = props;
    this.addNamespace(namespace);
    const externalLabels = { receive_cluster: this.name, ...props.receive?.externalLabels };
    return new ThanosStack(this.addChart(props.name ?? 'thanos', { namespace }), 'thanos', {
      ...stack,
      receive: { ...stack.receive, externalLabels },
    });
  }

  /** One query over the Thanos of several clusters, in a namespace and a chart of its own. */
  addGlobalQuery(props: ClusterGlobalQueryProps): ThanosGlobalQuery {
    const { namespace = props.name ?? 'thanos-global', ...query } = props;
    this.addNamespace(namespace);
    return new ThanosGlobalQuery(this.addChart(props.name ?? 'thanos-global', { namespace }), 'global-query', query);
  }

  /** Prometheus or its agent with the exporters, in a namespace and a chart of its own. */
  addPrometheus(props: ClusterPrometheusProps): PrometheusStack {
    const { namespace = 'prometheus', remoteWrite, externalLabels, ...stack } = props;
    this.addNamespace(namespace);
    return new PrometheusStack(this.addChart(namespace, { namespace }), 'prometheus', {
      ...stack,
      nodeExporter: this.nodeExporter(props),
      cluster: this,
      externalLabels: { ...this.externalLabels, ...externalLabels },
      remoteWrite: 'url' in remoteWrite ? [{ name: 'Thanos', destination: remoteWrite }] : remoteWrite,
    });
  }

  /** node-exporter with its namespace among the others, so that it is there before the pods. */
  private nodeExporter({ nodeExporter }: ClusterPrometheusProps): ClusterPrometheusProps['nodeExporter'] {
    if (nodeExporter === false || nodeExporter?.createNamespace === false) return nodeExporter;
    this.addNamespace(nodeExporter?.namespace ?? 'node-exporter', { podSecurity: 'privileged' });
    return { ...nodeExporter, createNamespace: false };
  }

  private chart(id: string): Chart {
    return (this.node.tryFindChild(id) as Chart | undefined) ?? this.addChart(id);
  }
}

function showsCertificate(cluster: Cluster): boolean {
  return cluster.node.findAll().some((each) => each instanceof PrometheusBase && each.showsCertificate);
}

function unusedCertificate(name: string): Problem {
  return {
    rule: 'THANOS-245',
    what: `Cluster "${name}" has a clientCertificate, and none of its remote writes goes where one is asked for: it would prove nothing`,
    fix: 'Leave it out; or have it write to a stack whose exposure.receive has clientCaSecretName, and not by writesBy to another edge of it',
  };
}

/** An id that no child has yet. One that is taken is a problem that fails the synthesis; until then, whatever else is wrong is found. */
function freeId(scope: Construct, id: string): string {
  return scope.node.tryFindChild(id) ? freeId(scope, `${id}-again`) : id;
}
