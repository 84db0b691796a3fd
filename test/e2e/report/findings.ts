/** Something that only a real cluster showed. */
export interface Finding {
  readonly found: string;
  /** What was changed in the constructs or the documentation. */
  readonly mended: string;
  /** The unit test, the rule or the scenario that fails when it comes back. */
  readonly heldBy: string;
}

/** Written by hand, one for each mistake that a run found. */
export const FINDINGS: readonly Finding[] = [
  {
    found:
      'After a rolling restart of three ingestors, each with a copy, queries left out three seconds of samples that were all stored: ' +
      'the default deduplication, `penalty`, changes over to another copy late',
    mended:
      'docs/hashring.md and `deduplication` of the querier say so, and when `chain` is right. `penalty` stays the default, as pairs of Prometheus need it',
    heldBy: 'scenario `replication`, which reads by `chain`',
  },
  {
    found:
      "when the edge for tokens learned of its first cluster, a request without a token came through to receive: Envoy has a new route at once, and the filter that asks for the token only when it has fetched the issuer's keys",
    mended:
      'a route that leads nowhere and a policy that denies are there before all clusters, so that Envoy has the filter from the beginning',
    heldBy:
      'scenario secretless knocks at the edge without a token from its first answer to its last; test/exposure/gateway-api.test.ts',
  },
  {
    found:
      'A store gateway with a short `syncInterval` and a caching bucket found new blocks after five minutes: the caching bucket keeps the list of blocks that long.',
    mended: 'Warned of by rule THANOS-565, and said of `syncInterval`.',
    heldBy: 'THANOS-565; scenario caches',
  },
  {
    found:
      'A request that ingestors had stored, and a router that was ending never answered, was written again and answered 409 (out of order): Prometheus counts its samples as failed, although they are there',
    mended: 'The account keeps such requests apart from those that are refused',
    heldBy: 'test/e2e/samples/writer.test.ts; scenario replication says how many there were',
  },
  {
    found:
      'By `/api/v1/label/..%2fstores` whoever had a password reached, behind Traefik, each path of the querier: metrics, profiles, and at the ' +
      "host of a tenant what answers with the series of all. `%2f` is no slash to Traefik, and one to Thanos' query frontend",
    mended:
      'Rules of Traefik with a prefix take no encoded slash. For Ingresses, README.md says how to have Traefik refuse it. Envoy Gateway and ingress-nginx read it as a slash themselves',
    heldBy: 'test/exposure/traefik.test.ts; scenarios traefik and secretless',
  },
  {
    found:
      'While no pod of receive was ready, Traefik with its defaults had no route to it and answered 404, and what is answered so, Prometheus drops: each restart of a single receiver lost its samples',
    mended: "IngressRoutes lead to the Service's address (`nativeLB`): writers are answered 502, and write again",
    heldBy: 'test/exposure/traefik.test.ts; scenario traefik',
  },
  {
    found: 'A request that found the address of a pod which had just gone waited 30 s in Traefik',
    mended: 'A ServersTransport has Traefik wait for a connection for 5 s',
    heldBy: 'test/exposure/traefik.test.ts',
  },
];
