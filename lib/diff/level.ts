/** What a change does, the least first. `docs/consequences.md` says what each level promises. */
export const LEVELS = ['none', 'config', 'restart', 'replace', 'data'] as const;

/**
 * What a change does to what runs: `none`, to nothing; `config`, to something that takes it as it runs; `restart`, pods roll; `replace`,
 * the API server refuses it, since the field cannot be changed; `data`, metrics can be lost, become unreachable, or open to strangers.
 */
export type Level = (typeof LEVELS)[number];

/** Below zero when `a` is worse than `b`: sorts the worst first. */
export function worstFirst(a: Level, b: Level): number {
  return LEVELS.indexOf(b) - LEVELS.indexOf(a);
}

/** Whether a level is at least as bad as another. */
export function isAtLeast(level: Level, least: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(least);
}
