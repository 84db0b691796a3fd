import type { E2e } from '../e2e';

/** The shortest blocks with which receive starts: in Thanos v0.42 it divides by twice their length in whole minutes. */
const BLOCK = '30s';

/** Receivers that cut and upload blocks within two minutes instead of five hours, by flags that Thanos hides. */
export const SHORT_BLOCKS = {
  extraArguments: [`--tsdb.min-block-duration=${BLOCK}`, `--tsdb.max-block-duration=${BLOCK}`],
  // Otherwise Thanos v0.42 looks for unused tenants each time that twice a block has passed, and panics if it finds a TSDB that is opening.
  retention: '0d',
} as const;

/** How many blocks a pod has, and how many of them it has uploaded since it started. */
export async function blocksOf(e2e: E2e, namespace: string, pod: string): Promise<{ made: number; uploaded: number }> {
  const metric = async (name: string) => (await e2e.metric(namespace, pod, name)) ?? 0;
  return {
    made: await metric('prometheus_tsdb_blocks_loaded'),
    uploaded: await metric('thanos_shipper_uploads_total'),
  };
}
