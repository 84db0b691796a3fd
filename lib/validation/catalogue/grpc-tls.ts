import type { RuleSet } from '../rule';

const SOURCE = 'https://github.com/thanos-io/thanos/blob/v0.42.5';

/** Certificates on the gRPC connections of Thanos. */
export const GRPC_TLS_RULES = {
  'THANOS-232': {
    severity: 'error',
    title: 'Two components that connect by gRPC have no authority in common',
    protects: 'The connection is refused: the series there are missing, or their share of every write fails.',
    sources: [`${SOURCE}/pkg/tls/options.go`, 'https://thanos.io/tip/operating/cross-cluster-tls-communication.md/'],
  },
  'THANOS-233': {
    severity: 'error',
    title: 'A querier looks up names with certificates and names without',
    protects: 'Thanos has one TLS for all names that it looks up: one kind of them would never be connected to.',
    sources: [`${SOURCE}/cmd/thanos/endpointset.go`],
  },
  'THANOS-234': {
    severity: 'error',
    title: 'Certificates for names inside of the cluster are asked of an ACME server',
    protects: 'It cannot prove them, no certificate is issued, and pods wait for a Secret that never comes.',
    sources: ['https://cert-manager.io/docs/configuration/acme/', 'https://cert-manager.io/docs/configuration/ca/'],
  },
  'THANOS-235': {
    severity: 'warning',
    title: "Receivers that take certificates replicate by Cap'n Proto",
    protects:
      "Thanos never encrypts Cap'n Proto, and asks nobody there who he is: series can be read on the way, and written by whoever reaches the port.",
    sources: [`${SOURCE}/pkg/receive/handler.go`, `${SOURCE}/cmd/thanos/receive.go`],
  },
  'THANOS-236': {
    severity: 'error',
    title: 'TLS on one side of a connection between receivers',
    protects: 'The share of those receivers of every write fails, and with it whole writes.',
    sources: [`${SOURCE}/cmd/thanos/receive.go`, `${SOURCE}/pkg/extgrpc/client.go`],
  },
  'THANOS-237': {
    severity: 'error',
    title: 'StoreAPI that takes certificates is exposed by a controller that shows it none',
    protects:
      'TLS ends there, and the querier takes nobody without a certificate, so that no other cluster reaches it.',
    sources: [`${SOURCE}/pkg/tls/options.go`, 'https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/'],
  },
  'THANOS-238': {
    severity: 'error',
    title: 'A gRPC server is given a part of its TLS',
    protects: 'Thanos does not start.',
    sources: [`${SOURCE}/pkg/tls/options.go`],
  },
} as const satisfies RuleSet;
