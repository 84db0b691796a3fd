import type { ExistingObject } from '../validation/existing';
import { asList, asText, at } from './value';

/** An object that a pod needs in its own namespace. */
export interface Reference {
  readonly kind: ExistingObject['kind'];
  readonly name: string;
  /** What refers to it: `volume tls`. */
  readonly by: string;
}

/** What a pod cannot start without: its volumes, environment, pull secrets and service account; nothing that is optional. */
export function podReferences(podSpec: unknown): Reference[] {
  const containers = [...asList(at(podSpec, 'containers')), ...asList(at(podSpec, 'initContainers'))];
  return [
    ...reference('ServiceAccount', at(podSpec, 'serviceAccountName'), 'serviceAccountName'),
    ...asList(at(podSpec, 'imagePullSecrets')).flatMap((each) =>
      reference('Secret', at(each, 'name'), 'imagePullSecrets'),
    ),
    ...asList(at(podSpec, 'volumes')).flatMap(volumeReferences),
    ...containers.flatMap(environmentReferences),
  ];
}

function volumeReferences(volume: unknown): Reference[] {
  const by = `volume ${at(volume, 'name')}`;
  const sources = asList(at(volume, 'projected', 'sources'));
  return [
    ...required('ConfigMap', at(volume, 'configMap'), 'name', by),
    ...required('Secret', at(volume, 'secret'), 'secretName', by),
    ...reference('PersistentVolumeClaim', at(volume, 'persistentVolumeClaim', 'claimName'), by),
    ...sources.flatMap((source) => [
      ...required('ConfigMap', at(source, 'configMap'), 'name', by),
      ...required('Secret', at(source, 'secret'), 'name', by),
    ]),
  ];
}

function environmentReferences(container: unknown): Reference[] {
  const by = (variable: unknown) => `variable ${at(variable, 'name')} of container ${at(container, 'name')}`;
  return [
    ...asList(at(container, 'env')).flatMap((variable) => [
      ...required('ConfigMap', at(variable, 'valueFrom', 'configMapKeyRef'), 'name', by(variable)),
      ...required('Secret', at(variable, 'valueFrom', 'secretKeyRef'), 'name', by(variable)),
    ]),
    ...asList(at(container, 'envFrom')).flatMap((source) => [
      ...required('ConfigMap', at(source, 'configMapRef'), 'name', `envFrom of container ${at(container, 'name')}`),
      ...required('Secret', at(source, 'secretRef'), 'name', `envFrom of container ${at(container, 'name')}`),
    ]),
  ];
}

/** What custom resources of the Prometheus Operator need beside what their pods do: Secrets and ConfigMaps that it mounts or reads. */
export function operatedReferences(spec: unknown): Reference[] {
  const listed = (kind: Reference['kind'], field: string) =>
    asList(at(spec, field)).flatMap((name) => reference(kind, name, field));
  return [
    ...podReferences(spec),
    ...listed('Secret', 'secrets'),
    ...listed('ConfigMap', 'configMaps'),
    ...asList(at(spec, 'remoteWrite')).flatMap((write) => [
      ...required('Secret', at(write, 'basicAuth', 'username'), 'name', 'remoteWrite basicAuth'),
      ...required('Secret', at(write, 'basicAuth', 'password'), 'name', 'remoteWrite basicAuth'),
      ...required('Secret', at(write, 'authorization', 'credentials'), 'name', 'remoteWrite authorization'),
      ...required('Secret', at(write, 'tlsConfig', 'keySecret'), 'name', 'remoteWrite tlsConfig'),
      ...['ca', 'cert'].flatMap((file) => [
        ...required('Secret', at(write, 'tlsConfig', file, 'secret'), 'name', 'remoteWrite tlsConfig'),
        ...required('ConfigMap', at(write, 'tlsConfig', file, 'configMap'), 'name', 'remoteWrite tlsConfig'),
      ]),
    ]),
  ];
}

function required(kind: Reference['kind'], source: unknown, key: string, by: string): Reference[] {
  return at(source, 'optional') === true ? [] : reference(kind, at(source, key), by);
}

function reference(kind: Reference['kind'], value: unknown, by: string): Reference[] {
  const name = asText(value);
  return name ? [{ kind, name, by }] : [];
}
