import { type Size, SizeRoundingBehavior } from 'cdk8s';
import type { Cpu } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { declareExisting } from '../validation/existing';
import { type Problem, reportProblem } from '../validation/problem';
import { isBitnamiImage } from '../values/image-reference';
import { isLabelKey, isLabelValue } from '../values/kubernetes-name';
import type { Identity } from './identity';
import type { ContainerImage, ResourceRequirements, Resources, WorkloadProps } from './workload-props';

/**
 * Reports what a node or the API server would refuse of any workload, and declares that the Secrets which it pulls images with exist;
 * `requests` hold where the user gives none.
 */
export function checkWorkload(
  construct: Construct,
  { namespace }: Identity,
  props: WorkloadProps,
  requests: Resources,
): void {
  const problems = [
    ...imageProblems(props.image ?? {}),
    ...resourceProblems(props.resources, requests),
    ...labelProblems('labels', props.labels),
    ...labelProblems('podLabels', props.podLabels),
  ];
  for (const problem of problems) reportProblem(construct, problem);
  for (const name of props.imagePullSecrets ?? []) declareExisting(construct, { kind: 'Secret', namespace, name });
}

function imageProblems({ repository, tag }: ContainerImage): Problem[] {
  const problems: Problem[] = [];
  if (repository !== undefined && isBitnamiImage(repository)) {
    problems.push({
      rule: 'THANOS-047',
      what: `image.repository "${repository}" is one of Bitnami's, which are gone from that address or frozen`,
      fix: 'Leave repository out for the public image, or name your own mirror of it',
    });
  } else if (repository !== undefined && !/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:\d+)?(\/[-a-z0-9._]+)*$/.test(repository)) {
    problems.push({
      rule: 'THANOS-127',
      what: `image.repository "${repository}" is no repository: those have a host and a path in lower case, without scheme, tag and digest`,
      fix: "Write, for example, 'quay.io/thanos/thanos'; tag and digest have options of their own",
    });
  }
  if (tag !== undefined && !/^\w[-\w.]{0,127}$/.test(tag)) {
    problems.push({
      rule: 'THANOS-127',
      what: `image.tag "${tag}" is no tag: those have letters, digits, dots, dashes and underscores`,
      fix: "Write, for example, 'v0.42.5', or leave tag out",
    });
  }
  return problems;
}

function labelProblems(option: string, labels: Readonly<Record<string, string>> = {}): Problem[] {
  return Object.entries(labels)
    .filter(([key, value]) => !isLabelKey(key) || !isLabelValue(value))
    .map(([key, value]) => ({
      rule: 'THANOS-103',
      what: `${option} has ${JSON.stringify(key)}: ${JSON.stringify(value)}, which the API server refuses: labels have up to 63 letters, digits, dots, dashes and underscores, and begin and end with a letter or digit`,
      fix: 'Write such a label, or an annotation, which may hold any text',
    }));
}

/** A limit below its request is refused by the API server. */
function resourceProblems(given: ResourceRequirements | undefined, requests: Resources): Problem[] {
  const requested = { ...requests, ...given?.requests };
  const { cpu, memory } = given?.limits ?? {};
  const problems: Problem[] = [];
  if (cpu && requested.cpu && cores(cpu) < cores(requested.cpu)) {
    problems.push(tooLow('cpu', cpu.amount, requested.cpu.amount));
  }
  if (memory && requested.memory && kibibytes(memory) < kibibytes(requested.memory)) {
    problems.push(tooLow('memory', memory.asString(), requested.memory.asString()));
  }
  return problems;
}

function tooLow(what: 'cpu' | 'memory', limit: string, request: string): Problem {
  return {
    rule: 'THANOS-115',
    what: `resources.limits.${what} is ${limit}, and ${request} are requested: the API server refuses a limit below the request`,
    fix: `Raise limits.${what}, or give requests.${what} too`,
  };
}

function cores({ amount }: Cpu): number {
  return amount.endsWith('m') ? Number(amount.slice(0, -1)) / 1000 : Number(amount);
}

function kibibytes(size: Size): number {
  return size.toKibibytes({ rounding: SizeRoundingBehavior.NONE });
}
