import type { Inventory } from '../../manifests/inventory';
import { annotationsOf, namespaceOf } from '../../manifests/kubernetes-object';
import { asText } from '../../manifests/value';
import { podTemplatePath, type Workload, workloadOf } from '../../manifests/workload';
import type { ChangeRule, Judgement } from '../judgement';
import { POD_MAKERS, podFields } from './container-pairs';
import { fieldsAt, isAbout, listed, sayOf } from './fields';

const CLIENT_ID = 'azure.workload.identity/client-id';
const TENANT_ID = 'azure.workload.identity/tenant-id';
const USE = 'azure.workload.identity/use';

const NAMES = new Set(['serviceAccountName', 'serviceAccount', USE]);

/** As whom pods reach the API server, and a bucket without a secret. */
export const POD_IDENTITY_RULE: ChangeRule = {
  kinds: POD_MAKERS,
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type !== 'changed' || !isAbout(change, NAMES)) return;
    const [before, after] = [workloadOf(change.before), workloadOf(change.after)];
    if (!before || !after) return;
    const fields = [...podFields(change, 'serviceAccountName'), ...podFields(change, 'serviceAccount')];
    const [old, now] = [accountOf(before), accountOf(after)];
    if (old !== now) {
      const [from, to] = [clientOf(cluster.before, before), clientOf(cluster.after, after)];
      if (from !== undefined && from !== to) {
        yield* sayOf(fields, 'DIFF-125', identityChange(from, to, 'the pods'));
      } else {
        yield* sayOf(
          fields,
          'DIFF-124',
          `run as ServiceAccount ${now}, no longer as ${old}: its roles, pull secrets and the federated credentials of its identity count from now on. A ServiceAccount that is not there keeps every new pod from being made`,
        );
      }
    }
    if (before.podLabels[USE] === 'true' && after.podLabels[USE] !== 'true') {
      yield* sayOf(
        fieldsAt(change, ...(podTemplatePath(change.after) ?? []), 'metadata', 'labels', USE),
        'DIFF-125',
        'is gone: the pods get no token of Azure Workload Identity any more, and are refused by what they reach with it, such as the bucket',
      );
    }
  },
};

/** The identity that a ServiceAccount stands for. */
export const SERVICE_ACCOUNT_RULE: ChangeRule = {
  kinds: ['/ServiceAccount'],
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type !== 'changed') return;
    const { before, after } = change;
    for (const key of [CLIENT_ID, TENANT_ID]) {
      const [from, to] = [before, after].map((object) => annotationsOf(object)[key]);
      if (from === undefined || from === to) continue;
      const pods = cluster.after
        .workloadsIn(namespaceOf(after))
        .filter((workload) => accountOf(workload) === after.metadata.name)
        .map(({ object }) => `${object.kind} ${object.metadata.name}`);
      yield* sayOf(
        fieldsAt(change, 'metadata', 'annotations', key),
        'DIFF-125',
        identityChange(
          from,
          to,
          pods.length > 0 ? `pods of ${listed(pods)} that start from now on` : 'pods that start from now on',
        ),
      );
    }
  },
};

function identityChange(from: string, to: string | undefined, who: string): string {
  if (to === undefined)
    return `${who} have no identity in Azure any more (it was ${from}): what they reach with it refuses them, such as the bucket`;
  return `${who} are identity ${to}, no longer ${from}: what they reach with it, such as the bucket, refuses them until the new one has the same roles, and a federated credential for this ServiceAccount`;
}

function accountOf({ podSpec }: Workload): string {
  return asText(podSpec['serviceAccountName']) ?? asText(podSpec['serviceAccount']) ?? 'default';
}

/** The identity in Azure that pods have by their ServiceAccount, if it is made here. */
function clientOf(cluster: Inventory, workload: Workload): string | undefined {
  const account = cluster.find('', 'ServiceAccount', workload.namespace, accountOf(workload));
  return account && annotationsOf(account)[CLIENT_ID];
}
