import type { Problem } from '../validation/problem';

/** Keeps, or drops, what the regular expression matches. */
export interface KeepOrDropRelabelConfig {
  readonly action: 'keep' | 'drop';
  /** Labels whose values are joined, and then matched. `__block_id` is the ULID of a block. */
  readonly sourceLabels: readonly string[];
  /** RE2, anchored at both ends. */
  readonly regex: string;
  /** What the values are joined with. @default ';' */
  readonly separator?: string;
}

/** Writes the hash of the source labels, modulo a number, into a label that a later `keep` can ask for. */
export interface HashmodRelabelConfig {
  readonly action: 'hashmod';
  /** Labels whose values are joined, and then hashed. `__block_id` is the ULID of a block. */
  readonly sourceLabels: readonly string[];
  readonly targetLabel: string;
  /** How many different values the target label can have. */
  readonly modulus: number;
  /** What the values are joined with. @default ';' */
  readonly separator?: string;
}

/** Writes a label where the regular expression matches. */
export interface ReplaceRelabelConfig {
  readonly action: 'replace';
  /** @default - none: the label always gets the replacement */
  readonly sourceLabels?: readonly string[];
  readonly targetLabel: string;
  /** RE2, anchored at both ends. @default '(.*)' */
  readonly regex?: string;
  /** May use the expression's groups: `$1`. An empty one removes the label. @default '$1' */
  readonly replacement?: string;
  /** What the values are joined with. @default ';' */
  readonly separator?: string;
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
 * One step that selects blocks by their external labels (`--selector.relabel-config`). Thanos takes no other actions there.
 *
 * @see https://thanos.io/tip/thanos/sharding.md/#relabelling
 */
export type SelectorRelabelConfig = KeepOrDropRelabelConfig | HashmodRelabelConfig;

/**
 * One step of relabelling, as Prometheus does it.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export type RelabelConfig =
  | SelectorRelabelConfig
  | ReplaceRelabelConfig
  | LabelMapRelabelConfig
  | LabelDropOrKeepRelabelConfig;

/** The steps as Thanos parses them. */
export function relabelConfig(configs: readonly RelabelConfig[]): object[] {
  return configs.map((config) => ({
    action: config.action,
    source_labels: 'sourceLabels' in config ? config.sourceLabels : undefined,
    separator: 'separator' in config ? config.separator : undefined,
    regex: 'regex' in config ? config.regex : undefined,
    modulus: 'modulus' in config ? config.modulus : undefined,
    target_label: 'targetLabel' in config ? config.targetLabel : undefined,
    replacement: 'replacement' in config ? config.replacement : undefined,
  }));
}

/** The steps that leave one part of what is divided by hash: part `shard` of `shards`, counted from 0. */
export function hashmodShard(
  sourceLabels: readonly string[],
  shards: number,
  shard: number,
): readonly SelectorRelabelConfig[] {
  return [
    { action: 'hashmod', sourceLabels, targetLabel: 'shard', modulus: shards },
    { action: 'keep', sourceLabels: ['shard'], regex: String(shard) },
  ];
}

/**
 * What Thanos would refuse in relabelling steps.
 *
 * @param option name of the option that holds them, for the message
 */
export function relabelProblems(option: string, configs: readonly RelabelConfig[]): Problem[] {
  return configs.flatMap((config, index) => {
    const problems: Problem[] = [];
    const at = `${option}[${index}] (${config.action})`;
    if ('sourceLabels' in config && config.action !== 'replace' && config.sourceLabels.length === 0) {
      problems.push({
        what: `${at} has no sourceLabels, so every block and series looks the same to it`,
        fix: "Name at least one label, for example ['cluster'] or ['__block_id']",
      });
    }
    if ('targetLabel' in config && config.targetLabel === '') {
      problems.push({
        what: `${at} has an empty targetLabel, which Thanos refuses`,
        fix: "Name it, for example 'shard'",
      });
    }
    if (config.action === 'hashmod' && !(Number.isInteger(config.modulus) && config.modulus > 0)) {
      problems.push({
        what: `${at} has modulus ${config.modulus}: Thanos takes whole numbers of 1 or more`,
        fix: 'Write the number of shards',
      });
    }
    if ('regex' in config && config.regex !== undefined && /\(\?(<?[=!])|(?<!\\)(\\\\)*\\[1-9]/.test(config.regex)) {
      problems.push({
        what: `${at} has regex "${config.regex}": RE2 knows neither look-around nor back-references, and Thanos would not start`,
        fix: 'Write it without them; the opposite of keep is drop',
      });
    }
    return problems;
  });
}
