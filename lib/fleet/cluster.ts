import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { reportProblem } from '../validation/problem';

/** How much pods of a namespace may ask for. @see https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export type PodSecurity = 'restricted' | 'baseline' | 'privileged';

export interface ClusterProps {
  /** What tells this cluster's series from those of others, beside `cluster`, its name. @default - `cluster` alone */
  readonly externalLabels?: Readonly<Record<string, string>>;
}

export interface NamespaceProps {
  /** What the API server enforces. @default 'restricted' */
  readonly podSecurity?: PodSecurity;
  /** @default - none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Digits sort before letters, so that whoever applies a folder in order makes namespaces first. */
const NAMESPACES = '00-namespaces';
const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** One Kubernetes cluster: a cdk8s App whose charts become the files of one folder. */
export class Cluster extends App {
  /** On every series that this cluster's Prometheus sends. */
  readonly externalLabels: Readonly<Record<string, string>>;

  constructor(
    readonly name: string,
    props: ClusterProps & { readonly outdir?: string } = {},
  ) {
    super({ outdir: props.outdir });
    this.externalLabels = { cluster: name, ...props.externalLabels };
    if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) {
      reportProblem(this, {
        what: `The cluster name "${name}" is no folder and label that works everywhere`,
        fix: 'Write at most 63 lower-case letters, digits and dashes, with no dash at either end',
      });
    }
  }

  /** A chart of your own in this cluster: one file of its folder, with objects called exactly as you say. */
  addChart(id: string, props: { readonly namespace?: string } = {}): Chart {
    return new Chart(this, id, { ...props, disableResourceNameHashes: true });
  }

  /** A namespace with its Pod Security Standard; asking for the same one again returns it. */
  addNamespace(name: string, props: NamespaceProps = {}): kplus.Namespace {
    const chart = (this.node.tryFindChild(NAMESPACES) as Chart | undefined) ?? this.addChart(NAMESPACES);
    const level = props.podSecurity ?? 'restricted';
    const existing = chart.node.tryFindChild(name) as kplus.Namespace | undefined;
    if (existing) {
      const given = existing.metadata.getLabel(ENFORCE);
      if (given !== level) {
        reportProblem(existing, {
          what: `The namespace "${name}" is asked for as ${given} and as ${level}, and has one Pod Security Standard`,
          fix: 'Put the pods that need the weaker one into a namespace of their own',
        });
      }
      return existing;
    }
    return new kplus.Namespace(chart, name, {
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
}
