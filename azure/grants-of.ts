import type { IConstruct, Node } from 'constructs';
import type { DnsZoneUse, UsesDnsZones } from '../lib/exposure/dns-zone';
import { AzureBlobStore } from '../lib/objstore/azure-blob';
import type { AzureIdentity } from '../lib/objstore/azure-identity';
import { ThanosComponent } from '../lib/thanos/component';
import type { Problem } from '../lib/validation/problem';
import { BadInput } from './failure';
import type { BucketGrant, GrantIdentity, GrantSource, ZoneGrant } from './grant-source';

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
  if (!constructs.some(({ construct }) => construct instanceof ThanosComponent || usesDnsZones(construct))) {
    throw new BadInput([
      {
        what: 'The fleet has no Thanos component',
        fix: 'Add one, and run the cdk8s-thanos that main.ts imports: another copy does not recognise its components',
      },
    ]);
  }
  return {
    clusters: fleet.clusters.map(({ name }) => name),
    buckets: constructs.flatMap(({ cluster, construct }) => bucketGrants(cluster, construct)),
    zones: constructs.flatMap(({ cluster, construct }) => zoneGrants(cluster, construct)),
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
      identity: grantIdentity(azure),
      access: bucket.access,
    },
  ];
}

function zoneGrants(cluster: string, construct: IConstruct): ZoneGrant[] {
  if (!usesDnsZones(construct)) return [];
  return construct.dnsZones.map(({ zone, subscriptionId, resourceGroup, identity }: DnsZoneUse) => ({
    cluster,
    issuer: construct.node.id,
    zone,
    subscriptionId,
    resourceGroup,
    identity: grantIdentity(identity),
  }));
}

function usesDnsZones(construct: IConstruct): construct is IConstruct & UsesDnsZones {
  return 'dnsZones' in construct && Array.isArray(construct.dnsZones);
}

function grantIdentity({ type, clientId, principalId }: AzureIdentity): GrantIdentity {
  return { type, clientId, principalId };
}
