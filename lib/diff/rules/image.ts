import { asList, asText, at } from '../../manifests/value';
import { workloadOf } from '../../manifests/workload';
import { compareVersions, type Image, parseImage, type Version, versionOf, versionText } from '../image';
import type { ChangeRule, Judgement } from '../judgement';
import { type ContainerPair, containerPairs, POD_MAKERS } from './container-pairs';
import { sayOf } from './fields';
import { hasTsdb } from './thanos/writer';

/** Whether a container of an image writes a TSDB that outlives its pod. */
type KeepsTsdb = (container: string, image: string) => boolean;

/** What another image means beside the roll-out. */
export const IMAGE_RULE: ChangeRule = {
  kinds: POD_MAKERS,
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type !== 'changed') return;
    const workload = workloadOf(change.after);
    const keepsTsdb = (container: string, image: string) =>
      workload !== undefined &&
      keepsVolume(workload.object, workload.podSpec) &&
      (image === 'prometheus' ||
        cluster.after.thanos.some(
          (process) =>
            process.workload.object === change.after && process.container.name === container && hasTsdb(process),
        ));
    for (const pair of containerPairs(change)) {
      const fields = pair.fields('image');
      if (fields.length === 0 || pair.before.image === pair.after.image) continue;
      for (const said of judgeImage(pair, keepsTsdb)) yield* sayOf(fields, said.code, said.message);
    }
  },
};

function* judgeImage({ before, after }: ContainerPair, keepsTsdb: KeepsTsdb): Iterable<Judgement> {
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
  if (baseName(old) === baseName(now) && from && to) {
    yield* judgeVersions(from, to, () => keepsTsdb(after.name, baseName(now)));
  }
}

function* judgeVersions(from: Version, to: Version, keepsTsdb: () => boolean): Iterable<Judgement> {
  const path = `${versionText(from)} → ${versionText(to)}`;
  if (compareVersions(to, from) < 0) {
    const major = to.numbers[0] < from.numbers[0] || to.numbers[1] < from.numbers[1];
    if (major && keepsTsdb()) {
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
    const skips = to.numbers[1] - from.numbers[1] - 1;
    yield {
      code: 'DIFF-114',
      message:
        to.numbers[0] > from.numbers[0]
          ? `is another major version (${path}): flags may be gone and formats changed. Read the changelogs, or go step by step`
          : `skips ${skips} minor version${skips === 1 ? '' : 's'} (${path}): flags may be gone and formats changed in each. Read the changelogs, or go step by step`,
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
