import type { ThanosComponentProps } from './component-props';
import type { ThanosStackProps } from './stack-props';

/** The founding article's autoscaler: 1 to 10 pods at 60 % of CPU and memory. */
export const AUTOSCALED = { autoscaling: {} };

/** What all components of an installation have in common. */
export function sharedProps(
  props: Pick<ThanosStackProps, 'name' | 'defaults' | 'monitoring' | 'networkPolicies'>,
): ThanosComponentProps {
  return {
    ...props.defaults,
    stack: props.name,
    monitoring: props.monitoring === false ? undefined : (props.monitoring ?? {}),
    networkPolicy: props.networkPolicies,
  };
}
