import { numberProblems } from '../validation/numbers';
import type { Problem } from '../validation/problem';

/** What the steps that look at the values of labels have in common. */
interface SourceLabels {
  /** Labels whose values are joined. In selectors of blocks, `__block_id` is the ULID of a block. */
  readonly sourceLabels: readonly string[];
  /** What the values are joined with. @default ';' */
  readonly separator?: string;
}

/** Keeps, or drops, what the regular expression matches. */
export interface KeepOrDropRelabelConfig extends SourceLabels {
  readonly action: 'keep' | 'drop';
  /** RE2, anchored at both ends. */
  readonly regex: string;
}

/** Keeps, or drops, what has the joined values in another label too. */
export interface KeepOrDropEqualRelabelConfig extends SourceLabels {
  readonly action: 'keepequal' | 'dropequal';
  /** The label that is compared. */
  readonly targetLabel: string;
}

/** Writes the hash of the source labels, modulo a number, into a label that a later `keep` can ask for. */
export interface HashmodRelabelConfig extends SourceLabels {
  readonly action: 'hashmod';
  readonly targetLabel: string;
  /** How many different values the target label can have. */
  readonly modulus: number;
}

/** Writes the joined values into a label, in lower or in upper case. */
export interface CaseRelabelConfig extends SourceLabels {
  readonly action: 'lowercase' | 'uppercase';
  readonly targetLabel: string;
}

/** Writes a label where the regular expression matches. */
export interface ReplaceRelabelConfig extends Partial<SourceLabels> {
  /** @default 'replace' */
  readonly action?: 'replace';
  readonly targetLabel: string;
  /** RE2, anchored at both ends. @default '(.*)' */
  readonly regex?: string;
  /** May use the expression's groups: `$1`. An empty one removes the label. @default '$1' */
  readonly replacement?: string;
}

/** Copies the labels whose names match to names made of the replacement. */
export interface LabelMapRelabelConfig {
  readonly action: 'labelmap';
  /** RE2, anchored at both ends, for label names. */
  readonly regex: string;
  /** The new name; may use the expression's groups. @default '$1' */
  readonly replacement?: string;
}

/** Drops the labels whose names match, or all others. */
export interface LabelDropOrKeepRelabelConfig {
  readonly action: 'labeldrop' | 'labelkeep';
  /** RE2, anchored at both ends, for label names. */
  readonly regex: string;
}

/**
 * One step of relabelling, as Prometheus does it.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export type RelabelConfig =
  | KeepOrDropRelabelConfig
  | KeepOrDropEqualRelabelConfig
  | HashmodRelabelConfig
  | CaseRelabelConfig
  | ReplaceRelabelConfig
  | LabelMapRelabelConfig
  | LabelDropOrKeepRelabelConfig;

/** What a step of relabelling does. */
export type RelabelAction = NonNullable<RelabelConfig['action']>;

/** The fields of a step, whichever it has. */
export interface RelabelFields {
  readonly action?: RelabelAction;
  readonly sourceLabels?: readonly string[];
  readonly separator?: string;
  readonly regex?: string;
  readonly modulus?: number;
  readonly targetLabel?: string;
  readonly replacement?: string;
}

/**
 * What Prometheus, its operator or Thanos would refuse in relabelling steps. The operator keeps its old configuration then, without a
 * word to the user; Thanos does not start.
 *
 * @param option name of the option that holds them, for the message
 */
export function relabelProblems(option: string, configs: readonly RelabelConfig[]): Problem[] {
  return configs.flatMap((config, index) => {
    const problems: Problem[] = [];
    const at = `${option}[${index}] (${config.action ?? 'replace'})`;
    const { sourceLabels, targetLabel, regex }: RelabelFields = config;
    if (sourceLabels?.length === 0 && config.action !== 'replace' && config.action !== undefined) {
      problems.push({
        rule: 'THANOS-507',
        what: `${at} has no sourceLabels, so every block and series looks the same to it`,
        fix: "Name at least one label, for example ['cluster'] or ['__block_id']",
      });
    }
    if (targetLabel === '') {
      problems.push({
        rule: 'THANOS-507',
        what: `${at} has an empty targetLabel, and there is no label of such a name`,
        fix: "Name it, for example 'shard'",
      });
    }
    if (config.action === 'hashmod') problems.push(...numberProblems({ [`${at} modulus`]: config.modulus }, 1));
    if (regex !== undefined && /\(\?(<?[=!])|(?<!\\)(\\\\)*\\[1-9]/.test(regex)) {
      problems.push({
        rule: 'THANOS-508',
        what: `${at} has regex "${regex}": RE2 knows neither look-around nor back-references`,
        fix: 'Write it without them; the opposite of keep is drop',
      });
    }
    return problems;
  });
}
