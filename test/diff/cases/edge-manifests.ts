/** A Gateway with a host, and one without TLS that sends clients there. */
export const EDGE_GATEWAY = `
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: thanos }
spec:
  gatewayClassName: eg
  listeners:
    - { name: http, port: 80, protocol: HTTP }
    - name: receive.example.com
      hostname: receive.example.com
      port: 443
      protocol: HTTPS
      tls: { mode: Terminate, certificateRefs: [{ name: receive-tls }] }
`;

export const REDIRECT = `
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: redirect, namespace: thanos }
spec:
  parentRefs: [{ name: edge, sectionName: http }]
  rules: [{ filters: [{ type: RequestRedirect, requestRedirect: { scheme: https, statusCode: 301 } }] }]
`;

/** The route of one cluster that writes for one tenant. */
export const WRITER_ROUTE = `
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: receive-shop.payments, namespace: thanos }
spec:
  parentRefs: [{ name: edge, sectionName: receive.example.com }]
  hostnames: [receive.example.com]
  rules:
    - backendRefs: [{ name: receive, port: 19291 }]
      filters:
        - type: RequestHeaderModifier
          requestHeaderModifier:
            remove: [Authorization]
            set: [{ name: THANOS-TENANT, value: payments }]
      matches:
        - path: { type: Exact, value: /api/v1/receive }
          headers: [{ type: Exact, name: THANOS-CLUSTER, value: shop.payments }]
      timeouts: { request: 60s }
`;

export const TOKEN_POLICY = `
---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: SecurityPolicy
metadata: { name: receive-shop.payments, namespace: thanos }
spec:
  targetRefs: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, name: receive-shop.payments }]
  jwt:
    providers:
      - name: shop
        issuer: https://issuer.example.com/shop/
        audiences: [receive.example.com]
        remoteJWKS: { uri: https://issuer.example.com/shop/openid/v1/jwks }
  authorization:
    defaultAction: Deny
    rules:
      - name: shop
        action: Allow
        principal: { jwt: { provider: shop, claims: [{ name: sub, values: ["system:serviceaccount:prometheus:prometheus"] }] } }
`;

export const EDGE = EDGE_GATEWAY + REDIRECT + WRITER_ROUTE + TOKEN_POLICY;

/** A second cluster at the same host. */
export const OTHER_ROUTE = WRITER_ROUTE.replaceAll('shop', 'web');
export const OTHER_POLICY = TOKEN_POLICY.replaceAll('shop', 'web');

export const CLIENT_POLICY = `
---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: ClientTrafficPolicy
metadata: { name: receive, namespace: thanos }
spec:
  targetRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: edge, sectionName: receive.example.com }]
  tls: { clientValidation: { caCertificateRefs: [{ kind: Secret, name: clients-ca }] } }
`;

/** A host of a tenant behind Traefik. */
export const TRAEFIK = `
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: query-basic-auth, namespace: thanos }
spec: { basicAuth: { secret: basic-auth, removeHeader: true } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: query-tenant, namespace: thanos }
spec: { headers: { customRequestHeaders: { THANOS-TENANT: payments } } }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: query, namespace: thanos }
spec:
  entryPoints: [websecure]
  routes:
    - kind: Rule
      match: Host(\`query.example.com\`)
      middlewares: [{ name: query-basic-auth }, { name: query-tenant }]
      services: [{ name: query, port: 10902 }]
  tls: { secretName: query-tls }
`;

export const TRAEFIK_REDIRECT = `
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: query-redirect, namespace: thanos }
spec: { redirectScheme: { scheme: https, permanent: true } }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: query-redirect, namespace: thanos }
spec:
  entryPoints: [web]
  routes:
    - kind: Rule
      match: Host(\`query.example.com\`)
      middlewares: [{ name: query-redirect }]
      services: [{ name: query, port: 10902 }]
`;
