import { asList, asText, at } from '../../manifests/value';
import { workloadOf } from '../../manifests/workload';
import { compareVersions, type Image, parseImage, type Version, versionOf } from '../image';
import type { ChangeRule, Judgement } from '../judgement';
import { type ContainerPair, containerPairs, POD_MAKERS } from './container-pairs';
import { sayOf } from './fields';

/** What another image means beside the roll-out. */
export const IMAGE_RULE: ChangeRule = {
  kinds: POD_MAKERS,
  *judge(change): Iterable<Judgement> {
    if (change.type !== 'changed') return;
    const workload = workloadOf(change.after);
    const keeps = workload !== undefined && keepsVolume(workload.object, workload.podSpec);
    for (const pair of containerPairs(change)) {
      const fields = pair.fields('image');
      if (fields.length === 0 || pair.before.image === pair.after.image) continue;
      for (const said of judgeImage(pair, keeps)) yield* sayOf(fields, said.code, said.message);
    }
  },
};

function* judgeImage({ before, after }: ContainerPair, keeps: boolean): Iterable<Judgement> {
  const [old, now] = [parseImage(before.image), parseImage(after.image)];
  if (old.repository !== now.repository) {
    yield {
      code: 'DIFF-112',
      message: `comes from ${now.repository}, no longer from ${old.repository}: nodes must be able to pull it, with the pull secrets that the pods have`,
    };
  }
  if (now.digest === undefined && isFloating(now.tag)) {
    yield {
      code: 'DIFF-115',
      message: `${now.tag ?? 'no tag, which is latest,'} names another image tomorrow: each pod runs what it pulls when it starts. Write the version`,
    };
    return;
  }
  const [from, to] = [versionOf(old.tag), versionOf(now.tag)];
  if (baseName(old) === baseName(now) && from && to) yield* judgeVersions(from, to, old, now, keeps);
}

function* judgeVersions(from: Version, to: Version, old: Image, now: Image, keeps: boolean): Iterable<Judgement> {
  const path = `${old.tag} → ${now.tag}`;
  if (compareVersions(to, from) < 0) {
    const major = to.numbers[0] < from.numbers[0] || to.numbers[1] < from.numbers[1];
    if (major && keeps && /^(thanos|prometheus)$/.test(baseName(now))) {
      yield {
        code: 'DIFF-117',
        message: `is a downgrade (${path}) of a process that keeps its own TSDB: blocks and the write-ahead log that the newer version wrote may not be readable by the older, which then does not start, or drops them. Read the changelog of each version between; keep a snapshot of the claims`,
      };
    } else {
      yield {
        code: 'DIFF-113',
        message: `is a downgrade (${path}): flags and configuration that came with the newer version are unknown to the older one, and a pod with one of them does not start`,
      };
    }
  } else if (to.numbers[0] > from.numbers[0] || to.numbers[1] > from.numbers[1] + 1) {
    const skipped =
      to.numbers[0] > from.numbers[0]
        ? 'is another major version'
        : `skips ${to.numbers[1] - from.numbers[1] - 1} minor version(s)`;
    yield {
      code: 'DIFF-114',
      message: `${skipped} (${path}): flags may be gone and formats changed in each of them. Read their changelogs, or go step by step`,
    };
  }
}

function isFloating(tag: string | undefined): boolean {
  return tag === undefined || /^(latest|main|master|edge|nightly|stable|dev|HEAD)(-.*)?$/.test(tag);
}

function baseName({ repository }: Image): string {
  return repository.slice(repository.lastIndexOf('/') + 1);
}

/** Whether the pods keep files of their own. */
function keepsVolume(object: unknown, podSpec: unknown): boolean {
  return (
    asList(at(object, 'spec', 'volumeClaimTemplates')).length > 0 ||
    asList(at(podSpec, 'volumes')).some(
      (volume) =>
        asText(at(volume, 'persistentVolumeClaim', 'claimName')) !== undefined || at(volume, 'hostPath') !== undefined,
    )
  );
}
