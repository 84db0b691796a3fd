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
      'A router, querier or query frontend that was told to end took no connection from that moment on, while the edge still sent requests there; a receiver also cut off the requests that it had',
    mended:
      'They go on answering for ten seconds (`preStopSleepSeconds`), until Services and edges know. Kubernetes 1.30 is the oldest that can do so, and the oldest that is supported',
    heldBy:
      'test/kubernetes/pre-stop-sleep.test.ts; scenario replication, in which no write is repeated while routers restart',
  },
  {
    found:
      'Envoy Gateway did not look again at the Secret that a Gateway names in `spec.tls.backend.clientCertificateRef`: the querier would ' +
      'be shown the old certificate beyond its end, until something else of the Gateway changes',
    mended: 'the BackendTLSPolicy takes `ca.crt` from that same Secret, and what policies name is looked at',
    heldBy: 'scenario regions, which asks Envoy for serial numbers; test/thanos/store-api-gateway.test.ts',
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
