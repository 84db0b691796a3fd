import type { Problem } from '../validation/problem';

/**
 * One step of Prometheus' relabelling.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export interface RelabelConfig {
  /** Labels whose values are joined and matched. @default - none */
  readonly sourceLabels?: readonly string[];
  /** What joins them. @default ';' */
  readonly separator?: string;
  /** RE2, anchored at both ends. @default '(.*)' */
  readonly regex?: string;
  /** For `hashmod`. @default - none */
  readonly modulus?: number;
  /** The label that is written. @default - none */
  readonly targetLabel?: string;
  /** May refer to groups of the expression as `$1`. @default '$1' */
  readonly replacement?: string;
  /** @default 'replace' */
  readonly action?: RelabelAction;
}

export type RelabelAction =
  | 'replace'
  | 'keep'
  | 'drop'
  | 'hashmod'
  | 'labelmap'
  | 'labeldrop'
  | 'labelkeep'
  | 'lowercase'
  | 'uppercase'
  | 'keepequal'
  | 'dropequal';

/** Relabelling in the shape that the custom resources share; `actions` is the enum of the one that it is for. */
export function relabelings<Action>(
  configs: readonly RelabelConfig[],
  actions: Readonly<Record<Uppercase<RelabelAction>, Action>>,
): (Omit<RelabelConfig, 'sourceLabels' | 'action'> & { sourceLabels?: string[]; action?: Action })[] {
  return configs.map(({ sourceLabels, action, ...rest }) => ({
    ...rest,
    sourceLabels: sourceLabels && [...sourceLabels],
    action: action && actions[action.toUpperCase() as Uppercase<RelabelAction>],
  }));
}

/** Series that are thrown away by the names of their metrics. */
export function dropMetrics(...names: readonly string[]): RelabelConfig {
  return { sourceLabels: ['__name__'], regex: names.join('|'), action: 'drop' };
}

const WRITES_A_LABEL: ReadonlySet<RelabelAction> = new Set([
  'replace',
  'hashmod',
  'lowercase',
  'uppercase',
  'keepequal',
  'dropequal',
]);

/** What the Prometheus Operator would refuse; it then keeps the old configuration without a word to the user. */
export function relabelProblems(option: string, configs: readonly RelabelConfig[]): Problem[] {
  return configs.flatMap(({ action = 'replace', targetLabel, modulus }): Problem[] => {
    if (WRITES_A_LABEL.has(action) && !targetLabel) {
      return [
        { what: `${option} has a step "${action}" without targetLabel`, fix: 'Name the label, for example cluster' },
      ];
    }
    if (action === 'hashmod' && !(Number.isInteger(modulus) && Number(modulus) > 0)) {
      return [
        {
          what: `${option} has a step "hashmod" whose modulus is ${modulus}`,
          fix: 'Write a whole number of 1 or more',
        },
      ];
    }
    return [];
  });
}
