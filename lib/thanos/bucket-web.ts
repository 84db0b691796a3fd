import { Size } from 'cdk8s';
import { Cpu, type k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Route } from '../exposure/route';
import { serviceHost } from '../kubernetes/service-address';
import type { IObjectStore } from '../objstore/object-store';
import { reportProblem } from '../validation/problem';
import { type GoDuration, milliseconds } from '../values/duration';
import { pathPrefix } from '../values/path-prefix';
import { relabelProblems } from '../values/relabel';
import { ThanosComponent } from './component';
import type { ThanosComponentProps } from './component-props';
import { HTTP } from './ports';
import { relabelConfig, type SelectorRelabelConfig } from './relabel';
import { type TimePartition, timePartitionProblems } from './time-partition';

/**
 * Options of the bucket's web interface.
 *
 * @see https://thanos.io/tip/components/tools.md/#bucket-web
 */
export interface ThanosBucketWebOptions extends ThanosComponentProps, TimePartition {
  /** How often the list of blocks is read again; each time asks for every block's metadata (`--refresh`). @default '30m' */
  readonly refresh?: GoDuration;
  /** How long reading it may take (`--timeout`). @default '5m' */
  readonly timeout?: GoDuration;
  /** External label by whose values blocks are grouped, for example `cluster` (`--label`). @default - all external labels */
  readonly groupingLabel?: string;
  /** Path under which the API and the user interface answer (`--web.route-prefix`). @default - `externalPrefix` */
  readonly routePrefix?: string;
  /** Path that a proxy in front adds to links (`--web.external-prefix`). @default - none */
  readonly externalPrefix?: string;
  /** Request header in which a proxy says what it stripped from the path (`--web.prefix-header`). @default - none */
  readonly prefixHeader?: string;
  /** Show only blocks whose external labels pass these steps (`--selector.relabel-config`). @default - all blocks */
  readonly selector?: readonly SelectorRelabelConfig[];
  /**
   * Let the user interface mark blocks for deletion and for no compaction (`--disable-admin-operations`). No route ever leads there:
   * it takes a port-forward, and an identity that may write to the bucket.
   *
   * @default false
   */
  readonly adminOperations?: boolean;
}

export interface ThanosBucketWebProps extends ThanosBucketWebOptions {
  /** The bucket to show; reading it is enough, without `adminOperations`. */
  readonly objstore: IObjectStore;
}

/** The web interface that shows which blocks are in the bucket. */
export class ThanosBucketWeb extends ThanosComponent {
  readonly deployment: k8s.KubeDeployment;
  readonly service: k8s.KubeService;
  /** Where it answers inside of the cluster. */
  readonly url: string;
  /** Its pages, and what these read. Marking blocks, metrics, profiles and probes are not among it. */
  readonly route: Route;

  constructor(scope: Construct, id: string, props: ThanosBucketWebProps) {
    super(scope, id, props, { component: 'bucketweb', requests: { cpu: Cpu.millis(50), memory: Size.mebibytes(128) } });
    const prefix = pathPrefix(props.routePrefix ?? props.externalPrefix);
    this.url = `http://${serviceHost(this.identity.name, this.identity.namespace)}:${HTTP.number}${prefix}`;
    this.route = {
      service: this.identity.name,
      port: HTTP,
      paths: [
        ...(prefix ? [{ path: prefix, type: 'Exact' as const }] : []),
        ...PAGES.map((page) => ({ path: `${prefix}${page}`, type: 'Exact' as const })),
        { path: `${prefix}/static`, type: 'Prefix' },
      ],
      network: this.network,
    };
    this.check(props);
    this.service = this.addService([HTTP]);
    const workload = this.addDeployment(
      {
        subcommand: 'tools bucket web',
        ports: [HTTP],
        flags: {
          'objstore.config-file': this.useObjectStore(props.objstore, props.adminOperations ? 'write' : 'read'),
          refresh: props.refresh,
          timeout: props.timeout,
          label: props.groupingLabel,
          'min-time': props.minTime,
          'max-time': props.maxTime,
          'selector.relabel-config-file':
            props.selector && this.addConfigFile('selector', relabelConfig(props.selector)),
          'web.route-prefix': props.routePrefix,
          'web.external-prefix': props.externalPrefix,
          'web.prefix-header': props.prefixHeader,
          'disable-admin-operations': props.adminOperations ? undefined : true,
        },
      },
      1,
    );
    this.deployment = workload.deployment;
  }

  private check(props: ThanosBucketWebProps): void {
    const problems = [...relabelProblems('selector', props.selector ?? []), ...timePartitionProblems(props)];
    for (const problem of problems) reportProblem(this, problem);
    const times = [
      { option: 'refresh', value: props.refresh, outcome: 'it panics' },
      { option: 'timeout', value: props.timeout, outcome: 'no list of blocks is ever read' },
    ];
    for (const { option, value, outcome } of times) {
      if (value === undefined || milliseconds(value) !== 0) continue;
      reportProblem(this, {
        rule: 'THANOS-503',
        what: `${option} is ${value}: with no time in it, ${outcome}`,
        fix: "Write a positive duration, such as '10m'",
      });
    }
    if (props.groupingLabel !== undefined && !/^[^\s="]+$/.test(props.groupingLabel)) {
      reportProblem(this, {
        rule: 'THANOS-506',
        what: `groupingLabel is "${props.groupingLabel}", and no block has a label of such a name, so all would be in one group`,
        fix: "Write the name alone, for example 'cluster'",
      });
    }
  }
}

/** The user interface's pages and files, and the API that they read. `/loaded` and others belong to other components. */
const PAGES = [
  '/',
  '/blocks',
  '/status',
  '/flags',
  '/favicon.ico',
  '/manifest.json',
  '/api/v1/blocks',
  '/api/v1/status/flags',
  '/api/v1/status/runtimeinfo',
  '/api/v1/status/buildinfo',
];
