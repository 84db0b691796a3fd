import type { Inventory } from './inventory';
import { specOf } from './kubernetes-object';
import type { ThanosProcess } from './thanos-process';
import { asList, asNumber, asText, asTexts, at } from './value';

/** A port of a process of Thanos that a Service leads to. */
export interface ThanosBackend {
  readonly process: ThanosProcess;
  /** What listens there: Thanos' HTTP API, StoreAPI, or remote write. */
  readonly listener: 'http' | 'grpc' | 'remote-write';
}

/** The processes of Thanos behind a port of a Service, given by its number or name. What is not applied here is not known. */
export function thanosBehind(
  cluster: Inventory,
  namespace: string,
  service: string,
  port: number | string | undefined,
): ThanosBackend[] {
  const spec = specOf(cluster.find('', 'Service', namespace, service) ?? NO_SERVICE);
  const selector = asTexts(spec['selector']);
  if (Object.keys(selector).length === 0) return [];
  const servicePort = asList(spec['ports']).find((each) => at(each, 'port') === port || at(each, 'name') === port);
  const target = at(servicePort, 'targetPort') ?? at(servicePort, 'port');
  const workloads = new Set(cluster.selected(namespace, selector));
  return cluster.thanos
    .filter(({ workload }) => workloads.has(workload))
    .flatMap((process) => {
      const listener = listenerOf(process, target);
      return listener ? [{ process, listener }] : [];
    });
}

/** What listens on a port of a process, given by its number or by its name in the pod. */
export function listenerOf(process: ThanosProcess, port: unknown): ThanosBackend['listener'] | undefined {
  const named = asList(process.container.fields['ports']).find((each) => at(each, 'name') === asText(port));
  const number = asNumber(port) ?? asNumber(at(named, 'containerPort'));
  if (number === undefined) return undefined;
  if (number === portOf(process, 'http-address', 10902)) return 'http';
  if (process.subcommand === 'receive' && number === portOf(process, 'remote-write.address', 19291)) {
    return 'remote-write';
  }
  if (STORE_APIS.includes(process.subcommand) && number === portOf(process, 'grpc-address', 10901)) return 'grpc';
  return undefined;
}

const STORE_APIS = ['query', 'receive', 'rule', 'sidecar', 'store'];

function portOf(process: ThanosProcess, flag: string, usual: number): number {
  return Number(/:(\d+)$/.exec(process.flag(flag) ?? '')?.[1] ?? usual);
}

const NO_SERVICE = { apiVersion: 'v1', kind: 'Service', metadata: { name: '' } };
