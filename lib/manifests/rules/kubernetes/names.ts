import { isDnsLabel, isSubdomainName } from '../../../values/kubernetes-name';
import type { Inventory } from '../../inventory';
import { groupOf, type KubernetesObject } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';

/** Groups whose objects may be called nearly anything, such as the ClusterRole `system:node`. */
const PATH_SEGMENTS = ['rbac.authorization.k8s.io', 'apiregistration.k8s.io', 'certificates.k8s.io'];

const SHORT = 'lower-case letters, digits and dashes, with a letter or digit at either end';
const LONG = 'lower-case letters, digits, dashes and dots, with a letter or digit at either end';

interface Limit {
  readonly longest: number;
  /** Whether dots are refused. */
  readonly dnsLabel: boolean;
  readonly because: string;
}

const REVISION = 'its name and a hash are the value of a label of its pods, which holds 63';
const OPERATED = 'the operator puts a prefix before it, and a hash after it, for a label of its pods that holds 63';

/** Kinds with less room than the 253 characters of most. */
const LIMITS: Readonly<Record<string, Limit>> = {
  '/Namespace': { longest: 63, dnsLabel: true, because: 'it is one part of a DNS name' },
  '/Service': { longest: 63, dnsLabel: true, because: 'it is one part of a DNS name' },
  'apps/StatefulSet': { longest: 52, dnsLabel: true, because: REVISION },
  'batch/CronJob': { longest: 52, dnsLabel: false, because: 'a Job of it has eleven characters more, and holds 63' },
  'batch/Job': { longest: 63, dnsLabel: false, because: 'it is the value of a label of its pods' },
  'monitoring.coreos.com/Alertmanager': { longest: 39, dnsLabel: true, because: OPERATED },
  'monitoring.coreos.com/Prometheus': { longest: 41, dnsLabel: true, because: OPERATED },
  'monitoring.coreos.com/PrometheusAgent': { longest: 41, dnsLabel: true, because: OPERATED },
  'monitoring.coreos.com/ThanosRuler': { longest: 39, dnsLabel: true, because: OPERATED },
};

/** Objects whose name the API server refuses, or whose pods could not be made for it. */
export const refusedNames: ManifestRule = {
  rule: 'THANOS-102',
  check: ({ objects }: Inventory) => objects.flatMap((object) => nameFindings(object)),
};

function nameFindings(object: KubernetesObject): Finding[] {
  const { name } = object.metadata;
  const group = groupOf(object);
  const finding = (what: string): Finding[] => [
    { object, what: `The ${object.kind}'s name "${name}" ${what}`, fix: 'Write another name' },
  ];
  if (PATH_SEGMENTS.includes(group)) {
    return name === '.' || name === '..' || /[/%]/.test(name) ? finding('has / or %, or is only dots') : [];
  }
  const limit = LIMITS[`${group}/${object.kind}`];
  if (limit && name.length > limit.longest) {
    return finding(`has ${name.length} characters, and there is room for ${limit.longest}: ${limit.because}`);
  }
  if (limit?.dnsLabel && !isDnsLabel(name)) return finding(`is refused by the API server, which takes ${SHORT}`);
  if (group === '' && object.kind === 'Service' && /^\d/.test(name)) {
    return finding('starts with a digit, which most API servers refuse');
  }
  return isSubdomainName(name)
    ? []
    : finding(`is refused by the API server, which takes at most 253 characters: ${LONG}`);
}
