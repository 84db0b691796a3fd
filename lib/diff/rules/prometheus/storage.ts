import { byteCount } from '../../../manifests/byte-count';
import { nameOf } from '../../../manifests/kubernetes-object';
import { asList, asText, at } from '../../../manifests/value';
import { milliseconds } from '../../../values/duration';
import { versionOf } from './pods';
import { below, each, type SpecChange, type SpecCheck } from './spec-change';

type Spec = SpecChange['before'];

/** How long, and how much, a Prometheus keeps. */
export const retention: SpecCheck = function* (spec) {
  const name = nameOf(spec.object);
  const { before, after } = spec;
  const sent = asList(after['remoteWrite']).length > 0 ? ' What it has sent by remote write is there still' : '';
  const [from, to] = [timeOf(before), timeOf(after)];
  const words = `${shownTime(before)} → ${shownTime(after)}`;
  const fields = below(spec, 'retention');
  const longer = isConfigured(before) && isConfigured(after) ? CONFIGURED : GIVEN_TO_PODS;
  if (to < from) {
    yield* each(
      fields.length > 0 ? fields : below(spec, 'retentionSize'),
      'DIFF-603',
      `${name} keeps samples on its disk for a shorter time, ${words}: older blocks are deleted within hours, and cannot be brought back.${sent}`,
    );
  } else if (to > from) {
    const fields = below(spec, 'retention');
    yield* each(
      fields,
      longer.code,
      `${name} keeps samples on its disk for longer, ${words}: nothing is deleted earlier; see that the claim is large enough. ${longer.how}`,
    );
  }
  const [large, small] = [sizeOf(before), sizeOf(after)];
  const sizes = `${asText(before['retentionSize']) ?? 'no limit'} → ${asText(after['retentionSize']) ?? 'no limit'}`;
  if (small < large) {
    yield* each(
      below(spec, 'retentionSize'),
      'DIFF-603',
      `${name} keeps fewer bytes on its disk, ${sizes}: the oldest blocks are deleted until the rest fits.${sent}`,
    );
  } else if (small > large) {
    yield* each(
      below(spec, 'retentionSize'),
      longer.code,
      `${name} keeps more bytes on its disk, ${sizes}: nothing is deleted earlier; see that the claim is large enough. ${longer.how}`,
    );
  }
};

const CONFIGURED = {
  code: 'DIFF-627',
  how: 'From v3.11 on it is in the configuration, which is read again: no pod restarts, unless the operator is older than v0.92',
} as const;

const GIVEN_TO_PODS = { code: 'DIFF-604', how: 'It is an argument of the pods, which roll one by one' } as const;

/** Whether the operator writes retention into the configuration, and does not give it to pods. */
function isConfigured(spec: Spec): boolean {
  const [major, minor] = versionOf(spec) ?? [0, 0];
  return major > 3 || (major === 3 && minor >= 11);
}

/** The operator says 24 hours where nothing limits time or size. */
function timeOf(spec: Spec): number {
  const given = asText(spec['retention']);
  if (!given) return spec['retentionSize'] ? Number.POSITIVE_INFINITY : 86_400_000;
  return milliseconds(given) ?? 0;
}

function shownTime(spec: Spec): string {
  return (
    asText(spec['retention']) || (spec['retentionSize'] ? 'as long as there is room' : "24h (the operator's default)")
  );
}

function sizeOf(spec: Spec): number {
  return byteCount(spec['retentionSize'] ?? 0) || Number.POSITIVE_INFINITY;
}

/** What is below the TSDB of a Prometheus, or of another resource that the operator runs. */
export const storage: SpecCheck = function* (spec) {
  const fields = below(spec, 'storage');
  if (fields.length === 0) return;
  const name = nameOf(spec.object);
  const [from, to] = [diskOf(spec.before), diskOf(spec.after)];
  if (from.claim !== undefined && (from.claim !== to.claim || from.subPath !== to.subPath)) {
    const now =
      to.claim === undefined
        ? 'on an emptyDir, which is gone with each pod'
        : `on other claims, or in another folder of them`;
    const message = `${name} has its TSDB ${now}: the operator deletes its StatefulSet and makes it anew, and all pods start empty. What they had is on the old claims, which nobody reads, and which persistentVolumeClaimRetentionPolicy may delete. Let everything reach Thanos first, or copy the TSDB`;
    yield* each(fields, 'DIFF-605', message);
    return;
  }
  const message = `${name} has another claim template: the operator deletes its StatefulSet, so that all pods go at once, and makes it anew. Claims that exist keep their size and class: for a larger disk, resize the claims by hand, with spec.paused meanwhile`;
  yield* each(fields, 'DIFF-606', message);
};

interface Disk {
  /** The name of the claim template; `undefined` where nothing outlives the pod. */
  readonly claim: string | undefined;
  readonly subPath: boolean;
}

function diskOf(spec: Spec): Disk {
  const template = at(spec, 'storage', 'volumeClaimTemplate');
  const other = at(spec, 'storage', 'emptyDir') ?? at(spec, 'storage', 'ephemeral');
  const name = asText(at(template, 'metadata', 'name')) ?? 'the one that the operator names';
  const subPath = at(spec, 'storage', 'disableMountSubPath') !== true;
  return { claim: template === undefined || other !== undefined ? undefined : name, subPath };
}

/** What a Prometheus takes in late, and what its sidecar uploads. */
export const tsdb: SpecCheck = function* (spec) {
  const name = nameOf(spec.object);
  const [from, to] = [spec.before, spec.after].map(
    (each) => milliseconds(asText(at(each, 'tsdb', 'outOfOrderTimeWindow')) ?? '0') ?? 0,
  );
  if ((to ?? 0) < (from ?? 0)) {
    const words = `${asText(at(spec.before, 'tsdb', 'outOfOrderTimeWindow'))} → ${asText(at(spec.after, 'tsdb', 'outOfOrderTimeWindow')) ?? 'none'}`;
    yield* each(
      below(spec, 'tsdb'),
      'DIFF-623',
      `${name} takes late samples for a shorter time, ${words}: what comes later is dropped. It is read again, no pod restarts`,
    );
  }
  if (uploads(spec.before) && !uploads(spec.after)) {
    yield* each(
      below(spec, 'thanos'),
      'DIFF-624',
      `The Thanos sidecar of ${name} uploads no more: blocks stay on the disk of the pod, and are deleted after its retention. Keep spec.thanos.objectStorageConfig, or have remote write carry everything before`,
    );
  }
};

function uploads(spec: Spec): boolean {
  return ['objectStorageConfig', 'objectStorageConfigFile'].some((field) => at(spec, 'thanos', field) !== undefined);
}
