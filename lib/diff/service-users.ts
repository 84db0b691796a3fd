import type { Inventory } from '../manifests/inventory';
import { groupOf, type KubernetesObject, nameOf, namespaceOf, specOf } from '../manifests/kubernetes-object';
import { asList, asNumber, asText, at } from '../manifests/value';

/**
 * What leads to a Service, as far as it is made here: Ingresses, routes, StatefulSets whose pods have their names by it, and addresses in
 * arguments, variables and custom resources.
 *
 * @param ports only those that lead to one of these ports
 */
export function usersOfService(cluster: Inventory, service: KubernetesObject, ports?: readonly unknown[]): string[] {
  const { name } = service.metadata;
  const namespace = namespaceOf(service);
  const wanted = (port: unknown) => ports === undefined || port === undefined || ports.includes(port);
  return cluster.objects
    .filter((object) => {
      if (keyed(object) === '/Service' || keyed(object) === '/ConfigMap' || keyed(object) === '/Secret') return false;
      if (object.kind === 'StatefulSet' && ports === undefined && namespaceOf(object) === namespace) {
        if (at(object, 'spec', 'serviceName') === name) return true;
      }
      return (
        backends(object).some(
          (backend) =>
            backend.name === name && (backend.namespace ?? namespaceOf(object)) === namespace && wanted(backend.port),
        ) || texts(specOf(object)).some((text) => addresses(text, name, namespace, namespaceOf(object)).some(wanted))
      );
    })
    .map(nameOf);
}

function keyed(object: KubernetesObject): string {
  return `${groupOf(object)}/${object.kind}`;
}

interface Backend {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly port: number | undefined;
}

function backends(object: KubernetesObject): Backend[] {
  const spec = specOf(object);
  const rules = asList(spec['rules']);
  if (object.kind === 'Ingress') {
    return [
      at(spec, 'defaultBackend', 'service'),
      ...rules.flatMap((rule) => asList(at(rule, 'http', 'paths')).map((path) => at(path, 'backend', 'service'))),
    ].map((service) => ({
      name: asText(at(service, 'name')) ?? '',
      namespace: undefined,
      port: asNumber(at(service, 'port', 'number')),
    }));
  }
  const references = [
    ...rules.flatMap((rule) => asList(at(rule, 'backendRefs'))),
    // Traefik's own routes.
    ...asList(spec['routes']).flatMap((route) => asList(at(route, 'services'))),
  ];
  return references.map((reference) => ({
    name: asText(at(reference, 'name')) ?? '',
    namespace: asText(at(reference, 'namespace')),
    port: asNumber(at(reference, 'port')),
  }));
}

/** Every text in a value. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(texts);
}

/** The ports of the addresses in a text that are those of a Service; `undefined` where an address has no port. */
function addresses(text: string, name: string, namespace: string, home: string): (number | undefined)[] {
  const pattern =
    /(?:^|[/=+@,\s"'.])([a-z0-9](?:[-a-z0-9]*[a-z0-9])?)(?:\.([a-z0-9](?:[-a-z0-9]*[a-z0-9])?))?(?:\.svc(?:\.[-a-z0-9.]+)?)?(?::(\d+))?(?=$|[/,\s"'])/g;
  return [...text.matchAll(pattern)].flatMap(([whole, service, where, port]) => {
    if (service !== name || (where ?? home) !== namespace) return [];
    // A mere word is no address.
    const isAddress = where !== undefined || port !== undefined || whole.startsWith('+') || whole.startsWith('/');
    return isAddress ? [port === undefined ? undefined : Number(port)] : [];
  });
}
