import { type KubernetesObject, specOf } from '../../manifests/kubernetes-object';
import { asList, asText, at } from '../../manifests/value';

/** What happens to a header of requests on their way: it is set to a value, or removed. */
export type HeaderFate = { readonly set: string } | 'removed';

/** What a rule of an HTTPRoute does to headers of requests, by name in lower case. */
export function headerFates(rule: unknown): ReadonlyMap<string, HeaderFate> {
  const fates = new Map<string, HeaderFate>();
  for (const filter of asList(at(rule, 'filters'))) {
    const modifier = at(filter, 'requestHeaderModifier');
    for (const name of asList(at(modifier, 'remove'))) fates.set((asText(name) ?? '').toLowerCase(), 'removed');
    for (const header of asList(at(modifier, 'set'))) {
      fates.set((asText(at(header, 'name')) ?? '').toLowerCase(), { set: asText(at(header, 'value')) ?? '' });
    }
  }
  return fates;
}

/** What Traefik's Middleware does to them. An empty value removes a header. */
export function middlewareFates(middleware: KubernetesObject): ReadonlyMap<string, HeaderFate> {
  const headers = Object.entries(asHeaders(at(specOf(middleware), 'headers', 'customRequestHeaders')));
  return new Map(
    headers.map(([name, value]): [string, HeaderFate] => [
      name.toLowerCase(),
      value === '' ? 'removed' : { set: value },
    ]),
  );
}

function asHeaders(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, String(each)]));
}
