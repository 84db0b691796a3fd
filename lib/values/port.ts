/** The port of `host:port`; the usual one for an address without, such as an SRV record's. */
export function addressPort(address: string, usual: number): number {
  return Number(/:(\d+)$/.exec(address)?.[1] ?? usual);
}

/** The port of a URL, which may have credentials and a path. */
export function urlPort(url: string): number {
  const [, scheme, port] = /^(\w+):\/\/[^/]*?(?::(\d+))?(?:\/|$)/.exec(url) ?? [];
  return Number(port ?? (scheme === 'http' ? 80 : 443));
}
