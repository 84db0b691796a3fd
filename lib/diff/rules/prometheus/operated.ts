import { nameOf } from '../../../manifests/kubernetes-object';
import { asNumber, asText, asTexts, at } from '../../../manifests/value';
import { milliseconds } from '../../../values/duration';
import { isBelow } from '../../path';
import { selectors } from './selection';
import { below, each, type SpecCheck } from './spec-change';

/** ThanosRulers and Alertmanagers of the operator. */
export const operated: SpecCheck = function* (spec) {
  const { before, after, object } = spec;
  const name = nameOf(object);
  const fields = spec.change.fields.filter(({ path }) => isBelow(path, 'spec'));
  if (object.kind === 'ThanosRuler') {
    const [from, to] = [before, after].map((each) => asTexts(each['labels']));
    if (JSON.stringify(from) !== JSON.stringify(to)) {
      yield* each(
        below(spec, 'labels'),
        'DIFF-626',
        `${name} writes its series under other labels: each ends and begins anew. Keep the labels`,
      );
    }
    const [kept, keeps] = [before, after].map((each) => milliseconds(asText(each['retention']) ?? '24h') ?? 0);
    if ((keeps ?? 0) < (kept ?? 0)) {
      yield* each(
        below(spec, 'retention'),
        'DIFF-626',
        `${name} deletes its blocks sooner, ${asText(before['retention']) ?? '24h'} → ${asText(after['retention']) ?? '24h'}, also those that it could not upload by then`,
      );
    }
    const uploads = [before, after].map((each) =>
      ['objectStorageConfig', 'objectStorageConfigFile'].some((field) => each[field] !== undefined),
    );
    if (uploads[0] && !uploads[1]) {
      yield* each(
        below(spec, 'objectStorageConfig', 'objectStorageConfigFile'),
        'DIFF-626',
        `${name} uploads no more: its series are on the disk of its pods alone, until its retention deletes them`,
      );
    }
    const claims = [before, after].map((each) => at(each, 'storage', 'volumeClaimTemplate') !== undefined);
    if (claims[0] && !claims[1]) {
      yield* each(
        below(spec, 'storage'),
        'DIFF-626',
        `${name} has its TSDB on an emptyDir: what it has not uploaded is gone with each pod`,
      );
    }
    yield* selectors(spec);
  }
  const rolls = fields.filter(({ path }) => !/^(replicas|paused|\w+Selector)$/.test(path[1] ?? ''));
  const replicas = asNumber(after['replicas']) ?? 1;
  const stake =
    object.kind === 'Alertmanager'
      ? replicas > 1
        ? 'the other replicas send notifications meanwhile'
        : 'it is the only one, so that no notification is sent meanwhile; Prometheus repeats alerts that still fire'
      : replicas > 1
        ? 'the other replicas evaluate its rules meanwhile'
        : 'it is the only one, so that no rule is evaluated meanwhile, and recorded series have a gap';
  yield* each(rolls, 'DIFF-625', `The operator makes the pods of ${name} anew, one after the other: ${stake}`);
};
