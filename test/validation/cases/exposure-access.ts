import { ApiObject, JsonPatch } from 'cdk8s';
import type { Fleet } from '../../../lib';
import type { EXPOSURE_RULES } from '../../../lib/validation/catalogue/exposure';
import type { RuleCases } from '../attempt';
import { annotationPath, exposed, ingress, patchIngresses, receiver } from './setup-exposure';

const NGINX = 'nginx.ingress.kubernetes.io';

const CERTIFICATE = `${NGINX}/auth-tls-secret: monitoring/clients`;

const secret = (namespace: string) => `
---
apiVersion: v1
kind: Secret
metadata: { name: basic-auth, namespace: ${namespace} }
`;

const loadBalancer = (ranges: string) => `
---
apiVersion: v1
kind: Service
metadata: { name: receive-public, namespace: monitoring }
spec:
  type: LoadBalancer
  ${ranges}
  selector: { app: receive }
  ports: [{ name: remote-write, port: 80, targetPort: 19291 }]
`;

const patched = (fleet: Fleet, ...patches: JsonPatch[]) => patchIngresses(exposed(fleet), ...patches);

const withSecret = (fleet: Fleet, namespace: string) => {
  exposed(fleet);
  const chart = fleet.clusters[0]?.addChart('secrets', { namespace });
  if (chart) new ApiObject(chart, 'secret', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'basic-auth' } });
};

/** Who gets in, and over what. */
export const accessCases: RuleCases<
  keyof Pick<typeof EXPOSURE_RULES, 'THANOS-203' | 'THANOS-204' | 'THANOS-215' | 'THANOS-216'>
> = {
  'THANOS-203': [
    {
      trips: (fleet) => exposed(fleet, { basicAuth: 'monitoring/basic-auth' }),
      passes: (fleet) => exposed(fleet, { basicAuth: 'basic-auth' }),
    },
    {
      trips: (fleet) => exposed(fleet, { issuer: undefined, tlsSecretName: 'certificates/thanos-tls' }),
      passes: (fleet) => exposed(fleet, { issuer: undefined, tlsSecretName: 'thanos-tls' }),
    },
    {
      trips: (fleet) => patched(fleet, JsonPatch.replace(annotationPath(`${NGINX}/auth-secret`), 'other/basic-auth')),
      passes: (fleet) => patched(fleet, JsonPatch.replace(annotationPath(`${NGINX}/auth-secret`), 'thanos/basic-auth')),
    },
    {
      trips: receiver + ingress({ annotations: `${NGINX}/auth-type: basic, ${NGINX}/auth-secret: thanos/basic-auth` }),
      passes:
        receiver + ingress({ annotations: `${NGINX}/auth-type: basic, ${NGINX}/auth-secret: monitoring/basic-auth` }),
    },
  ],
  'THANOS-204': [
    { trips: (fleet) => withSecret(fleet, 'monitoring'), passes: (fleet) => withSecret(fleet, 'thanos') },
    { trips: receiver + ingress() + secret('thanos'), passes: receiver + ingress() + secret('monitoring') },
  ],
  'THANOS-215': [
    {
      trips: (fleet) => patched(fleet, JsonPatch.remove(annotationPath(`${NGINX}/auth-type`))),
      passes: (fleet) => patched(fleet, JsonPatch.replace(annotationPath(`${NGINX}/auth-type`), 'digest')),
    },
    {
      trips: receiver + ingress({ annotations: 'cert-manager.io/cluster-issuer: letsencrypt' }),
      passes: receiver + ingress({ annotations: `${NGINX}/auth-url: http://oauth2-proxy.auth/oauth2/auth` }),
    },
    {
      trips: receiver + ingress({ annotations: `${CERTIFICATE}, ${NGINX}/auth-tls-verify-client: optional` }),
      passes: receiver + ingress({ annotations: CERTIFICATE }),
    },
    {
      trips: receiver + loadBalancer(''),
      passes: receiver + loadBalancer('loadBalancerSourceRanges: [10.0.0.0/8]'),
    },
  ],
  'THANOS-216': [
    {
      trips: (fleet) =>
        patched(
          fleet,
          JsonPatch.remove(annotationPath(`${NGINX}/force-ssl-redirect`)),
          JsonPatch.add(annotationPath(`${NGINX}/ssl-redirect`), 'false'),
        ),
      passes: (fleet) => patched(fleet, JsonPatch.remove(annotationPath(`${NGINX}/force-ssl-redirect`))),
    },
    { trips: receiver + ingress({ spec: '' }), passes: receiver + ingress() },
  ],
};
