import type { RelabelAction, RelabelConfig, RelabelFields } from '../values/relabel';

/** A step in the shape that the custom resources share. */
export interface RelabelingSpec<Action> extends Omit<RelabelFields, 'sourceLabels' | 'action'> {
  readonly sourceLabels?: string[];
  readonly action?: Action;
}

/** Relabelling in the shape that the custom resources share; `actions` is the enum of the one that it is for. */
export function relabelings<Action>(
  configs: readonly RelabelConfig[],
  actions: Readonly<Record<Uppercase<RelabelAction>, Action>>,
): RelabelingSpec<Action>[] {
  return configs.map(({ sourceLabels, action, ...rest }: RelabelFields) => ({
    ...rest,
    sourceLabels: sourceLabels && [...sourceLabels],
    action: action && actions[action.toUpperCase() as Uppercase<RelabelAction>],
  }));
}

/** Series that are thrown away by the names of their metrics. */
export function dropMetrics(...names: readonly string[]): RelabelConfig {
  return { sourceLabels: ['__name__'], regex: names.join('|'), action: 'drop' };
}
