/** A prefix as Thanos reads it: one slash in front, none at the end, and nothing for the root. */
export function pathPrefix(prefix = ''): string {
  const trimmed = prefix.replace(/^\/+|\/+$/g, '');
  return trimmed && `/${trimmed}`;
}
