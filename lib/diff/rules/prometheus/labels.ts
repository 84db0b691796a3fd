import { nameOf, namespaceOf } from '../../../manifests/kubernetes-object';
import { asList, asText, asTexts } from '../../../manifests/value';
import { below, each, type SpecChange, type SpecCheck } from './spec-change';

/** The labels under which a Prometheus sends and uploads. */
export const externalLabels: SpecCheck = function* (spec) {
  const fields = below(spec, 'externalLabels', 'prometheusExternalLabelName', 'replicaExternalLabelName');
  if (fields.length === 0 || !isSent(spec)) return;
  const [from, to] = [labelsOf(spec, spec.before), labelsOf(spec, spec.after)];
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
  const changed = names.flatMap((name) =>
    from[name] === to[name] ? [] : [`${name}: ${from[name] ?? 'not there'} → ${to[name] ?? 'not there'}`],
  );
  if (changed.length === 0) return;
  const replica = names.some((name) => from[name] !== to[name] && [from[name], to[name]].includes(POD));
  const message = `${nameOf(spec.object)} sends under other labels (${changed.join(', ')}): each of its series ends and begins anew, so rates, alerts and dashboards see two where there was one. ${replica ? 'Where the label that tells replicas apart is not one of --query.replica-label, every series is there once for each replica. ' : ''}It is read again at once, without a restart. Keep the labels`;
  yield* each(fields, 'DIFF-607', message);
};

const POD = "the pod's name";

/** All of them: the operator adds two. */
function labelsOf({ object }: SpecChange, spec: SpecChange['before']): Readonly<Record<string, string>> {
  const owner = asText(spec['prometheusExternalLabelName']) ?? 'prometheus';
  const replica = asText(spec['replicaExternalLabelName']) ?? 'prometheus_replica';
  return {
    ...asTexts(spec['externalLabels']),
    ...(owner ? { [owner]: `${namespaceOf(object)}/${object.metadata.name}` } : {}),
    ...(replica ? { [replica]: POD } : {}),
  };
}

/** Whether anything leaves it under these labels. */
function isSent({ before, after }: SpecChange): boolean {
  return [before, after].some((spec) => asList(spec['remoteWrite']).length > 0 || spec['thanos'] !== undefined);
}
