import type { KubernetesObject } from '../../manifests/kubernetes-object';
import { asList, asText, at } from '../../manifests/value';
import type { ObjectChange } from '../change';
import type { ChangeRule, Judgement } from '../judgement';
import { fieldsAt, listed, sayOf } from './fields';
import { INTERNAL, isInternal } from './service';

/** Who reaches a Service from outside of the cluster. */
export const SERVICE_EXPOSURE_RULE: ChangeRule = {
  kinds: ['/Service'],
  *judge(change): Iterable<Judgement> {
    if (change.type === 'removed') {
      if (at(change.before, 'spec', 'type') === 'LoadBalancer') yield { code: 'DIFF-326', message: LOST };
      return;
    }
    if (change.type === 'added') {
      if (isPublic(change.after)) yield opened(change.after);
      return;
    }
    const { before, after } = change;
    if (!isPublic(before) && isPublic(after)) {
      const fields = [
        ...fieldsAt(change, 'spec', 'type'),
        ...INTERNAL.flatMap(([key]) => fieldsAt(change, 'metadata', 'annotations', key)),
      ];
      const { code, message } = opened(after);
      yield* sayOf(fields, code, message);
    } else if (isBalanced(before) && (!isBalanced(after) || (isPublic(before) && !isPublic(after)))) {
      const fields = [
        ...fieldsAt(change, 'spec', 'type'),
        ...INTERNAL.flatMap(([key]) => fieldsAt(change, 'metadata', 'annotations', key)),
      ];
      yield* sayOf(fields, 'DIFF-326', LOST);
    }
    yield* ranges(change);
    const addresses = (service: KubernetesObject) => asList(at(service, 'spec', 'externalIPs'));
    const added = addresses(after).filter((address) => !addresses(before).includes(address));
    if (added.length > 0) {
      yield* sayOf(
        fieldsAt(change, 'spec', 'externalIPs'),
        'DIFF-305',
        `nodes take requests to ${added.join(', ')} for it, from whoever reaches them`,
      );
    }
  },
};

const OPENED =
  'is a load balancer with an address in the internet, open to whoever finds it unless the cloud or the process itself asks for more. For the inner network alone, set the annotation of the cloud (Azure: service.beta.kubernetes.io/azure-load-balancer-internal: "true"); to name who may, loadBalancerSourceRanges';

const LOST =
  'the address of its load balancer is given back, and never comes again: whoever has it in DNS or by number finds nothing, remote writers of other clusters among them. Put the new address into DNS first';

function isBalanced(service: KubernetesObject): boolean {
  return at(service, 'spec', 'type') === 'LoadBalancer';
}

/** What is said of a Service that has a public address now. */
function opened(service: KubernetesObject): Judgement {
  const ranges = rangesOf(service);
  if (isEverybody(ranges)) return { code: 'DIFF-305', message: OPENED };
  return {
    code: 'DIFF-318',
    message: `is a load balancer with an address in the internet, which takes requests from ${listed(ranges)} alone`,
  };
}

function rangesOf(service: KubernetesObject): string[] {
  return asList(at(service, 'spec', 'loadBalancerSourceRanges')).flatMap((range) => asText(range) ?? []);
}

function isEverybody(ranges: readonly string[]): boolean {
  return ranges.length === 0 || ranges.some((range) => /^(0\.0\.0\.0|::)\/0$/.test(range));
}

/** Whether a Service has an address in the internet. */
function isPublic(service: KubernetesObject): boolean {
  return isBalanced(service) && !isInternal(service);
}

function* ranges(change: ObjectChange): Iterable<Judgement> {
  if (change.type !== 'changed' || !isPublic(change.after)) return;
  const [old, now] = [rangesOf(change.before), rangesOf(change.after)];
  const fields = fieldsAt(change, 'spec', 'loadBalancerSourceRanges');
  if (!isEverybody(old) && isEverybody(now)) {
    yield* sayOf(
      fields,
      'DIFF-305',
      `the load balancer takes requests from everybody, no longer from ${old.join(', ')} alone`,
    );
  } else if (now.some((range) => !old.includes(range)) && !isEverybody(old)) {
    const added = now.filter((range) => !old.includes(range));
    yield* sayOf(fields, 'DIFF-318', `the load balancer takes requests from ${added.join(', ')} too`);
  } else {
    yield* sayOf(
      fields,
      'DIFF-306',
      `the load balancer takes requests from ${now.join(', ')} alone: clients elsewhere are cut off`,
    );
  }
}
