import { Exposure, type Fleet, type ThanosStackExposure } from '../../../../lib';
import type { Render } from '../../cluster/manifests';
import type { KubernetesObject } from '../../cluster/objects';
import type { E2e } from '../../e2e';
import { CLIENTS_CA } from '../../edge/certified';
import { AUTHORITY_SECRET } from '../../edge/hosts';
import { DISK, edgeExposure, ownTargets, SMALL, smallStack } from '../small-stack';

/** The cluster that runs all this, and one that is somewhere else. Each writes for a tenant of its own. */
export const CLUSTERS = { near: { tenant: 'payments' }, far: { tenant: 'platform' } };
export type ClusterName = keyof typeof CLUSTERS;
/** What writers of a cluster send as `THANOS-CLUSTER`. */
export const groupOf = (name: ClusterName) => `${name}.${CLUSTERS[name].tenant}`;
/** What its Prometheus sends on. */
export const SENT = 'up|scrape_.+|prometheus_build_info|thanos_build_info';

/** How far the fleet has moved. */
export interface Stage {
  readonly edges: 'old' | 'both' | 'new';
  /** Whether the edge knows the clusters' issuers. */
  readonly letIn?: boolean;
  /** The clusters that write by token already, where both edges are there. */
  readonly moved?: readonly ClusterName[];
  /** Whether the cluster that is somewhere else is gone. */
  readonly farIsGone?: boolean;
}

export type Issuers = Readonly<Record<ClusterName, string>>;

/** The hosts of the new edge. */
export const newDomain = (e2e: E2e) => e2e.domainIn('tokens');
export const newHost = (e2e: E2e) => `receive.${newDomain(e2e)}`;

/** Renders the fleet at a stage, and applies what is for this cluster. */
export function applyStage(
  e2e: E2e,
  gatewayClass: string,
  issuers: Issuers,
  stage: Stage,
): Promise<readonly KubernetesObject[]> {
  const render: Render = (fleet) => build(e2e, fleet, gatewayClass, issuers, stage);
  return e2e.apply(render, undefined, ['near']);
}

function build(e2e: E2e, fleet: Fleet, gatewayClass: string, issuers: Issuers, stage: Stage): void {
  const addCluster = (name: ClusterName) =>
    fleet.addCluster(name, {
      oidcIssuer: stage.letIn ? issuers[name] : undefined,
      writesBy: stage.moved?.includes(name) ? 'token' : undefined,
    });
  const near = addCluster('near');
  const thanos = near.addThanos({
    ...smallStack(e2e),
    query: { replicas: 1, tenancy: { enforce: true } },
    exposure: exposure(e2e, gatewayClass, stage),
  });
  const prometheus = {
    namespace: e2e.namespace('prometheus'),
    resources: SMALL,
    selectors: ownTargets(e2e),
    kubeStateMetrics: false,
    nodeExporter: false,
  } as const;
  const write = {
    name: 'Thanos',
    destination: thanos.remoteWrite,
    certificateAuthority: { secretName: AUTHORITY_SECRET },
    writeRelabelings: [{ action: 'keep', sourceLabels: ['__name__'], regex: SENT }],
  } as const;
  near.addPrometheus({
    ...prometheus,
    scrapeInterval: '5s',
    storage: { size: DISK, storageClass: e2e.surroundings.storageClass },
    remoteWrite: [{ ...write, tenant: CLUSTERS.near.tenant }],
  });
  if (stage.farIsGone) return;
  addCluster('far').addPrometheus({
    ...prometheus,
    mode: 'agent',
    remoteWrite: [{ ...write, tenant: CLUSTERS.far.tenant }],
  });
}

function exposure(e2e: E2e, gatewayClass: string, { edges }: Stage): ThanosStackExposure {
  const old = edgeExposure(e2e);
  if (edges === 'old') return { query: old, receive: old };
  const next = { gatewayClass, domain: newDomain(e2e), tlsSecretName: 'gateway-tls' };
  const query = Exposure.gatewayApi({ ...next, basicAuth: 'basic-auth' });
  const receive = Exposure.gatewayApi({ ...next, clusterTokens: true });
  if (edges === 'both') return { query: [old, query], receive: [old, receive] };
  return {
    query,
    receive,
    tenantQueries: {
      payments: Exposure.gatewayApi({ ...next, basicAuth: CLUSTERS.near.tenant }),
      platform: Exposure.gatewayApi({ ...next, clientCaSecretName: CLIENTS_CA }),
    },
  };
}
