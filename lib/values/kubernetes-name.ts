/** What the API server takes for names, labels and ports, as it says it itself. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */

/** What most objects are called. Other than in DNS, a part between dots may be longer than 63 characters. */
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
/** What namespaces, containers and volumes are called. */
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_NAME = /^[A-Za-z0-9]([-\w.]*[A-Za-z0-9])?$/;
const PORT_NAME = /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

export function isSubdomainName(name: string): boolean {
  return name.length <= 253 && SUBDOMAIN.test(name);
}

export function isDnsLabel(name: string, longest = 63): boolean {
  return name.length <= longest && LABEL.test(name);
}

/** A label's key: a name, with or without a DNS name and a slash before it. */
export function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  return name.length <= 63 && LABEL_NAME.test(name) && (slash === -1 || isSubdomainName(key.slice(0, slash)));
}

/** An annotation's key is a label's in which case does not matter. */
export function isAnnotationKey(key: string): boolean {
  return isLabelKey(key.toLowerCase());
}

export function isLabelValue(value: string): boolean {
  return value === '' || (value.length <= 63 && LABEL_NAME.test(value));
}

/** The name of a container's port, by which Services and probes may refer to it. */
export function isPortName(name: string): boolean {
  return name.length <= 15 && PORT_NAME.test(name);
}
