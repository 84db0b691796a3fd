import { Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { ServiceMonitor } from '../../imports/servicemonitors-monitoring.coreos.com';
import {
  checkReplicas,
  fixedReplicas,
  horizontalPodAutoscaler,
  podDisruptionBudget,
  type Replicas,
  runsSeveral,
} from '../kubernetes/availability';
import { configMap, contentHash } from '../kubernetes/config-map';
import { type Identity, identify } from '../kubernetes/identity';
import { ANYWHERE, NetworkNode, networkPolicy } from '../kubernetes/network';
import { httpProbe, type MountedVolume, podTemplate } from '../kubernetes/pod-template';
import { containerPorts, type Port } from '../kubernetes/port';
import { SleepingDeployment, SleepingStatefulSet } from '../kubernetes/pre-stop-sleep';
import { serviceMonitor } from '../kubernetes/service-monitor';
import { checkWorkload } from '../kubernetes/workload-checks';
import type { BucketAccess, BucketUse, IObjectStore } from '../objstore/object-store';
import { extraArgumentProblems } from '../validation/arguments';
import { declareExisting } from '../validation/existing';
import { numberProblems } from '../validation/numbers';
import { reportProblem } from '../validation/problem';
import { addressPort } from '../values/port';
import { toYaml } from '../values/yaml';
import type { Cache } from './cache/cache';
import {
  type ComponentKind,
  type RequestLoggingProps,
  THANOS_IMAGE,
  THANOS_USER,
  type ThanosComponentProps,
  type ThanosPod,
} from './component-props';
import { durationProblems, type FlagValue, REPEATABLE_FLAGS, renderFlags } from './flags';
import { HTTP } from './ports';
import { requestLoggingConfig } from './request-logging';
import { tracingConfig } from './tracing';

/** What the Thanos components share: names, labels, pod, Service, and the objects around them. */
export abstract class ThanosComponent extends Construct {
  readonly identity: Identity;
  readonly serviceAccount: kplus.ServiceAccount;
  readonly serviceMonitor?: ServiceMonitor;
  readonly networkPolicy?: k8s.KubeNetworkPolicy;
  /** Who talks to this component and whom it talks to. */
  readonly network: NetworkNode;
  /** The Thanos installation that this component belongs to. */
  readonly stack: string;

  private bucketUse?: BucketUse;
  private readonly files: Record<string, kplus.ConfigMap> = {};
  private readonly volumes: MountedVolume[] = [];
  private readonly environment: k8s.EnvVar[] = [];
  private readonly podLabels: Record<string, string> = {};
  private readonly podAnnotations: Record<string, string> = {};

  protected constructor(
    scope: Construct,
    id: string,
    private readonly common: ThanosComponentProps & RequestLoggingProps,
    private readonly kind: ComponentKind,
  ) {
    super(scope, id);
    this.stack = common.stack ?? 'thanos';
    const component = common.component ?? kind.component;
    this.identity = identify(this, {
      application: 'thanos',
      instance: this.stack,
      component,
      name: `${this.stack}-${component}`,
      version: common.image?.tag ?? THANOS_IMAGE.tag,
      labels: common.labels,
    });
    checkWorkload(this, this.identity, common, kind.requests);
    this.network = new NetworkNode(this.identity);
    this.serviceAccount = new kplus.ServiceAccount(this, 'service-account', {
      metadata: { ...this.metadata(), annotations: { ...common.annotations } },
      automountToken: false,
    });
    if (common.monitoring) {
      this.serviceMonitor = serviceMonitor(this, this.identity, common.monitoring);
      this.network.allowFrom({ namespace: common.monitoring.prometheusNamespace ?? 'prometheus' }, HTTP.number);
    }
    if (common.networkPolicy) this.networkPolicy = networkPolicy(this, this.network);
  }

  /** The bucket that this component uses, if it uses one. */
  get bucket(): BucketUse | undefined {
    return this.bucketUse;
  }

  /** The ConfigMaps of its configuration files, by purpose: `objstore`, `tracing`, `endpoints` of a querier, and so on. */
  get configMaps(): Readonly<Record<string, kplus.ConfigMap>> {
    return this.files;
  }

  /** Name and labels of the component's objects. */
  protected metadata(name: string = this.identity.name): { name: string; labels: Record<string, string> } {
    return { name, labels: { ...this.identity.labels } };
  }

  /** Adds a volume to the pod. */
  protected mount(volume: k8s.Volume, mount: Omit<k8s.VolumeMount, 'name'>): void {
    this.volumes.push({ volume, mount: { name: volume.name, ...mount } });
  }

  /** Mounts the StatefulSet's `data` claim. */
  protected mountDataClaim(mountPath: string): void {
    this.volumes.push({ mount: { name: 'data', mountPath } });
  }

  /** Adds an environment variable to the pod. */
  protected addEnvironment(...variables: readonly k8s.EnvVar[]): void {
    this.environment.push(...variables);
  }

  /** Connects the pod to the bucket, and returns the path of its configuration. */
  protected useObjectStore(objstore: IObjectStore, access: BucketAccess): string {
    this.bucketUse = { objstore, access };
    const binding = objstore.bind(this, this.stack);
    this.volumes.push(binding.volume);
    if (binding.configMap) this.files['objstore'] = binding.configMap;
    this.environment.push(...binding.environment);
    Object.assign(this.podLabels, binding.podLabels);
    Object.assign(this.podAnnotations, binding.podAnnotations);
    for (const [key, value] of Object.entries(binding.serviceAccountAnnotations)) {
      this.serviceAccount.metadata.addAnnotation(key, value);
    }
    for (const { peer, port } of binding.destinations) this.network.allowTo(peer, port);
    return binding.file;
  }

  /** Connects the pod to a cache, and returns the path of its configuration. */
  protected useCache(purpose: string, cache: Cache): string {
    const { config, environment, ports, problems, passwordSecret } = cache.bind(purpose);
    for (const problem of problems) reportProblem(this, problem);
    this.addEnvironment(...environment);
    if (passwordSecret) declareExisting(this, { kind: 'Secret', name: passwordSecret.name });
    for (const port of ports) this.network.allowTo(ANYWHERE, port);
    return this.addConfigFile(purpose, config);
  }

  /**
   * Puts a configuration file into a ConfigMap of its own, mounts it, and returns its path. Pods restart when it changes, unless
   * Thanos reads it again by itself; `restartFor` is the part of such a file that it reads only once. A function is for such files
   * too, and is called when the app is synthesised.
   */
  protected addConfigFile(
    purpose: string,
    content: object | (() => object),
    options: { readonly hotReload?: boolean; readonly restartFor?: object } = {},
  ): string {
    const late = typeof content === 'function';
    const file = (part: object) => ({ [`${purpose}.yaml`]: toYaml(part) });
    const data = late ? { [`${purpose}.yaml`]: Lazy.any({ produce: () => toYaml(content()) }) } : file(content);
    const name = `${this.identity.name}-${purpose}`;
    this.files[purpose] = configMap(this, `${purpose}-config`, { name, labels: this.identity.labels }, data);
    const once = late || options.hotReload ? options.restartFor : content;
    if (once) this.podAnnotations[`checksum/${purpose}`] = contentHash(file(once));
    return this.mountConfigMap(purpose, name, `${purpose}.yaml`);
  }

  /** Mounts one file of a ConfigMap as a directory, so that changes reach the pod, and returns the file's path. */
  protected mountConfigMap(purpose: string, configMapName: string, file: string): string {
    this.mount(
      { name: purpose, configMap: { name: configMapName } },
      { mountPath: `/etc/thanos/${purpose}`, readOnly: true },
    );
    return `/etc/thanos/${purpose}/${file}`;
  }

  /** Mounts a Secret as a directory, so that renewed certificates reach the pod, and returns the directory. */
  protected mountSecret(volume: string, secretName: string): string {
    const mountPath = `/etc/thanos/${volume}`;
    this.mount({ name: volume, secret: { secretName } }, { mountPath, readOnly: true });
    return mountPath;
  }

  /** The pod of this component: restricted, probed, with the flags that all components share. */
  protected podTemplate(pod: ThanosPod): k8s.PodTemplateSpec {
    const flags = renderFlags({ ...this.commonFlags(), ...pod.flags });
    const extra = extraArgumentProblems(flags, this.common.extraArguments, REPEATABLE_FLAGS[pod.subcommand]);
    const numbers = numberProblems({ preStopSleepSeconds: pod.preStopSleepSeconds }, 0);
    for (const problem of [...durationProblems(flags), ...extra, ...numbers]) reportProblem(this, problem);
    return podTemplate(this.identity, this.common, {
      container: 'thanos',
      image: THANOS_IMAGE,
      args: [...pod.subcommand.split(' '), ...flags],
      ports: containerPorts(pod.ports),
      startupProbe: httpProbe(pod.startupPath ?? '/-/healthy', HTTP.name, {
        periodSeconds: 5,
        failureThreshold: Math.ceil((pod.startupSeconds ?? 300) / 5),
      }),
      livenessProbe: httpProbe('/-/healthy', HTTP.name, { periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 4 }),
      readinessProbe: httpProbe('/-/ready', HTTP.name, { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 4 }),
      environment: this.environment,
      volumes: this.volumes,
      podLabels: this.podLabels,
      podAnnotations: this.podAnnotations,
      requests: this.kind.requests,
      user: THANOS_USER,
      serviceAccount: this.serviceAccount.name,
      terminationGracePeriodSeconds: pod.terminationGracePeriodSeconds ?? 300 + (pod.preStopSleepSeconds ?? 0),
      sidecars: pod.sidecars,
    });
  }

  /** A Service in front of the component's pods. */
  protected addService(
    ports: readonly Port[],
    options: {
      readonly id?: string;
      readonly name?: string;
      readonly headless?: boolean;
      readonly spec?: k8s.ServiceSpec;
      readonly labels?: Record<string, string>;
    } = {},
  ): k8s.KubeService {
    const { name, labels } = this.metadata(options.name);
    return new k8s.KubeService(this, options.id ?? 'service', {
      metadata: { name, labels: { ...labels, ...options.labels }, annotations: this.common.annotations },
      spec: {
        clusterIp: options.headless ? 'None' : undefined,
        selector: this.identity.selector,
        ports: ports.map((port) => ({
          name: port.name,
          port: port.number,
          targetPort: k8s.IntOrString.fromString(port.name),
          protocol: 'TCP',
        })),
        ...options.spec,
      },
    });
  }

  /** A Deployment of the pod, its autoscaler and its disruption budget. */
  protected addDeployment(
    pod: ThanosPod,
    replicas: Replicas,
    strategy: k8s.DeploymentStrategy = {
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: k8s.IntOrString.fromNumber(0) },
    },
  ): {
    deployment: k8s.KubeDeployment;
    autoscaler?: k8s.KubeHorizontalPodAutoscalerV2;
    disruptionBudget?: k8s.KubePodDisruptionBudget;
  } {
    checkReplicas(this, replicas);
    const manifest: k8s.KubeDeploymentProps = {
      metadata: { ...this.metadata(), annotations: this.common.annotations },
      spec: {
        replicas: fixedReplicas(replicas),
        strategy,
        selector: { matchLabels: this.identity.selector },
        template: this.podTemplate(pod),
      },
    };
    const deployment = new SleepingDeployment(this, 'deployment', manifest, pod.preStopSleepSeconds);
    return {
      deployment,
      autoscaler:
        typeof replicas === 'number' ? undefined : horizontalPodAutoscaler(this, this.identity, replicas.autoscaling),
      disruptionBudget: runsSeveral(replicas) ? podDisruptionBudget(this, this.identity, 1) : undefined,
    };
  }

  /** A StatefulSet of the pod, governed by a headless Service. */
  protected addStatefulSet(
    pod: ThanosPod,
    spec: Omit<k8s.StatefulSetSpec, 'selector' | 'template' | 'replicas'> & { readonly replicas: number },
  ): k8s.KubeStatefulSet {
    checkReplicas(this, spec.replicas);
    const manifest: k8s.KubeStatefulSetProps = {
      metadata: { ...this.metadata(), annotations: this.common.annotations },
      spec: { ...spec, selector: { matchLabels: this.identity.selector }, template: this.podTemplate(pod) },
    };
    return new SleepingStatefulSet(this, 'stateful-set', manifest, pod.preStopSleepSeconds);
  }

  private commonFlags(): Record<string, FlagValue> {
    const { tracing, requestLogging, resources } = this.common;
    if (tracing) this.network.allowTo(ANYWHERE, addressPort(tracing.endpoint, 4317));
    return {
      'log.level': this.common.logLevel ?? 'info',
      'log.format': this.common.logFormat ?? 'logfmt',
      'enable-auto-gomemlimit': resources?.limits?.memory ? true : undefined,
      'tracing.config-file': tracing && this.addConfigFile('tracing', tracingConfig(tracing, this.identity.name)),
      'request.logging-config-file':
        requestLogging && this.addConfigFile('request-logging', requestLoggingConfig(requestLogging)),
    };
  }
}
