/** Whether a host name, which may begin with a wildcard or be empty for all, stands for another one. */
export function covers(pattern: string, host: string): boolean {
  if (pattern === '' || pattern === host) return true;
  return pattern.startsWith('*.') && host.endsWith(pattern.slice(1));
}
