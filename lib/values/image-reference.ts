const REPOSITORY = '[a-z0-9]([-a-zA-Z0-9.]*[a-zA-Z0-9])?(:\\d+)?(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*';
const TAG = '\\w[-\\w.]{0,127}';
const DIGEST = '[a-zA-Z][-+.\\w]*:[0-9a-fA-F]{32,}';

const REFERENCE = new RegExp(`^${REPOSITORY}(:${TAG})?(@${DIGEST})?$`);

/** Whether an image has a name that container runtimes take: repository, tag and digest, the latter two if need be. */
export function isImageReference(image: string): boolean {
  return REFERENCE.test(image);
}

/** Whether an image is one of those that Bitnami took from their address in 2025. */
export function isBitnamiImage(image: string): boolean {
  return /^(docker\.io\/)?bitnami\//.test(image);
}
