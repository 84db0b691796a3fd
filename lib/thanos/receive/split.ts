import type { Construct } from 'constructs';
import type { IObjectStore } from '../../objstore/object-store';
import { reportProblem } from '../../validation/problem';
import { repeated } from '../../values/repeated';
import type { ReceiveHashring } from './hashring';
import { ThanosReceiveIngestor } from './ingestor';
import type { ReceiveHashringOptions, SplitReceiveOptions } from './receive-options';
import { podCount } from './resize';
import { ThanosReceiveRouter } from './router';

type Options = SplitReceiveOptions & { readonly objstore: IObjectStore };

/** The split shape: a StatefulSet of ingestors for each hashring and zone, and the routers that write to them. */
export function splitReceive(
  scope: Construct,
  options: Options,
): { readonly router: ThanosReceiveRouter; readonly ingestors: readonly ThanosReceiveIngestor[] } {
  const { hashrings = [{ name: DEFAULT_HASHRING }] } = options;
  const names = unique(
    scope,
    'hashrings',
    hashrings.map(({ name }) => name),
  );
  const zones = zonesOf(scope, options);
  const rings = names.flatMap((name): ReceiveHashring[] => {
    const hashring = hashrings.find((candidate) => candidate.name === name);
    if (!hashring) return [];
    return [{ ...hashring, ingestors: zones.map((zone) => ingestor(scope, options, hashring, zone)) }];
  });
  return { router: router(scope, options, rings), ingestors: rings.flatMap(({ ingestors }) => ingestors) };
}

/** A zone, and whether hashrings write to its ingestors. */
interface Zone {
  readonly name: string;
  readonly inHashrings: boolean;
}

/** The zones of the ingestors; one that is none where they are spread over all. */
function zonesOf(scope: Construct, { zones: given }: Options): readonly (Zone | undefined)[] {
  if (!given) return [undefined];
  if (given.length === 0) {
    reportProblem(scope, {
      rule: 'THANOS-521',
      what: 'zones is empty, so there would be no ingestor at all',
      fix: "Name the zones as nodes do, for example ['westeurope-1', 'westeurope-2', 'westeurope-3'], or leave zones out",
    });
    return [undefined];
  }
  const zones = given.map((zone): Zone => (typeof zone === 'string' ? { name: zone, inHashrings: true } : zone));
  const names = unique(
    scope,
    'zones',
    zones.map(({ name }) => name),
  );
  return names.map((name) => zones.find((zone) => zone.name === name));
}

/** The hashring that needs no mention: its ingestors keep their name when others come. */
const DEFAULT_HASHRING = 'default';

function ingestor(
  scope: Construct,
  options: Options,
  hashring: ReceiveHashringOptions,
  zone: Zone | undefined,
): ThanosReceiveIngestor {
  const id = ['ingestor', hashring.name === DEFAULT_HASHRING ? '' : hashring.name, zone?.name]
    .filter(Boolean)
    .join('-');
  const component = `${options.component ?? 'receive'}-${id}`;
  const { labelName, defaultTenant } = options.tenancy ?? {};
  const tenancy = { labelName, defaultTenant };
  const own = { ...options, ...hashring.ingestors };
  const replicas = zone?.inHashrings === false ? { from: 0, to: podCount(own.replicas ?? 1) } : own.replicas;
  return new ThanosReceiveIngestor(scope, id, { ...own, replicas, component, zone: zone?.name, tenancy });
}

function router(scope: Construct, options: Options, hashrings: readonly ReceiveHashring[]): ThanosReceiveRouter {
  return new ThanosReceiveRouter(scope, 'router', {
    image: options.image,
    imagePullPolicy: options.imagePullPolicy,
    imagePullSecrets: options.imagePullSecrets,
    labels: options.labels,
    annotations: options.annotations,
    logLevel: options.logLevel,
    logFormat: options.logFormat,
    tracing: options.tracing,
    requestLogging: options.requestLogging,
    monitoring: options.monitoring,
    networkPolicy: options.networkPolicy,
    ...options.router,
    grpcTls: options.grpcTls,
    stack: options.stack,
    component: `${options.component ?? 'receive'}-router`,
    hashrings,
    replicationFactor: options.replicationFactor,
    replicationProtocol: options.replicationProtocol,
    forwardTimeout: options.forwardTimeout,
    forwardAsyncWorkers: options.forwardAsyncWorkers,
    tenancy: options.tenancy,
    relabel: options.relabel,
    limits: options.limits,
  });
}

/** The names without repetition, which is reported: each stands for a StatefulSet. */
function unique(scope: Construct, option: string, names: readonly string[]): string[] {
  for (const name of repeated(names)) {
    reportProblem(scope, {
      rule: 'THANOS-522',
      what: `${option} has "${name}" twice, and there can be one StatefulSet of a name: the second would replace the first`,
      fix: 'Name each once',
    });
  }
  return [...new Set(names)];
}
