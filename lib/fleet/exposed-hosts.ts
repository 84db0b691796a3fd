import type { IConstruct } from 'constructs';
import { ExposedRoute } from '../exposure/exposed-route';
import { PrometheusBase } from '../prometheus/prometheus-base';
import type { Problem } from '../validation/problem';
import type { Cluster } from './cluster';

/**
 * The hosts that a fleet exposes, and remote writes to a sibling of one: `recieve.<domain>` beside `receive.<domain>`. Receivers in
 * other domains are somebody else's, of which nothing is known here.
 */
export class ExposedHosts {
  private readonly hosts = new Set<string>();
  /** A host of each domain. */
  private readonly domains = new Map<string, string>();

  add(cluster: Cluster): void {
    for (const construct of cluster.node.findAll()) {
      if (!(construct instanceof ExposedRoute)) continue;
      this.hosts.add(construct.host);
      const domain = domainOf(construct.host);
      if (domain) this.domains.set(domain, construct.host);
    }
  }

  problems(construct: IConstruct): Problem[] {
    if (!(construct instanceof PrometheusBase)) return [];
    return construct.remoteWriteUrls.flatMap((given): Problem[] => {
      const url = URL.canParse(given) ? new URL(given) : undefined;
      if (!url?.pathname.endsWith('/api/v1/receive') || this.hosts.has(url.hostname)) return [];
      const sibling = this.domains.get(domainOf(url.hostname) ?? '');
      if (sibling === undefined) return [];
      return [
        {
          rule: 'THANOS-607',
          what: `remoteWrite goes to ${url.hostname}, which no stack of this fleet exposes, unlike ${sibling} in the same domain`,
          fix: 'Give thanos.remoteWrite of the stack in place of a URL, or suppress this where another program exposes the host',
        },
      ];
    });
  }
}

/** What a host is below; nothing for a name directly below a top-level domain. */
function domainOf(host: string): string | undefined {
  const domain = host.slice(host.indexOf('.') + 1);
  return domain.includes('.') ? domain : undefined;
}
