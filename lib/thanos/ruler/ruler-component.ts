import { Lazy, Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-27';
import { Cpu, type k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { podDisruptionBudget } from '../../kubernetes/availability';
import { configMap } from '../../kubernetes/config-map';
import { ANYWHERE } from '../../kubernetes/network';
import { serviceHost } from '../../kubernetes/service-address';
import { dataClaimTemplate } from '../../kubernetes/storage';
import { declareExisting } from '../../validation/existing';
import { checkAtSynth, reportProblem } from '../../validation/problem';
import { pathPrefix } from '../../values/path-prefix';
import { addressPort } from '../../values/port';
import { toYaml } from '../../values/yaml';
import { ThanosComponent } from '../component';
import { type FlagValue, renderLabels } from '../flags';
import { GrpcCertificate } from '../grpc-certificate';
import { GRPC, HTTP } from '../ports';
import { RULE_REPLICA_LABEL } from '../store-api';
import { ALERTMANAGER_PORT, alertmanagersConfig } from './alertmanager';
import { configReloader } from './config-reloader';
import { ruleProblems } from './rule-checks';
import { type RuleFile, ruleFiles } from './rule-file';
import { rulerProblems } from './ruler-checks';
import type { RulerProps } from './ruler-options';

const DATA_DIRECTORY = '/var/thanos/rule';
/** More than a ruler takes to replay its write-ahead log. */
const STARTUP_SECONDS = 900;

/** What the two kinds of ruler share: rules, alerts, the querier, and a sidecar that reloads. */
export abstract class RulerComponent extends ThanosComponent {
  abstract readonly statefulSet: k8s.KubeStatefulSet;
  readonly headlessService: k8s.KubeService;
  readonly disruptionBudget?: k8s.KubePodDisruptionBudget;
  /** The rule files that this program writes. */
  readonly rules: kplus.ConfigMap;
  /** Where its HTTP API answers inside of the cluster. */
  readonly url: string;
  /** What it shows to queriers, with `grpcTls`. Itself it asks by HTTP. */
  readonly grpcCertificate?: GrpcCertificate;

  private readonly ruleDirectories: k8s.VolumeMount[] = [];
  private readonly ruleGlobs: string[] = [];

  protected constructor(scope: Construct, id: string, props: RulerProps) {
    super(scope, id, props, { component: 'ruler', requests: { cpu: Cpu.millis(50), memory: Size.mebibytes(128) } });
    const sources = props.rules ?? [];
    for (const problem of rulerProblems(props)) reportProblem(this, problem);
    this.url = `http://${serviceHost(this.identity.name, this.identity.namespace)}:${HTTP.number}${pathPrefix(props.routePrefix)}`;
    this.headlessService = this.addService([HTTP, GRPC], { id: 'headless-service', headless: true });
    this.grpcCertificate = GrpcCertificate.of(this, {
      grpcTls: props.grpcTls,
      identity: this.identity,
      stack: this.stack,
      headlessService: this.identity.name,
      mountSecret: (volume, secretName) => this.mountSecret(volume, secretName),
    });
    if ((props.replicas ?? 1) > 1) this.disruptionBudget = podDisruptionBudget(this, this.identity, 1);
    this.network.connectTo(props.query.network, HTTP.number);
    for (const address of (props.alertmanagers ?? []).flatMap(({ addresses }) => addresses)) {
      this.network.allowTo(ANYWHERE, addressPort(address, ALERTMANAGER_PORT));
    }
    this.addEnvironment({ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } });
    this.rules = this.addRules(ruleFiles(sources));
    for (const source of sources) {
      if (!('configMap' in source)) continue;
      declareExisting(this, { kind: 'ConfigMap', name: source.configMap });
      this.mountRules(source.configMap, source.files);
    }
  }

  /** The StatefulSet of a ruler with these options, and with the flags of its kind. Without `storage`, its data go with the pod. */
  protected addRuler(props: RulerProps, storage: Size | undefined, own: Readonly<Record<string, FlagValue>>) {
    if (storage) this.mountDataClaim(DATA_DIRECTORY);
    else this.mount({ name: 'data', emptyDir: {} }, { mountPath: DATA_DIRECTORY });
    const reloadUrl = `http://127.0.0.1:${HTTP.number}${pathPrefix(props.routePrefix)}/-/reload`;
    return this.addStatefulSet(
      {
        subcommand: 'rule',
        ports: [HTTP, GRPC],
        startupSeconds: STARTUP_SECONDS,
        flags: { ...this.flags(props), ...own },
        sidecars: [
          configReloader(props.configReloader ?? {}, reloadUrl, this.ruleDirectories, {
            level: props.logLevel,
            format: props.logFormat,
          }),
        ],
      },
      {
        replicas: props.replicas ?? 1,
        serviceName: this.headlessService.name,
        // A pod that bad rules keep from starting is replaced when they are mended; by default Kubernetes would wait for it.
        podManagementPolicy: 'Parallel',
        persistentVolumeClaimRetentionPolicy: storage && { whenDeleted: 'Retain', whenScaled: 'Retain' },
        volumeClaimTemplates: storage && [dataClaimTemplate(this.identity.selector, storage, props.storageClass)],
      },
    );
  }

  private flags(props: RulerProps): Record<string, FlagValue> {
    return {
      'data-dir': DATA_DIRECTORY,
      label: renderLabels({ ...props.externalLabels, [RULE_REPLICA_LABEL]: '$(POD_NAME)' }),
      // Over HTTP, because a stateless ruler restores the state of its alerts by that protocol alone.
      query: props.query.url,
      'rule-file': this.ruleGlobs,
      'eval-interval': props.evaluationInterval,
      'rule-query-offset': props.queryOffset,
      'rule-concurrent-evaluation': props.concurrentEvaluations,
      'alertmanagers.config-file':
        props.alertmanagers && this.addConfigFile('alertmanagers', alertmanagersConfig(props.alertmanagers)),
      'alert.query-url': props.alertQueryUrl,
      'alert.label-drop': [RULE_REPLICA_LABEL, ...(props.alertLabelDrop ?? [])],
      'resend-delay': props.resendDelay,
      'for-outage-tolerance': props.forOutageTolerance,
      'for-grace-period': props.forGracePeriod,
      'web.route-prefix': props.routePrefix,
      'web.external-prefix': props.externalPrefix,
      ...this.grpcCertificate?.serverFlags,
    };
  }

  /** The ConfigMap is there without rules too, so that the first rule does not restart the pods either. */
  private addRules(files: readonly RuleFile[]): kplus.ConfigMap {
    const name = `${this.identity.name}-rules`;
    const data = files.map(({ file, groups }): [string, string] => [
      file,
      Lazy.any({ produce: () => toYaml({ groups: groups() }) }),
    ]);
    checkAtSynth(this, () => ruleProblems(files));
    this.mountRules(name, '*.yaml');
    return configMap(this, 'rules-config', { name, labels: this.identity.labels }, Object.fromEntries(data));
  }

  private mountRules(configMapName: string, glob: string): void {
    const volume = { name: `rules-${this.ruleDirectories.length}`, configMap: { name: configMapName } };
    const mount = { mountPath: `/etc/thanos/rules/${configMapName}`, readOnly: true };
    this.mount(volume, mount);
    this.ruleDirectories.push({ name: volume.name, ...mount });
    this.ruleGlobs.push(`${mount.mountPath}/${glob}`);
  }
}
