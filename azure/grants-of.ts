import type { IConstruct, Node } from 'constructs';
import { AcmeClusterIssuer, AcmeIssuer } from '../lib/certificates/acme-issuer';
import { AzureBlobStore } from '../lib/objstore/azure-blob';
import { ThanosComponent } from '../lib/thanos/component';
import type { Problem } from '../lib/validation/problem';
import { BadInput } from './failure';
import type { BucketGrant, GrantSource, ZoneGrant } from './grant-source';

/** What has clusters, each the root of a tree of constructs: a `Fleet`, or some Apps with names. */
export interface FleetTree {
  readonly clusters: readonly { readonly name: string; readonly node: Node }[];
}

/** What a fleet's components do in Azure. Throws `BadInput` when the fleet would not synthesise, or has nothing to look at. */
export function grantsOf(fleet: FleetTree): GrantSource {
  const problems = fleet.clusters.flatMap(({ name, node }) => validationProblems(name, node));
  if (problems.length > 0) throw new BadInput(problems);
  const constructs = fleet.clusters.flatMap(({ name, node }) =>
    node.findAll().map((construct) => ({ cluster: name, construct })),
  );
  if (!constructs.some(({ construct }) => construct instanceof ThanosComponent || isAcme(construct))) {
    throw new BadInput([
      {
        what: 'The fleet has no Thanos component',
        fix: 'Add one, and run the cdk8s-thanos that main.ts imports: another copy does not recognise its components',
      },
    ]);
  }
  const buckets = constructs.flatMap(({ cluster, construct }) => bucketGrants(cluster, construct));
  // cert-manager's pods have workload identity, unless they use what the nodes have.
  const kubelets = new Set(
    buckets
      .filter(({ identity }) => identity.type === 'kubelet')
      .map(({ identity }) => identity.clientId.toLowerCase()),
  );
  return {
    clusters: fleet.clusters.map(({ name }) => name),
    buckets,
    zones: constructs.flatMap(({ cluster, construct }) => zoneGrants(cluster, construct, kubelets)),
  };
}

function validationProblems(cluster: string, root: Node): Problem[] {
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

function zoneGrants(cluster: string, construct: IConstruct, kubelets: ReadonlySet<string>): ZoneGrant[] {
  if (!isAcme(construct)) return [];
  return construct.solvers.flatMap((solver) => {
    if (solver.type !== 'dns01AzureDns') return [];
    const { hostedZone, subscriptionId, resourceGroup, identity } = solver;
    const type = kubelets.has(identity.clientId.toLowerCase()) ? 'kubelet' : 'workload';
    const { clientId, principalId } = identity;
    const issuer = construct.issuerRef.name;
    return [
      { cluster, issuer, zone: hostedZone, subscriptionId, resourceGroup, identity: { type, clientId, principalId } },
    ];
  });
}

function isAcme(construct: IConstruct): construct is AcmeClusterIssuer | AcmeIssuer {
  return construct instanceof AcmeClusterIssuer || construct instanceof AcmeIssuer;
}
