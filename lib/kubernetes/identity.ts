import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { reportProblem } from '../validation/problem';

/** Where an object lives, what it is called, and how Kubernetes finds its pods. None of it is ever hashed. */
export interface Identity {
  readonly name: string;
  readonly namespace: string;
  /** On every object and pod. */
  readonly labels: Readonly<Record<string, string>>;
  /** Exactly `app.kubernetes.io/name`, `/instance` and `/component`: selectors are immutable, so nothing else belongs there. */
  readonly selector: Readonly<Record<string, string>>;
}

export interface IdentityProps {
  /** `app.kubernetes.io/name`: the application. */
  readonly application: string;
  /** `app.kubernetes.io/instance`: the installation. */
  readonly instance: string;
  /** `app.kubernetes.io/component`: the part. */
  readonly component: string;
  /** The object's name. */
  readonly name: string;
  /** `app.kubernetes.io/version`. */
  readonly version?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A StatefulSet puts its name, a dash and a hash of ten characters into a label, which holds at most 63. */
const LONGEST_NAME = 52;

/** The namespace of the chart that a construct stands in; a problem is reported when the chart has none. */
export function namespaceOf(construct: Construct): string {
  const namespace = Chart.of(construct).namespace;
  if (namespace) return namespace;
  reportProblem(construct, {
    rule: 'THANOS-129',
    what: 'The chart has no namespace, so no address of a Service can be written',
    fix: "Give it one: new Chart(app, 'thanos', { namespace: 'thanos' })",
  });
  return 'default';
}

export function identify(construct: Construct, props: IdentityProps): Identity {
  checkName(construct, props.name);
  const selector = {
    'app.kubernetes.io/name': props.application,
    'app.kubernetes.io/instance': props.instance,
    'app.kubernetes.io/component': props.component,
  };
  for (const key of Object.keys(props.labels ?? {}).filter((label) => label in selector)) {
    reportProblem(construct, {
      rule: 'THANOS-128',
      what: `labels sets ${key}, which this construct owns: selectors depend on it`,
      fix: `Remove ${key} from labels`,
    });
  }
  const version: Record<string, string> = props.version ? { 'app.kubernetes.io/version': props.version } : {};
  return {
    name: props.name,
    namespace: namespaceOf(construct),
    labels: { ...props.labels, ...version, ...selector },
    selector,
  };
}

function checkName(construct: Construct, name: string): void {
  if (/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name) && name.length <= LONGEST_NAME) return;
  reportProblem(construct, {
    rule: 'THANOS-102',
    what: `The name "${name}" is no name for a Service and its pods: those take lower-case letters, digits and dashes, start with a letter, and have at most ${LONGEST_NAME} characters`,
    fix: 'Write another stack or component name',
  });
}
