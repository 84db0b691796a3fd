import { AcmeSolver, type Fleet } from '../../../lib';
import type { EXPOSURE_RULES } from '../../../lib/validation/catalogue/exposure';
import type { RuleCases } from '../attempt';

const email = 'ops@cookingwithazure.com';

const letsEncrypt = (fleet: Fleet, address: string) => fleet.addCluster('west').addLetsEncrypt({ email: address });

const solvedBy = (fleet: Fleet, ...solvers: AcmeSolver[]) =>
  fleet.addCluster('west').addLetsEncrypt({ email, solvers });

const issuer = (acme: string) => `
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: { name: letsencrypt }
spec:
  acme:
    server: https://acme-v02.api.letsencrypt.org/directory
    privateKeySecretRef: { name: letsencrypt }
    ${acme}
`;

const withWildcard = (solver: string) => `${issuer(`email: ${email}\n    solvers: [${solver}]`)}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: wildcard, namespace: thanos }
spec:
  secretName: wildcard-tls
  issuerRef: { kind: ClusterIssuer, name: letsencrypt }
  dnsNames: ['*.thanos.example.com']
`;

const SOLVERS = 'solvers: [{ http01: { ingress: { ingressClassName: nginx } } }]';

/** Who issues certificates, and how names are proved. */
export const acmeCases: RuleCases<
  keyof Pick<typeof EXPOSURE_RULES, 'THANOS-206' | 'THANOS-207' | 'THANOS-208' | 'THANOS-209' | 'THANOS-210'>
> = {
  'THANOS-206': [
    {
      trips: (fleet) => solvedBy(fleet, AcmeSolver.http01({ dnsNames: ['*.thanos.example.com'] })),
      passes: (fleet) => solvedBy(fleet, AcmeSolver.http01({ dnsNames: ['query.thanos.example.com'] })),
    },
    {
      trips: withWildcard('{ http01: { ingress: { ingressClassName: nginx } } }'),
      passes: withWildcard('{ dns01: { azureDNS: { hostedZoneName: example.com } } }'),
    },
  ],
  'THANOS-207': [
    { trips: (fleet) => letsEncrypt(fleet, 'ops'), passes: (fleet) => letsEncrypt(fleet, email) },
    {
      trips: (fleet) => letsEncrypt(fleet, 'ops@example.com'),
      passes: (fleet) => letsEncrypt(fleet, 'ops@not-example.com'),
    },
    {
      trips: issuer(`email: ops@example.com\n    ${SOLVERS}`),
      passes: issuer(`email: ${email}\n    ${SOLVERS}`),
    },
  ],
  'THANOS-208': [
    { trips: (fleet) => letsEncrypt(fleet, ''), passes: (fleet) => letsEncrypt(fleet, email) },
    { trips: issuer(SOLVERS), passes: issuer(`email: ${email}\n    ${SOLVERS}`) },
  ],
  'THANOS-209': [
    {
      trips: (fleet) =>
        fleet.addCluster('west').addLetsEncrypt({ email, name: 'zerossl', server: 'https://acme.zerossl.com/' }),
      passes: (fleet) =>
        fleet.addCluster('west').addLetsEncrypt({ email, name: 'zerossl', server: 'https://acme.zerossl.com/v2/DV90' }),
    },
  ],
  'THANOS-210': [
    { trips: (fleet) => solvedBy(fleet), passes: (fleet) => solvedBy(fleet, AcmeSolver.http01()) },
    {
      trips: (fleet) => solvedBy(fleet, AcmeSolver.http01(), AcmeSolver.http01({ ingressClass: 'traefik' })),
      passes: (fleet) =>
        solvedBy(
          fleet,
          AcmeSolver.http01(),
          AcmeSolver.http01({ ingressClass: 'traefik', dnsNames: ['query.example.com'] }),
        ),
    },
  ],
};
