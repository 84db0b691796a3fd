import { isIPv4 } from 'node:net';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Certificate } from '../../imports/certificates-cert-manager.io';
import { serverCertificate } from '../certificates/certificate';
import { ANYWHERE } from '../kubernetes/network';
import { NOT_SCRAPED } from '../kubernetes/service-monitor';
import { type Problem, reportProblem } from '../validation/problem';
import type { ClientCertificateAuthentication } from './authentication';
import type { ExposureRequest, IExposureController } from './controller';

const INTERNAL = 'service.beta.kubernetes.io/azure-load-balancer-internal';
const SUBNET = 'service.beta.kubernetes.io/azure-load-balancer-internal-subnet';
const ADDRESS = 'service.beta.kubernetes.io/azure-load-balancer-ipv4';
const OWN_ANNOTATIONS = [INTERNAL, SUBNET, ADDRESS];

export interface AzureInternalLoadBalancerProps {
  /** A free IPv4 address of the subnet, for the record in the private DNS zone. @default - one that Azure chooses */
  readonly address?: string;
  /** The subnet that the address is in. @default - that of the nodes */
  readonly subnet?: string;
  /** Further annotations of the Service, for example for external-dns. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What the load balancer needs for one route. */
export interface AzureInternalLoadBalancerObjects {
  readonly service: k8s.KubeService;
  /** Where there is an issuer to ask. */
  readonly certificate?: Certificate;
}

/**
 * A load balancer of Azure that only the virtual network and its peers reach. It passes connections on as they are, so that the pods
 * need the certificate and ask clients for theirs.
 *
 * @see https://learn.microsoft.com/azure/aks/internal-lb
 */
export class AzureInternalLoadBalancer
  implements IExposureController<ClientCertificateAuthentication, AzureInternalLoadBalancerObjects>
{
  readonly peer = ANYWHERE;
  readonly passthrough = true;

  constructor(readonly props: AzureInternalLoadBalancerProps = {}) {}

  problems(): Problem[] {
    const { address, annotations } = this.props;
    const problems: Problem[] = [];
    if (address !== undefined && !isIPv4(address)) {
      problems.push({
        rule: 'THANOS-684',
        what: `The address "${address}" of the load balancer is no IPv4 address, and Azure would give it none`,
        fix: "Write a free address of the subnet, for example '10.1.0.250', or leave address out",
      });
    }
    for (const annotation of Object.keys(annotations ?? {}).filter((key) => OWN_ANNOTATIONS.includes(key))) {
      problems.push({
        rule: 'THANOS-684',
        what: `annotations sets ${annotation}, which decides where the load balancer is and has an option of its own`,
        fix: `Remove ${annotation} from annotations, and give address or subnet`,
      });
    }
    return problems;
  }

  expose(
    scope: Construct,
    request: ExposureRequest<ClientCertificateAuthentication>,
  ): AzureInternalLoadBalancerObjects {
    const { namespace, labels, host, issuer, tlsSecretName, route } = request;
    if (route.protocol !== 'grpc') {
      reportProblem(scope, {
        rule: 'THANOS-684',
        what: `The load balancer leads to port ${route.port.name} of ${route.service}, where nobody speaks TLS or asks who connects: it is for StoreAPI alone`,
        fix: 'Expose it by a controller that does, for example Exposure.ingressNginx',
      });
    }
    const service = new k8s.KubeService(scope, 'service', {
      metadata: {
        name: `${request.name}-internal`,
        namespace,
        labels: { ...labels, ...NOT_SCRAPED },
        annotations: this.annotations(),
      },
      spec: {
        type: 'LoadBalancer',
        // Pods, and their NetworkPolicies, see who connects, and not a node.
        externalTrafficPolicy: 'Local',
        selector: { ...route.network.identity.selector },
        ports: [
          {
            name: route.port.name,
            port: 443,
            targetPort: k8s.IntOrString.fromString(route.port.name),
            protocol: 'TCP',
          },
        ],
      },
    });
    const certificate = issuer && { secretName: tlsSecretName, namespace, labels, host, issuer };
    return { service, certificate: certificate && serverCertificate(scope, certificate) };
  }

  private annotations(): Record<string, string> {
    const { address, subnet, annotations } = this.props;
    return {
      ...annotations,
      [INTERNAL]: 'true',
      ...(address !== undefined && { [ADDRESS]: address }),
      ...(subnet !== undefined && { [SUBNET]: subnet }),
    };
  }
}
