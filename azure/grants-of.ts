import type { IConstruct, Node } from 'constructs';
import { AcmeClusterIssuer, AcmeIssuer } from '../lib/certificates/acme-issuer';
import { AzureBlobStore } from '../lib/objstore/azure-blob';
import { ThanosComponent } from '../lib/thanos/component';
import type { Mistake } from '../lib/validation/problem';
import { BadInput } from './failure';
import type { BucketGrant, GrantSource, ZoneGrant } from './grant-source';

/** What has clusters, each the root of a tree of constructs: a `Fleet`, or some Apps with names. */
export interface FleetTree {
  readonly clusters: readonly ClusterTree[];
  /** All of them, where some are made when it is their turn. @default - `clusters` */
  eachCluster?(): Iterable<ClusterTree>;
}

interface ClusterTree {
  readonly name: string;
  readonly node: Node;
}

/** What a fleet's components do in Azure. Throws `BadInput` when the fleet would not synthesise, or has nothing to look at. */
export function grantsOf(fleet: FleetTree): GrantSource {
  const problems: Mistake[] = [];
  const clusters: string[] = [];
  const buckets: BucketGrant[] = [];
  const zones: ZoneGrant[] = [];
  let known = false;
  // One cluster after the other, and of each no more than what its components do: a fleet may make them as we go on.
  for (const { name, node } of fleet.eachCluster?.() ?? fleet.clusters) {
    clusters.push(name);
    problems.push(...validationProblems(name, node));
    for (const construct of node.findAll()) {
      known ||= construct instanceof ThanosComponent || isAcme(construct);
      buckets.push(...bucketGrants(name, construct));
      zones.push(...zoneGrants(name, construct));
    }
  }
  if (problems.length > 0) throw new BadInput(problems);
  if (!known) {
    throw new BadInput([
      {
        what: 'The fleet has no Thanos component',
        fix: 'Add one, and run the cdk8s-thanos that main.ts imports: another copy does not recognise its components',
      },
    ]);
  }
  // cert-manager's pods have workload identity, unless they use what the nodes have.
  const kubelets = new Set(
    buckets
      .filter(({ identity }) => identity.type === 'kubelet')
      .map(({ identity }) => identity.clientId.toLowerCase()),
  );
  return {
    clusters,
    buckets,
    zones: zones.map(({ identity, ...zone }) => ({
      ...zone,
      identity: { ...identity, type: kubelets.has(identity.clientId.toLowerCase()) ? 'kubelet' : 'workload' },
    })),
  };
}

function validationProblems(cluster: string, root: Node): Mistake[] {
  return root
    .findAll()
    .flatMap(({ node }) =>
      node
        .validate()
        .map((message) => ({ what: `The fleet does not validate: ${cluster}/${node.path}`, fix: message })),
    );
}

function bucketGrants(cluster: string, construct: IConstruct): BucketGrant[] {
  if (!(construct instanceof ThanosComponent)) return [];
  const { bucket, identity, serviceAccount } = construct;
  // An existing Secret holds a credential of its own, so no identity needs a role.
  if (!(bucket?.objstore instanceof AzureBlobStore)) return [];
  const { storageAccount, container, subscriptionId, resourceGroup, identity: azure } = bucket.objstore.props;
  return [
    {
      cluster,
      namespace: identity.namespace,
      serviceAccount: serviceAccount.name,
      component: identity.name,
      storageAccount,
      container,
      subscriptionId,
      resourceGroup,
      identity: { type: azure.type, clientId: azure.clientId, principalId: azure.principalId },
      access: bucket.access,
    },
  ];
}

function zoneGrants(cluster: string, construct: IConstruct): ZoneGrant[] {
  if (!isAcme(construct)) return [];
  return construct.solvers.flatMap((solver) => {
    if (solver.type !== 'dns01AzureDns') return [];
    const { hostedZone, subscriptionId, resourceGroup, identity } = solver;
    const { clientId, principalId } = identity;
    const issuer = construct.issuerRef.name;
    const workload = { type: 'workload', clientId, principalId } as const;
    return [{ cluster, issuer, zone: hostedZone, subscriptionId, resourceGroup, identity: workload }];
  });
}

function isAcme(construct: IConstruct): construct is AcmeClusterIssuer | AcmeIssuer {
  return construct instanceof AcmeClusterIssuer || construct instanceof AcmeIssuer;
}
