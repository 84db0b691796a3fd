/** Whether this is an OpenID issuer as tokens name it: https, without user, query or fragment. */
export function isOidcIssuer(url: string): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== 'https:' || url.length > LONGEST_ISSUER) return false;
  return !parsed.username && !parsed.password && !/[?#\s]/.test(url);
}

/** As much as Envoy Gateway takes for the issuer itself and for the address of its keys. */
const LONGEST_ISSUER = 253 - '/openid/v1/jwks'.length;

/** Where an API server publishes the keys by which its tokens are verified. AKS' issuers end in a slash. */
export function kubernetesJwksUri(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/openid/v1/jwks`;
}
