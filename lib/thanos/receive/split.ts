import type { Construct } from 'constructs';
import type { IObjectStore } from '../../objstore/object-store';
import { reportProblem } from '../../validation/problem';
import { repeated } from '../../values/repeated';
import type { ReceiveHashring } from './hashring';
import { ThanosReceiveIngestor } from './ingestor';
import type { ReceiveHashringOptions, SplitReceiveOptions } from './receive-options';
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
  const zones = options.zones && unique(scope, 'zones', options.zones);
  if (zones?.length === 0) {
    reportProblem(scope, {
      rule: 'THANOS-521',
      what: 'zones is empty, so there would be no ingestor at all',
      fix: "Name the zones as nodes do, for example ['westeurope-1', 'westeurope-2', 'westeurope-3'], or leave zones out",
    });
  }
  const rings = names.flatMap((name): ReceiveHashring[] => {
    const hashring = hashrings.find((candidate) => candidate.name === name);
    if (!hashring) return [];
    const places: readonly (string | undefined)[] = zones?.length ? zones : [undefined];
    return [{ ...hashring, ingestors: places.map((zone) => ingestor(scope, options, hashring, zone)) }];
  });
  return { router: router(scope, options, rings), ingestors: rings.flatMap(({ ingestors }) => ingestors) };
}

/** The hashring that needs no mention: its ingestors keep their name when others come. */
const DEFAULT_HASHRING = 'default';

function ingestor(
  scope: Construct,
  options: Options,
  hashring: ReceiveHashringOptions,
  zone: string | undefined,
): ThanosReceiveIngestor {
  const id = ['ingestor', hashring.name === DEFAULT_HASHRING ? '' : hashring.name, zone].filter(Boolean).join('-');
  const component = `${options.component ?? 'receive'}-${id}`;
  const { labelName, defaultTenant } = options.tenancy ?? {};
  const tenancy = { labelName, defaultTenant };
  return new ThanosReceiveIngestor(scope, id, { ...options, ...hashring.ingestors, component, zone, tenancy });
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
