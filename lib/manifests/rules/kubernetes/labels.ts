import { jsonText } from '../../../values/json';
import { isAnnotationKey, isLabelKey, isLabelValue } from '../../../values/kubernetes-name';
import { type KubernetesObject, nameOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { asMap, at } from '../../value';
import { podTemplateOf } from '../../workload';

/** Bytes of all annotations of one object, keys included. */
const MOST_ANNOTATIONS = 256 * 1024;

/** Labels and annotations that the API server refuses, on objects and on the pods that they make. */
export const refusedLabels: ManifestRule = {
  rule: 'THANOS-103',
  check: ({ objects }) =>
    objects.flatMap((object) => {
      const template = podTemplateOf(object);
      return [
        ...metadataFindings(object, object.metadata, nameOf(object)),
        ...(template === undefined || template === object
          ? []
          : metadataFindings(object, at(template, 'metadata'), `The pod template of ${nameOf(object)}`)),
      ];
    }),
};

function metadataFindings(object: KubernetesObject, metadata: unknown, where: string): Finding[] {
  const findings: Finding[] = [];
  for (const [key, value] of Object.entries(asMap(at(metadata, 'labels')))) {
    if (value === null || (typeof value === 'string' && isLabelKey(key) && isLabelValue(value))) continue;
    findings.push({
      object,
      what: `${where} has the label ${JSON.stringify(key)}: ${shown(value)}, which the API server refuses${
        typeof value === 'string'
          ? ': labels have up to 63 letters, digits, dots, dashes and underscores, and begin and end with a letter or digit'
          : ' as it is no text'
      }`,
      fix:
        typeof value === 'string'
          ? 'Write such a label, or an annotation, which may hold any text'
          : 'Put the value into quotes',
    });
  }
  let bytes = 0;
  for (const [key, value] of Object.entries(asMap(at(metadata, 'annotations')))) {
    bytes += key.length + (typeof value === 'string' ? value.length : 0);
    if (value !== null && typeof value !== 'string') {
      findings.push({
        object,
        what: `${where} has the annotation ${JSON.stringify(key)}: ${shown(value)}, which the API server refuses as it is no text`,
        fix: 'Put the value into quotes',
      });
    } else if (!isAnnotationKey(key)) {
      findings.push({
        object,
        what: `${where} has the annotation ${JSON.stringify(key)}, a key that the API server refuses: those have up to 63 letters, digits, dots, dashes and underscores, after a DNS name and a slash or without`,
        fix: 'Write such a key',
      });
    }
  }
  if (bytes > MOST_ANNOTATIONS) {
    findings.push({
      object,
      what: `The annotations of ${where} take ${Math.ceil(bytes / 1024)} KiB, and the API server takes 256`,
      fix: 'Put the longest of them into a ConfigMap',
    });
  }
  return findings;
}

function shown(value: unknown): string {
  return typeof value === 'object' ? 'a map or list' : jsonText(value);
}
