import type { HashmodRelabelConfig, KeepOrDropRelabelConfig, RelabelConfig, RelabelFields } from '../values/relabel';

/**
 * One step that selects blocks by their external labels (`--selector.relabel-config`). Thanos takes no other actions there.
 *
 * @see https://thanos.io/tip/thanos/sharding.md/#relabelling
 */
export type SelectorRelabelConfig = KeepOrDropRelabelConfig | HashmodRelabelConfig;

/** The steps as Thanos parses them. */
export function relabelConfig(configs: readonly RelabelConfig[]): object[] {
  return configs.map((config: RelabelFields) => ({
    action: config.action,
    source_labels: config.sourceLabels,
    separator: config.separator,
    regex: config.regex,
    modulus: config.modulus,
    target_label: config.targetLabel,
    replacement: config.replacement,
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
