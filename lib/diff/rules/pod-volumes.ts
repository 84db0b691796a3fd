import { asList, asText, at } from '../../manifests/value';
import { workloadOf } from '../../manifests/workload';
import type { ChangeRule, Judgement } from '../judgement';
import { containerPairs, POD_MAKERS, podFields } from './container-pairs';
import { isAbout, sayOf } from './fields';

/** Claims that pods no longer have, or no longer where they had them. */
export const POD_VOLUMES_RULE: ChangeRule = {
  kinds: POD_MAKERS,
  *judge(change): Iterable<Judgement> {
    if (change.type !== 'changed' || !isAbout(change, NAMES)) return;
    const [before, after] = [workloadOf(change.before), workloadOf(change.after)];
    if (!before || !after) return;
    const claims = claimsOf(change.before, before.podSpec);
    const now = claimsOf(change.after, after.podSpec);
    for (const [volume, claim] of claims) {
      // A claim template that is gone is refused, whatever else would come of it.
      if (claim === TEMPLATE || now.get(volume) === claim) continue;
      const other = now.get(volume);
      yield* sayOf(
        podFields(change, 'volumes', `[${volume}]`),
        'DIFF-127',
        other === undefined
          ? `is no longer claim ${claim}: the pods start without what is in it, and what they write now is lost when they stop. The claim itself stays`
          : `is claim ${other}, no longer ${claim}: the pods start without what is in ${claim}, unless it is moved first`,
      );
    }
    for (const pair of containerPairs(change)) {
      for (const { volume, path } of mounts(pair.before.fields)) {
        const kept = mounts(pair.after.fields).filter((mount) => mount.volume === volume);
        if (!claims.has(volume) || kept.some((mount) => mount.path === path)) continue;
        const where = kept.map((mount) => mount.path).join(', ');
        yield* sayOf(
          pair
            .fields('volumeMounts')
            .filter(({ before: old, after: mount }) => mentions(old, volume) || mentions(mount, volume)),
          'DIFF-127',
          where
            ? `volume ${volume} is at ${where}, no longer at ${path}: a process that still looks at ${path} finds it empty`
            : `volume ${volume} is mounted nowhere in container ${pair.after.name}: what it writes to ${path} is lost when the pod stops`,
        );
      }
    }
  },
};

const NAMES = new Set(['volumes', 'volumeMounts', 'volumeClaimTemplates']);
const TEMPLATE = 'of its own';

function claimsOf(object: unknown, podSpec: unknown): Map<string, string> {
  const claims = new Map<string, string>();
  for (const volume of asList(at(podSpec, 'volumes'))) {
    const claim = asText(at(volume, 'persistentVolumeClaim', 'claimName'));
    if (claim !== undefined) claims.set(asText(at(volume, 'name')) ?? '', claim);
  }
  for (const template of asList(at(object, 'spec', 'volumeClaimTemplates'))) {
    claims.set(asText(at(template, 'metadata', 'name')) ?? '', TEMPLATE);
  }
  return claims;
}

function mounts(container: unknown): { volume: string; path: string }[] {
  return asList(at(container, 'volumeMounts')).map((mount) => ({
    volume: asText(at(mount, 'name')) ?? '',
    path: asText(at(mount, 'mountPath')) ?? '',
  }));
}

/** Whether a changed field is about a volume: a mount as a whole, a list of them, or its name. */
function mentions(value: unknown, volume: string): boolean {
  return (
    value === volume ||
    [value, ...asList(value)].some((each) => at(each, 'name') === volume || typeof each === 'string')
  );
}
