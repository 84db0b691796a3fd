import type { ChangeSet } from '.';

/** How something is reached, from inside and from outside. */
export const EXPOSURE_CHANGES = {
  'DIFF-301': {
    level: 'replace',
    title: 'The clusterIP of a Service',
    means: 'An address is for good, and so is having none.',
    instead: 'Make a Service of another name, or delete and apply it anew.',
    sources: [
      'kubernetes v1.35 pkg/apis/core/validation/validation.go',
      'https://kubernetes.io/docs/concepts/services-networking/service/',
    ],
  },
  'DIFF-302': {
    level: 'config',
    title: 'A headless Service that is to have an address stays headless',
    means: 'The API server keeps None where clusterIP is not given.',
    instead: 'Make a Service of another name, or delete and apply it anew.',
    sources: [
      'kubernetes v1.35 pkg/registry/core/service/storage/storage.go',
      'https://kubernetes.io/docs/concepts/services-networking/service/#headless-services',
    ],
  },
  'DIFF-303': {
    level: 'replace',
    title: 'The class of a load balancer',
    means: 'loadBalancerClass is for good.',
    instead: 'Make a Service of another name.',
    sources: [
      'kubernetes v1.35 pkg/apis/core/validation/validation.go',
      'https://kubernetes.io/docs/concepts/services-networking/service/#load-balancer-class',
    ],
  },
  'DIFF-304': {
    level: 'config',
    title: 'The type of a Service changed',
    means: 'It has other addresses from now on.',
    sources: ['https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types'],
  },
  'DIFF-305': {
    level: 'data',
    title: 'A Service is open to the internet',
    means: 'Its load balancer has a public address, or takes requests from everybody.',
    instead: 'Ask the cloud for an inner address, or name who may reach it.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/service/#internal-load-balancer',
      'https://learn.microsoft.com/azure/aks/internal-lb',
    ],
  },
  'DIFF-306': {
    level: 'config',
    title: 'A load balancer takes requests from fewer',
    means: 'Clients elsewhere are cut off.',
    sources: ['https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer'],
  },
  'DIFF-307': {
    level: 'config',
    title: 'Requests to a Service go elsewhere',
    means: 'Its selector or ports changed.',
    sources: ['https://kubernetes.io/docs/concepts/services-networking/service/'],
  },
  'DIFF-308': {
    level: 'data',
    title: 'A Service selects nothing',
    means: 'Nobody answers behind it.',
    instead: 'Let its selector match the labels of the pods.',
    sources: ['https://kubernetes.io/docs/concepts/services-networking/service/'],
  },
  'DIFF-309': {
    level: 'data',
    title: 'Something leads to a Service, or to a port of it, that is gone',
    means: 'It finds nothing.',
    instead: 'Change the address first.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/service/',
      'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
    ],
  },
  'DIFF-310': {
    level: 'data',
    title: 'A host or path is no longer answered',
    means: 'Whoever has the address finds nothing.',
    instead: 'Let both addresses answer until all have the new one.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/ingress/',
      'https://gateway-api.sigs.k8s.io/reference/spec/',
    ],
  },
  'DIFF-311': {
    level: 'data',
    title: 'TLS is gone',
    means: 'What is sent can be read on the way.',
    instead: 'Keep the certificate.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/ingress/#tls',
      'https://gateway-api.sigs.k8s.io/reference/spec/',
    ],
  },
  'DIFF-312': {
    level: 'data',
    title: 'Nobody is asked who they are any more',
    means: 'Authentication, or a list of who may, is gone.',
    instead: 'Keep it, or replace it in the same change.',
    sources: [
      'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#authentication',
      'https://gateway.envoyproxy.io/docs/api/extension_types/',
      'https://doc.traefik.io/traefik/routing/providers/kubernetes-crd/',
    ],
  },
  'DIFF-313': {
    level: 'config',
    title: 'Others are let in than before',
    means: 'The credential, or the list of who may, is another one.',
    instead: 'Give it to clients first.',
    sources: [
      'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#authentication',
      'https://gateway.envoyproxy.io/docs/api/extension_types/',
      'https://doc.traefik.io/traefik/routing/providers/kubernetes-crd/',
    ],
  },
  'DIFF-314': {
    level: 'config',
    title: 'Clients are asked who they are from now on',
    means: 'Whoever cannot say is refused.',
    instead: 'Give clients what they need first.',
    sources: [
      'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#authentication',
      'https://gateway.envoyproxy.io/docs/api/extension_types/',
    ],
  },
  'DIFF-315': {
    level: 'data',
    title: 'Plain HTTP is answered',
    means: 'There is no redirect to https any more, or a route is at a listener without TLS.',
    instead: 'Keep the redirect, and name the listener with TLS.',
    sources: [
      'https://gateway-api.sigs.k8s.io/reference/spec/',
      'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#server-side-https-enforcement-through-redirect',
    ],
  },
  'DIFF-316': {
    level: 'config',
    title: 'Requests from outside go elsewhere',
    means: 'The controller takes over routes as it runs.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/ingress/',
      'https://gateway-api.sigs.k8s.io/reference/spec/',
    ],
  },
  'DIFF-317': {
    level: 'replace',
    title: 'The controller of an IngressClass',
    means: 'It is for good.',
    instead: 'Make an IngressClass of another name.',
    sources: ['kubernetes v1.35 pkg/apis/networking/validation/validation.go'],
  },
  'DIFF-318': {
    level: 'config',
    title: 'A load balancer takes requests from more',
    means: 'More addresses are let in.',
    sources: ['https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer'],
  },
  'DIFF-319': {
    level: 'data',
    title: 'Another controller or Gateway answers',
    means: 'It has another address, and does not know annotations of the one before.',
    instead: 'Move DNS, and check authentication.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class',
      'https://gateway-api.sigs.k8s.io/reference/spec/',
    ],
  },
  'DIFF-320': {
    level: 'data',
    title: 'A NetworkPolicy lets everybody in',
    means: 'A rule without peers, or with an empty selector of namespaces, is for all.',
    instead: 'Name who needs it.',
    sources: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  },
  'DIFF-321': {
    level: 'config',
    title: 'A NetworkPolicy lets more in',
    means: 'One more peer or port.',
    sources: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  },
  'DIFF-322': {
    level: 'config',
    title: 'A NetworkPolicy lets fewer in',
    means: 'What it alone allowed is cut off.',
    sources: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  },
  'DIFF-323': {
    level: 'data',
    title: 'No NetworkPolicy guards pods any more',
    means: 'Pods that none selects are open to the whole cluster.',
    instead: 'Keep one that selects them.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation',
    ],
  },
  'DIFF-324': {
    level: 'config',
    title: 'A NetworkPolicy is new',
    means: 'Pods that it selects take only what policies name.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation',
    ],
  },
  'DIFF-326': {
    level: 'data',
    title: 'The address of a load balancer is given back',
    means: 'It does not come again.',
    instead: 'Put the new one into DNS first.',
    sources: ['https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer'],
  },
} as const satisfies ChangeSet;
