import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';

/** Longer than edges take to learn that a pod is going: ingress-nginx some three seconds, Traefik two. */
export const PRE_STOP_SLEEP_SECONDS = 10;

/** For workloads whose requests come by way of a Service. */
export interface PreStopSleepProps {
  /**
   * How long a pod that is told to end goes on answering before its process hears of it (`lifecycle.preStop.sleep`). Services and
   * edges learn of the end meanwhile, and send their requests to other pods; Thanos takes none from the moment it is told, and a
   * receiver cuts off those that it has. 0 is not at all. Unit: seconds. What is no whole number is refused (THANOS-501).
   * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
   * @default 10
   */
  readonly preStopSleepSeconds?: number;
}

/** A Deployment whose main container sleeps before it ends. */
export class SleepingDeployment extends k8s.KubeDeployment {
  constructor(
    scope: Construct,
    id: string,
    props: k8s.KubeDeploymentProps,
    private readonly seconds: number | undefined,
  ) {
    super(scope, id, props);
  }

  override toJson(): object {
    return withSleep(super.toJson(), this.seconds);
  }
}

/** A StatefulSet whose main container sleeps before it ends. */
export class SleepingStatefulSet extends k8s.KubeStatefulSet {
  constructor(
    scope: Construct,
    id: string,
    props: k8s.KubeStatefulSetProps,
    private readonly seconds: number | undefined,
  ) {
    super(scope, id, props);
  }

  override toJson(): object {
    return withSleep(super.toJson(), this.seconds);
  }
}

/** What the hook is put into. */
interface Workload {
  readonly spec?: {
    readonly template?: { readonly spec?: { readonly containers?: readonly Readonly<Record<string, unknown>>[] } };
  };
}

/**
 * The typed L1 knows the fields of Kubernetes 1.27 and leaves out all others, those of patches too; `sleep` came with 1.30. A hook that
 * somebody has put there by a patch stays.
 */
function withSleep(workload: Workload, seconds: number | undefined): object {
  const { spec } = workload;
  const [main, ...others] = spec?.template?.spec?.containers ?? [];
  if (!main || main['lifecycle'] || !seconds) return workload;
  const entries = Object.entries({ ...main, lifecycle: { preStop: { sleep: { seconds } } } });
  const container = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  const template = { ...spec?.template, spec: { ...spec?.template?.spec, containers: [container, ...others] } };
  return { ...workload, spec: { ...spec, template } };
}
