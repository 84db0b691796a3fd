import list from './thanos-v0.42.5.json';

/** A flag as the Thanos binary takes it. `scripts/thanos-flags.mjs` wrote the list. */
export interface Flag {
  readonly type:
    | 'boolean'
    | 'enum'
    | 'string'
    | 'time'
    | 'go-duration'
    | 'prometheus-duration'
    | 'number'
    | 'integer'
    | 'bytes'
    | 'address';
  /** Whether a boolean has a `--no-` form. */
  readonly negatable?: boolean;
  readonly values?: readonly string[];
  readonly repeatable?: boolean;
  readonly default?: string;
  /** Whether `--help` keeps silent about it. */
  readonly hidden?: boolean;
}

export type Flags = Readonly<Record<string, Flag>>;

/** The flags of each subcommand, as Thanos v0.42.5 takes them. Those of sidecars and of most tools are not listed. */
export const THANOS_FLAGS = list.subcommands as Readonly<Record<string, Flags>>;
