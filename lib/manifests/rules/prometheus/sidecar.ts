import { milliseconds } from '../../../values/duration';
import type { ManifestRule } from '../../manifest-rule';
import { flagsOf, type ThanosProcess } from '../../thanos-process';
import type { Container } from '../../workload';

/** A sidecar that uploads beside a Prometheus which merges its blocks, and is not told to wait for the upload. */
export const uploadOfCompactedBlocks: ManifestRule = {
  rule: 'THANOS-026',
  check: (cluster) =>
    cluster
      .running('sidecar')
      .filter(uploads)
      .filter(({ workload }) => workload.containers.some(compacts))
      .map(({ workload }) => ({
        object: workload.object,
        what: 'The sidecar uploads blocks, and Prometheus beside it compacts them, as --storage.tsdb.min-block-duration and --storage.tsdb.max-block-duration are not the same: the sidecar does not start',
        fix: 'Give Prometheus both flags with 2h; or, from Prometheus 3.9 and Thanos 0.41, --storage.tsdb.delay-compact-file.path with the path of thanos.shipper.json',
      })),
};

function uploads({ flags, flag }: ThanosProcess): boolean {
  if (flag('shipper.ignore-unequal-block-size') === 'true') return false;
  return ['objstore.config', 'objstore.config-file'].some((flag) => flags.has(flag));
}

/** Whether a container is a Prometheus that compacts, going by its flags alone. */
function compacts({ image, command, args }: Container): boolean {
  if (!/(^|\/)prometheus(:|@|$)/.test(image) || command.length > 0) return false;
  const flags = flagsOf(args);
  // Flags may be somewhere else.
  if (!flags.has('config.file') || flags.has('storage.tsdb.delay-compact-file.path') || flags.has('agent'))
    return false;
  const minimum = flags.get('storage.tsdb.min-block-duration')?.at(-1) ?? '2h';
  const maximum = flags.get('storage.tsdb.max-block-duration')?.at(-1);
  return maximum === undefined || milliseconds(minimum) !== milliseconds(maximum);
}
