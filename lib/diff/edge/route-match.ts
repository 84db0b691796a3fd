import { type KubernetesObject, specOf } from '../../manifests/kubernetes-object';
import { asList, asText, at } from '../../manifests/value';
import { hostsOf } from '../exposed-hosts';
import { covers } from '../host-names';
import { redirect } from './redirect';

/** Which requests a route takes: by host, path and headers. */
export interface RouteMatch {
  readonly host: string;
  /** `Exact /api/v1/receive`; for gRPC, `Method thanos.Store`. */
  readonly path: string;
  /** Each as `name=value`, with what else a request has to have. */
  readonly conditions: readonly string[];
}

/** All requests that a route takes, those aside that it only sends elsewhere. */
export function matchesOf(route: KubernetesObject): RouteMatch[] {
  return hostsOf(route).flatMap((host) =>
    asList(specOf(route)['rules'])
      .filter((rule) => redirect(rule) === undefined)
      .flatMap((rule) => {
        const matches = asList(at(rule, 'matches'));
        return (matches.length > 0 ? matches : [{}]).map((match) => ({
          host,
          path: pathOf(match),
          conditions: conditionsOf(match),
        }));
      }),
  );
}

/** Whether all requests of one match are of another one too. */
export function isCovered(match: RouteMatch, by: RouteMatch): boolean {
  return (
    covers(by.host, match.host) &&
    pathCovers(by.path, match.path) &&
    by.conditions.every((condition) => match.conditions.includes(condition))
  );
}

/** As messages have it: `receive.example.com/api/v1/receive with THANOS-CLUSTER=shop`. */
export function matchText({ host, path, conditions }: RouteMatch): string {
  const headers = conditions.length > 0 ? ` with ${conditions.join(' and ')}` : '';
  return `${host || 'all hosts'} ${path.slice(path.indexOf(' ') + 1)}${headers}`;
}

function pathOf(match: unknown): string {
  const method = at(match, 'method');
  if (typeof method === 'object' && method !== null) {
    return `Method ${[at(method, 'service'), at(method, 'method')].filter(Boolean).join('/')}`;
  }
  const value = asText(at(match, 'path', 'value'));
  if (value !== undefined) return `${asText(at(match, 'path', 'type')) ?? 'PathPrefix'} ${value}`;
  return 'PathPrefix /';
}

function conditionsOf(match: unknown): string[] {
  const verb = asText(at(match, 'method'));
  const named = ['headers', 'queryParams'].flatMap((field) =>
    asList(at(match, field)).map((each) => {
      const sign = at(each, 'type') === 'RegularExpression' ? '~' : '=';
      return `${asText(at(each, 'name')) ?? ''}${sign}${asText(at(each, 'value')) ?? ''}`;
    }),
  );
  return [...(verb === undefined ? [] : [`method=${verb}`]), ...named];
}

function pathCovers(wide: string, path: string): boolean {
  if (wide === path || wide === 'PathPrefix /') return true;
  const [type, prefix] = split(wide);
  const [otherType, value] = split(path);
  if (type === 'Method')
    return otherType === 'Method' && value.startsWith(prefix.includes('/') ? prefix : `${prefix}/`);
  const short = prefix.replace(/\/$/, '');
  return type === 'PathPrefix' && otherType !== 'Method' && (value === short || value.startsWith(`${short}/`));
}

function split(path: string): readonly [type: string, value: string] {
  const space = path.indexOf(' ');
  return [path.slice(0, space), path.slice(space + 1)];
}
