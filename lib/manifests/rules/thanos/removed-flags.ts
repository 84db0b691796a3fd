import type { ManifestRule } from '../../manifest-rule';
import { isSince } from '../../thanos-version';

/** A flag that a minor version of Thanos took away. */
interface RemovedFlag {
  /** `undefined` for all subcommands. */
  readonly subcommand?: string;
  /** Gone since `v0.<minor>`. */
  readonly minor: number;
  readonly instead: string;
}

const SD_CONFIG = 'Name the endpoint in --endpoint.sd-config-file, or by --endpoint';

const REMOVED: Readonly<Record<string, RemovedFlag>> = {
  'log.request.decision': { minor: 33, instead: 'Write the decision into --request.logging-config' },
  store: { subcommand: 'query', minor: 38, instead: SD_CONFIG },
  'store-strict': { subcommand: 'query', minor: 38, instead: SD_CONFIG },
  rule: { subcommand: 'query', minor: 38, instead: SD_CONFIG },
  metadata: { subcommand: 'query', minor: 38, instead: SD_CONFIG },
  exemplar: { subcommand: 'query', minor: 38, instead: SD_CONFIG },
  target: { subcommand: 'query', minor: 38, instead: SD_CONFIG },
  'shipper.ignore-unequal-block-size': {
    subcommand: 'receive',
    minor: 42,
    instead: 'Leave it out: nothing needs it now',
  },
  'debug.advertise-compatibility-label': {
    subcommand: 'store',
    minor: 42,
    instead: 'Leave it out: it was for queriers before v0.8',
  },
  'writer.intern': { subcommand: 'receive', minor: 43, instead: 'Leave it out' },
};

/** Whether a version of Thanos has taken away a flag that an earlier one had. */
export function removedFlag(subcommand: string, name: string): RemovedFlag | undefined {
  const removed = Object.hasOwn(REMOVED, name) ? REMOVED[name] : undefined;
  return removed && (removed.subcommand ?? subcommand) === subcommand ? removed : undefined;
}

/** Flags that the image's version no longer has. */
export const removedFlags: ManifestRule = {
  rule: 'THANOS-040',
  check: (cluster) =>
    cluster.thanos.flatMap(({ subcommand, version, flags, workload }) =>
      [...flags.keys()].flatMap((name) => {
        const removed = removedFlag(subcommand, name);
        if (!removed || !version || !isSince(version, removed.minor)) return [];
        return [
          {
            object: workload.object,
            what: `--${name} is gone since Thanos v0.${removed.minor}, and this image is v${version.major}.${version.minor}: ${subcommand} does not start`,
            fix: removed.instead,
          },
        ];
      }),
    ),
};
