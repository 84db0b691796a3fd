import { DURATION, keyed, keyedInOrder, type Meaning, map, or, QUANTITY, sequenceOf, setOf } from '../meaning';
import { LABEL_SELECTOR } from './pod';

// Kinds of projects around: their keys are those of `x-kubernetes-list-map-keys` in their CRDs, where those have any.

const PARENT_REFS = setOf(map({ group: or('gateway.networking.k8s.io'), kind: or('Gateway') }));
/** Weights decide, not places. */
const BACKEND_REFS = setOf(map({ group: or(''), kind: or('Service'), weight: or(1) }));
const ROUTE = map({
  parentRefs: PARENT_REFS,
  hostnames: setOf(),
  // Where two rules match equally well, the first one counts.
  rules: sequenceOf(
    map({ matches: setOf(map({ headers: keyed('name'), queryParams: keyed('name') })), backendRefs: BACKEND_REFS }),
    'name',
  ),
});

/** What policies of Envoy Gateway are for. */
const TARGETS = { targetRefs: setOf(), targetSelectors: setOf() };
const SECURITY_POLICY = map({
  ...TARGETS,
  jwt: map({ providers: keyed('name', map({ audiences: setOf(), claimToHeaders: setOf() })) }),
  // The first rule that matches counts.
  authorization: map({
    defaultAction: or('Deny'),
    rules: sequenceOf(
      map({
        principal: map({
          clientCIDRs: setOf(),
          jwt: map({ scopes: setOf(), claims: setOf(map({ values: setOf() })) }),
        }),
      }),
      'name',
    ),
  }),
});

const CERTIFICATE = map({
  dnsNames: setOf(),
  ipAddresses: setOf(),
  uris: setOf(),
  emailAddresses: setOf(),
  usages: setOf(),
  duration: DURATION,
  renewBefore: DURATION,
  issuerRef: map({ group: or('cert-manager.io'), kind: or('Issuer') }),
});
/** The most specific selector counts, and of equal ones the first. */
const ISSUER = map({
  acme: map({ solvers: sequenceOf(map({ selector: map({ dnsNames: setOf(), dnsZones: setOf() }) })) }),
});

const APPLICATION = map({
  syncPolicy: map({ syncOptions: setOf() }),
  ignoreDifferences: setOf(map({ jsonPointers: setOf(), jqPathExpressions: setOf() })),
  sources: keyedInOrder('repoURL'),
});

const SPECS: Readonly<Record<string, Meaning>> = {
  'apiextensions.k8s.io/CustomResourceDefinition': map({
    versions: keyed('name', map({ additionalPrinterColumns: keyedInOrder('name') })),
    names: map({ categories: setOf(), shortNames: setOf() }),
    conversion: or({ strategy: 'None' }),
  }),
  'gateway.networking.k8s.io/Gateway': map({
    tls: map({ backend: map({ clientCertificateRef: map({ group: or(''), kind: or('Secret') }) }) }),
    listeners: keyed(
      'name',
      map({
        tls: map({
          mode: or('Terminate'),
          certificateRefs: sequenceOf(map({ group: or(''), kind: or('Secret') })),
        }),
        allowedRoutes: map({ namespaces: or({ from: 'Same' }) }),
      }),
    ),
  }),
  'gateway.networking.k8s.io/HTTPRoute': ROUTE,
  'gateway.networking.k8s.io/GRPCRoute': ROUTE,
  'gateway.networking.k8s.io/TLSRoute': ROUTE,
  'gateway.networking.k8s.io/TCPRoute': ROUTE,
  'gateway.networking.k8s.io/BackendTLSPolicy': map({
    targetRefs: setOf(),
    validation: map({ caCertificateRefs: setOf(), subjectAltNames: setOf() }),
  }),
  'gateway.envoyproxy.io/SecurityPolicy': SECURITY_POLICY,
  'gateway.envoyproxy.io/ClientTrafficPolicy': map(TARGETS),
  'gateway.envoyproxy.io/BackendTrafficPolicy': map({ ...TARGETS, requestBuffer: map({ limit: QUANTITY }) }),
  'cert-manager.io/Certificate': CERTIFICATE,
  'cert-manager.io/Issuer': ISSUER,
  'cert-manager.io/ClusterIssuer': ISSUER,
  'argoproj.io/Application': APPLICATION,
  'argoproj.io/ApplicationSet': map({ generators: sequenceOf({}), template: map({ spec: APPLICATION }) }),
  'kustomize.toolkit.fluxcd.io/Kustomization': map({
    dependsOn: keyed(['name', 'namespace']),
    healthChecks: setOf(),
    interval: DURATION,
    retryInterval: DURATION,
    timeout: DURATION,
    patches: sequenceOf({}),
  }),
  'external-secrets.io/ExternalSecret': map({ data: keyed('secretKey'), refreshInterval: DURATION }),
  'cilium.io/CiliumNetworkPolicy': map({ endpointSelector: LABEL_SELECTOR }),
};

/** What the fields of other projects' kinds mean. */
export const OTHERS: Readonly<Record<string, Meaning>> = Object.fromEntries(
  Object.entries(SPECS).map(([kind, spec]) => [kind, map({ spec })]),
);
