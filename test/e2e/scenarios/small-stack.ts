import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import * as current from '../../../lib';
import type { Library } from '../cluster/manifests';
import { LABEL } from '../cluster/namespaces';
import type { E2e } from '../e2e';

/** Requests that let a whole stack, twice, start on two cores. */
export const SMALL = { requests: { cpu: Cpu.millis(10), memory: Size.mebibytes(64) } };
/** Claims are never filled. */
export const DISK = Size.gibibytes(1);

/** Query, receive and more at `<component>.<domain>`, with TLS and the users of Secret `basic-auth`. */
export function edgeExposure(e2e: E2e, domain = e2e.domain, { Exposure }: Pick<Library, 'Exposure'> = current) {
  return Exposure.ingressNginx({
    domain,
    tlsSecretName: 'edge-tls',
    basicAuth: 'basic-auth',
    ingressClass: e2e.surroundings.ingressClass,
  });
}

/**
 * What all stacks of scenarios have in common; a scenario spreads it and says what it is about. `port` is that of the blob store, where
 * that is behind a proxy; `library` is the one that renders.
 */
export function smallStack(
  e2e: E2e,
  {
    namespace = 'thanos',
    port = Number(e2e.blobStore.url.port || 80),
    library = current,
  }: { readonly namespace?: string; readonly port?: number; readonly library?: Library } = {},
) {
  return {
    namespace: e2e.namespace(namespace),
    objstore: library.ObjectStore.existingSecret({ name: 'objstore', port }),
    defaults: { resources: SMALL },
    receive: { storage: DISK, storageClass: e2e.surroundings.storageClass },
    query: { replicas: 1 },
    queryFrontend: { replicas: 1 },
    bucketWeb: false,
    exposure: edgeExposure(e2e, e2e.domain, library),
  } satisfies current.ClusterThanosProps;
}

/** A Prometheus of a scenario scrapes what is in the scenario's namespaces, and nothing else of the cluster. */
export function ownTargets(e2e: E2e): current.ScrapeSelectors {
  const own = { namespaces: { matchLabels: { [LABEL]: e2e.scenario } } };
  return { serviceMonitors: own, podMonitors: own, probes: own, scrapeConfigs: own };
}
