import type { Inventory } from './inventory';
import type { KubernetesObject } from './kubernetes-object';
import { asList, asText, at } from './value';
import type { Container, Workload } from './workload';

/** The key of a ConfigMap or Secret that a container's configuration comes from. */
export interface ConfigSource {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly namespace: string;
  readonly name: string;
  readonly key: string;
}

/** What fills a path inside of a container; `undefined` where that is neither a ConfigMap nor a Secret. */
export function fileSource(
  path: string,
  { podSpec, namespace }: Workload,
  { fields }: Container,
): ConfigSource | undefined {
  for (const mount of asList(fields['volumeMounts'])) {
    const folder = asText(at(mount, 'mountPath'))?.replace(/\/$/, '');
    if (folder === undefined || !(path === folder || path.startsWith(`${folder}/`))) continue;
    const subPath = asText(at(mount, 'subPath'));
    const wanted = path === folder ? subPath : [subPath, path.slice(folder.length + 1)].filter(Boolean).join('/');
    const volume = asList(podSpec['volumes']).find((each) => at(each, 'name') === at(mount, 'name'));
    for (const source of [volume, ...asList(at(volume, 'projected', 'sources'))]) {
      const found = wanted && sourceIn(source, wanted, namespace);
      if (found) return found;
    }
  }
  return undefined;
}

/** What fills a path inside of a volume, or inside of one source of a projected one. */
function sourceIn(source: unknown, path: string, namespace: string): ConfigSource | undefined {
  const configMap = asText(at(source, 'configMap', 'name'));
  const name = configMap ?? asText(at(source, 'secret', 'secretName')) ?? asText(at(source, 'secret', 'name'));
  const items = asList(at(source, 'configMap', 'items') ?? at(source, 'secret', 'items'));
  const key =
    items.length === 0
      ? path
      : asText(
          at(
            items.find((each) => at(each, 'path') === path),
            'key',
          ),
        );
  return name && key ? { kind: configMap === undefined ? 'Secret' : 'ConfigMap', namespace, name, key } : undefined;
}

/** What fills an environment variable; its value where that is written out. */
export function variableSource(
  variable: string,
  { namespace }: Workload,
  { fields }: Container,
): ConfigSource | string | undefined {
  const entry = asList(fields['env']).find((each) => at(each, 'name') === variable);
  const written = asText(at(entry, 'value'));
  if (written !== undefined) return written;
  for (const [field, kind] of [['secretKeyRef', 'Secret'] as const, ['configMapKeyRef', 'ConfigMap'] as const]) {
    const name = asText(at(entry, 'valueFrom', field, 'name'));
    const key = asText(at(entry, 'valueFrom', field, 'key'));
    if (name && key) return { kind, namespace, name, key };
  }
  return undefined;
}

/** What is there, where the object is applied too. */
export function contentOf({ kind, namespace, name, key }: ConfigSource, inventory: Inventory): string | undefined {
  const object = inventory.find('', kind, namespace, name);
  return kind === 'Secret' ? secretContent(object, key) : asText(at(object, 'data', key));
}

function secretContent(secret: KubernetesObject | undefined, key: string): string | undefined {
  const encoded = asText(at(secret, 'data', key));
  return asText(at(secret, 'stringData', key)) ?? (encoded && Buffer.from(encoded, 'base64').toString());
}
