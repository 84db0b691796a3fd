import { asList, asText, at } from '../../../manifests/value';
import type { Workload } from '../../../manifests/workload';
import { parseImage } from '../../image';
import type { Rolling } from '.';

/** Prometheus as somebody runs it without the operator. */
export function prometheusStake(workload: Workload, { all }: Rolling): string | undefined {
  const container = workload.containers.find(({ image }) => /(^|\/)prometheus$/.test(parseImage(image).repository));
  if (!container) return undefined;
  const path = [...container.command, ...container.args]
    .flatMap((word) => /^--storage\.(?:tsdb|agent)\.path=(.*)$/.exec(word)?.[1] ?? [])
    .at(-1);
  const mount = asList(container.fields['volumeMounts']).find((each) => {
    const folder = asText(at(each, 'mountPath'))?.replace(/\/$/, '');
    return folder !== undefined && (path === folder || path?.startsWith(`${folder}/`));
  });
  const name = asText(at(mount, 'name'));
  const emptied = asList(workload.podSpec['volumes']).some(
    (volume) => name !== undefined && at(volume, 'name') === name && at(volume, 'emptyDir') !== undefined,
  );
  const scrapes = all
    ? 'Nothing is scraped until it has read its WAL: a gap in all of its series'
    : 'The other replicas scrape the same targets';
  return emptied ? `${scrapes}. What is on emptyDir ${name}, and not uploaded or sent yet, is lost` : scrapes;
}
