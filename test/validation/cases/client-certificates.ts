import type { ClusterProps, Fleet } from '../../../lib';
import type { CLIENT_CERTIFICATE_RULES } from '../../../lib/validation/catalogue/client-certificates';
import type { RuleCases } from '../attempt';
import { objstore } from './setup';
import { byCertificate, byPassword, certified, clientCertificate } from './setup-certificates';
import { ingress, receiver } from './setup-exposure';
import { byToken, oidcIssuer } from './setup-gateway';
import { prometheus } from './setup-prometheus';

const both = [byPassword, byCertificate] as const;

/** Certificates for some clusters, tokens for others. */
function mixed(fleet: Fleet, cluster: ClusterProps): void {
  const receive = [byCertificate, byToken()] as const;
  const hub = fleet.addCluster('hub', { oidcIssuer: oidcIssuer('hub'), writesBy: 'token' });
  const { remoteWrite } = hub.addThanos({ objstore, exposure: { receive } });
  hub.addPrometheus({ remoteWrite });
  fleet.addCluster('west', cluster).addPrometheus({ remoteWrite });
}

const NGINX = 'nginx.ingress.kubernetes.io';
const asking = (verify: string) =>
  receiver +
  ingress({
    annotations: `${NGINX}/auth-tls-secret: monitoring/clients, ${NGINX}/auth-tls-verify-client: "${verify}", ${NGINX}/auth-url: http://oauth2-proxy.auth`,
  });
const URL = 'url: https://receive.example.com/api/v1/receive';
const TLS =
  'tlsConfig: { cert: { secret: { name: client, key: tls.crt } }, keySecret: { name: client, key: tls.key } }';
const writing = (write: string) => `---${prometheus({ write })}`;

const listener = (name: string, mode = '') => `
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: monitoring }
spec:
  gatewayClassName: eg
  listeners:
    - { name: receive, hostname: receive.example.com, port: 443, protocol: HTTPS }
    - { name: other, hostname: other.example.com, port: 443, protocol: HTTPS }
---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: ClientTrafficPolicy
metadata: { name: receive, namespace: monitoring }
spec:
  targetRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: edge, sectionName: ${name} }]
  tls: { clientValidation: { ${mode}caCertificateRefs: [{ kind: Secret, name: clients }] } }
`;

export const clientCertificateCases: RuleCases<keyof typeof CLIENT_CERTIFICATE_RULES> = {
  'THANOS-244': [
    {
      trips: (fleet) => certified(fleet, {}),
      passes: (fleet) => certified(fleet, { cluster: { clientCertificate } }),
    },
    {
      trips: (fleet) => mixed(fleet, { oidcIssuer: oidcIssuer('west') }),
      passes: (fleet) => mixed(fleet, { oidcIssuer: oidcIssuer('west'), writesBy: 'token' }),
    },
    { trips: asking('on') + writing(URL), passes: asking('on') + writing(`${URL}, ${TLS}`) },
    { trips: asking('on') + writing(URL), passes: asking('optional') + writing(URL) },
    {
      trips: receiver + listener('receive') + writing(URL),
      passes: receiver + listener('other') + writing(URL),
    },
    {
      trips: receiver + listener('receive', 'mode: RequireAndVerify, ') + writing(URL),
      passes: receiver + listener('receive', 'mode: VerifyIfGiven, ') + writing(URL),
    },
    {
      trips: receiver + listener('receive', 'optional: false, ') + writing(URL),
      passes: receiver + listener('receive', 'optional: true, ') + writing(URL),
    },
  ],
  'THANOS-245': [
    {
      trips: (fleet) => certified(fleet, { receive: byPassword, cluster: { clientCertificate } }),
      passes: (fleet) => certified(fleet, { receive: both, cluster: { clientCertificate } }),
    },
    {
      trips: (fleet) => certified(fleet, { receive: byPassword, write: { clientCertificate } }),
      passes: (fleet) => certified(fleet, { receive: both, write: { clientCertificate } }),
    },
    {
      trips: (fleet) => certified(fleet, { receive: both, cluster: { clientCertificate, writesBy: 'password' } }),
      passes: (fleet) => certified(fleet, { receive: both, cluster: { clientCertificate, writesBy: 'token' } }),
    },
  ],
};
